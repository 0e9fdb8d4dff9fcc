"""The interface is what its description says: every operation, with data that fits and data that does not."""

import re
from itertools import product

import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import negative_data_rejection, positive_data_acceptance
from schemathesis.config import SchemathesisConfig
from servers import TOKEN, Server

from jupyter_eventlog.resources import builtin_folder
from jupyter_eventlog.server.handlers.routes import ROUTES

DOCUMENT = yaml.safe_load((builtin_folder() / "openapi.yaml").read_text())
COMMAND = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
AUTHORISED = {"Authorization": f"token {TOKEN}"}
VERBS = ("get", "put", "post", "delete", "patch", "head")
OPERATIONS = [(path, verb) for path, verb in product(DOCUMENT["paths"], VERBS) if verb in DOCUMENT["paths"][path]]
REFUSALS = ["400", "401", "403", "404", "405", "406", "409", "413", "415", "422", "428", "429", "5xx"]
CONFIG = SchemathesisConfig.from_dict({"checks": {"negative_data_rejection": {"expected-statuses": REFUSALS}}})
"""Too many items are refused with 413, which is no refusal by default."""


DEPENDS = {
    # Which targets and digests are right depends on what is collected, and what a yes needs on its own target.
    ("/consent", "put"): [positive_data_acceptance],
    # What stands in the address does not count where there is a body.
    ("/records", "delete"): [negative_data_rejection, positive_data_acceptance],
}
"""Checks that cannot know from the description alone what is right; tests/test_query.py and test_server.py do."""


def counts_backwards(body):
    """Whether a report has a range that ends before it begins, which JSON Schema cannot rule out."""
    try:
        return any(first > last for one in body["report"] for first, last in one["ranges"])
    except (KeyError, TypeError, ValueError):
        return False


def is_of_another(body):
    """Whether a body says whose it is, who is then hardly the one that asks."""
    return isinstance(body, dict) and isinstance(body.get("person"), str)


def test_the_routes_are_those_that_are_described():
    served = {
        ("/" + re.sub(r"/\?$", "", pattern), verb)
        for pattern, handler in ROUTES
        for verb in VERBS
        if any(verb in vars(one) for one in handler.__mro__ if one.__module__.startswith("jupyter_eventlog"))
    }
    assert served == set(OPERATIONS)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    config = f"c = get_config()\nc.EventLog.allowed_schemas = {{{COMMAND!r}: {{'level': 'technical'}}}}\n"
    server = Server(tmp_path_factory.mktemp("openapi"), config).start()
    server.answer(COMMAND, "yes")
    yield f"http://127.0.0.1:{server.port}"
    server.stop()


@pytest.mark.parametrize("mode", ["positive", "negative"])
@pytest.mark.parametrize(("path", "verb"), OPERATIONS)
def test_an_operation_answers_as_described(address, path, verb, mode):
    operation = schemathesis.openapi.from_dict(DOCUMENT, config=CONFIG)[path][verb.upper()]

    @given(operation.as_strategy(generation_mode=GenerationMode(mode)))
    @seed(20261124)
    @settings(
        max_examples=12,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def check(case):
        assume(not counts_backwards(case.body) and not is_of_another(case.body))
        unknown = DEPENDS.get((path, verb), [])
        case.call_and_validate(f"{address}/api/eventlog", headers=AUTHORISED, excluded_checks=unknown)

    check()

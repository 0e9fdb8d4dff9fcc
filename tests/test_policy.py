"""Reading a policy: what is meant, and what a mistake is told."""

import pytest

from jupyter_eventlog.pipeline import Pipeline
from jupyter_eventlog.policy_reader import parse_policy
from jupyter_eventlog.registry import Registry
from jupyter_eventlog.types import Draft

ID = "https://example.org/a"


def errors(**entry):
    return parse_policy({"allowed_schemas": {ID: entry}}).errors


def test_nothing_is_allowed_by_default():
    policy = parse_policy({})
    assert not policy.enabled
    assert policy.errors == []


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"allowed_property": ["a"]}, 'unknown key "allowed_property"; did you mean "allowed_properties"?'),
        ({"allowed_categories": ["tecnical"]}, '"tecnical" is not known; did you mean "technical"?'),
        ({"level": "techical"}, 'level: "techical" is not known; did you mean "technical"?'),
        ({"obfuscate": {"a": "base"}}, '"base" is not a transform; did you mean "basename"?'),
        ({"consent": "optin"}, 'consent: "optin" is not known; did you mean "opt-in"?'),
        ({"retention": "90 days"}, 'retention: must be a duration such as "12h", "90d", "13mo" or "3y"'),
        ({"allowed_properties": "path"}, "allowed_properties: must be a list of names"),
        ({"allowed_properties": ["a["]}, r"write \[ for a [ in a name"),
        ({"versions": []}, "versions: must be a list of versions"),
        ({"sample": True}, "sample: must be a number from 0 to 1"),
        ({"sanitize": {}}, "sanitize: after: is missing"),
        ({"capsule": {"tim": "hour"}}, 'capsule: unknown key "tim"; did you mean "time"?'),
    ],
)
def test_a_mistake_names_the_key_and_the_nearest_one(entry, message):
    found = errors(**entry)
    assert len(found) == 1
    assert message in found[0]
    assert ID in found[0]


def test_a_mistake_keeps_everything_off():
    policy = parse_policy({"allowed_schemas": {ID: {"level": "technical"}}, "purpose": {}})
    assert not policy.enabled
    assert policy.entry(ID) is None


def test_a_category_of_the_operators_own_is_no_mistake():
    assert errors(allowed_categories=["billing", "course-work"]) == []


def test_required_needs_a_reason_and_a_ground_and_is_off_alone():
    other = "https://example.org/b"
    policy = parse_policy({"allowed_schemas": {ID: {"consent": "required"}, other: {"level": "technical"}}})
    assert policy.entry(ID) is None
    assert policy.entry(other) is not None
    assert "needs reason and legal_basis" in policy.kinds_off[ID]


def test_a_purpose_must_be_one_of_the_purposes():
    config = {"purposes": {"improve": {"title": "Better"}}, "allowed_schemas": {ID: {"purpose": "improv"}}}
    assert 'did you mean "improve"?' in parse_policy(config).errors[0]


def test_a_jupyter_telemetry_configuration_loads():
    registry = Registry()
    registry.register(
        {
            "$id": ID,
            "version": 1,
            "properties": {
                "name": {"type": "string", "categories": ["category.jupyter.org/user-identifier"]},
                "size": {"type": "integer", "categories": ["category.jupyter.org/unrestricted"]},
                "path": {"type": "string", "categories": ["category.jupyter.org/other"]},
            },
        }
    )
    telemetry = {"allowed_categories": ["category.jupyter.org/user-identifier"], "allowed_properties": ["path"]}
    pipeline = Pipeline(registry, parse_policy({"allowed_schemas": {ID: telemetry}}))
    event = Draft(ID, "1", {"name": "n", "size": 1, "path": "p", "more": 0})
    kept = pipeline.process(event, lambda _: True)
    assert kept.data == {"name": "n", "size": 1, "path": "p"}


def test_the_digest_follows_the_policy_but_not_its_keys():
    def one(key, level):
        return parse_policy({"hash_key": key, "allowed_schemas": {ID: {"level": level}}}).digest

    assert one("00", "technical") == one("11", "technical")
    assert one("00", "technical") != one("00", "content")

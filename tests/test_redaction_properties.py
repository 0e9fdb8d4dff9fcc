"""What holds for every schema, every policy and every event."""

import json
from random import Random
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from oracle import Oracle
from strategies import ID, narrower, suites

from jupyter_eventlog.canonical import canonical
from jupyter_eventlog.conformance import suite_registry
from jupyter_eventlog.pipeline import Pipeline
from jupyter_eventlog.policy_reader import parse_policy
from jupyter_eventlog.projected import projected_schema
from jupyter_eventlog.projection import project
from jupyter_eventlog.types import Draft, Kept

relaxed = settings(deadline=None, max_examples=120)
cases = suites(5)


def pipeline(suite: dict[str, Any], *, final: bool = True, entry: dict[str, Any] | None = None) -> Pipeline:
    policy = {**suite["policy"], **({"allowed_schemas": {ID: entry}} if entry else {})}
    return Pipeline(suite_registry(suite), parse_policy(policy), final=final)


def valid(made: Pipeline) -> Pipeline:
    """A pipeline with no two transforms for one field, which one policy in thirty has."""
    assume(not made.policy.errors)
    return made


def kept(made: Pipeline, suite: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any], list[str]]]:
    """Each event that the policy lets pass, what is left of it, and what is noted."""
    found = [(case["event"]["data"], run(made, case["event"]["data"])) for case in suite["cases"]]
    valid(made)
    event(f"{sum(one is not None for _, one in found)} of {len(found)} events are valid")
    return [(data, *one) for data, one in found if one]


def run(made: Pipeline, data: Any, redacted: list[str] | None = None) -> tuple[dict[str, Any], list[str]] | None:
    result = made.process(Draft(ID, "1", data, redacted=redacted), lambda _: True)
    return (result.data, result.redacted) if isinstance(result, Kept) else None


def projected(made: Pipeline, *, final: bool = True) -> Any:
    rule = project(made._registry.get(ID, "1"), made.policy.entry(ID), made.policy.hash_key if final else None)
    # Not by the dialect's engine, which does not look ahead.
    return jsonschema_rs.Draft7Validator(projected_schema(rule))


@relaxed
@given(cases, st.booleans())
def test_what_stays_is_what_the_rules_say(suite, final):
    made = pipeline(suite, final=final)
    oracle = Oracle(suite, ID, final=final)
    for data, left, redacted in kept(made, suite):
        assert (left, redacted) == oracle.redact(data)


@relaxed
@given(cases)
def test_redaction_is_idempotent_but_for_hash(suite):
    made = pipeline(suite, final=False)
    for _, left, redacted in kept(made, suite):
        assert same(run(made, left, redacted), (left, redacted))


@relaxed
@given(cases)
def test_forward_then_final_is_final(suite):
    final, hop = pipeline(suite), pipeline(suite, final=False)
    for data, left, redacted in kept(final, suite):
        assert same(run(final, *run(hop, data)), (left, redacted))


@relaxed
@given(cases, st.integers(0, 2**63))
def test_after_ever_narrower_hops_only_what_the_narrowest_keeps_is_left(suite, seed):
    random, wide = Random(seed), suite["policy"]["allowed_schemas"][ID]
    narrow = narrower(random, wide)
    hops = [valid(pipeline(suite, final=False)), valid(pipeline(suite, final=False, entry=narrow))]
    last = pipeline(suite, entry=narrower(random, narrow))
    for data, left, _ in kept(last, suite):
        travelling, noted = data, None
        for hop in [*hops, last]:
            travelling, more = run(hop, travelling, noted)
            assert set(noted or ()) <= set(more)
            noted = more
        assert canonical(travelling) == canonical(left)


@relaxed
@given(cases)
def test_what_went_in_is_not_changed(suite):
    made = pipeline(suite)
    before = canonical(suite)
    kept(made, suite)
    assert canonical(suite) == before


@relaxed
@given(cases)
def test_no_name_that_the_schema_does_not_spell_out_is_told(suite):
    for _, _, redacted in kept(pipeline(suite), suite):
        assert not any("undeclared" in path or "x_2" in path for path in redacted)


@relaxed
@given(cases, st.booleans())
def test_what_remains_fits_the_projected_schema(suite, final):
    made = valid(pipeline(suite, final=final))
    validator = projected(made, final=final)
    for data, left, redacted in kept(made, suite):
        assert validator.is_valid(left), [error.message for error in validator.iter_errors(left)]
        # Also what comes by another hop, which need not have fitted every word of the schema.
        again = run(made, data, redacted)
        assert again is None or validator.is_valid(again[0])


@relaxed
@given(cases)
def test_the_projected_schema_has_no_place_for_what_is_removed(suite):
    # A text that is no time has the type of one.
    suite = json.loads(json.dumps(suite).replace('"hour"', '"basename"'))
    made = valid(pipeline(suite))
    validator = projected(made)
    for data, _, redacted in kept(made, suite):
        if redacted:
            event("something is removed")
            assert not validator.is_valid(data)


def same(one: Any, other: Any) -> bool:
    return canonical(list(one)) == canonical(list(other))


@pytest.mark.parametrize("redacted", [[], ["a"]])
def test_a_schema_that_refers_to_itself_is_followed_down_to_the_last_level(redacted):
    schema = {"$id": ID, "version": "1", "properties": {"a": {"$ref": "#"}, "b": {"type": "integer"}}}
    entry = {"allowed_categories": ["unclassified"]}
    made = pipeline({"schemas": [schema], "policy": {"allowed_schemas": {ID: entry}}})
    data: dict[str, Any] = {"b": 1, "undeclared": 2}
    for _ in range(60):
        data = {"a": data}
    left, noted = run(made, data, redacted)
    assert canonical(left) == canonical(data).replace(b',"undeclared":2', b"")
    assert noted == sorted({*redacted, ".".join(["a"] * 60 + ["*"])})
    assert projected(made).is_valid(left)
    assert not projected(made).is_valid(data)

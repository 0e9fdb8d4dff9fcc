"""What holds for every schema, every policy and every event."""

from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from strategies import ID, events, policies, schemas

from jupyter_eventlog.canonical import canonical
from jupyter_eventlog.pipeline import Pipeline
from jupyter_eventlog.policy_reader import parse_policy
from jupyter_eventlog.projected import projected_schema
from jupyter_eventlog.projection import project
from jupyter_eventlog.registry import Registry
from jupyter_eventlog.types import Draft, Kept
from jupyter_eventlog.validators import compile_schema

relaxed = settings(
    deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
KEY = "00" * 32


def pipeline(schema: dict[str, Any], entry: dict[str, Any], *, final: bool = True) -> Pipeline:
    registry = Registry()
    registry.register(schema)
    made = Pipeline(registry, parse_policy({"hash_key": KEY, "allowed_schemas": {ID: entry}}), final=final)
    assume(not made.policy.errors)
    return made


def run(made: Pipeline, data: Any, redacted: list[str] | None = None) -> Kept:
    result = made.process(Draft(ID, "1", data, redacted=redacted), lambda _: True)
    assert isinstance(result, Kept), result
    return result


cases = schemas().flatmap(lambda schema: st.tuples(st.just(schema), policies(), events(schema)))
unhashed = schemas().flatmap(lambda schema: st.tuples(st.just(schema), policies(hashing=False), events(schema)))


@relaxed
@given(cases)
def test_every_leaf_that_stays_is_one_that_the_policy_names(case):
    schema, entry, data = case
    made = pipeline(schema, entry)
    kept = run(made, data).draft.data
    rule = project(made._registry.get(ID, "1"), made.policy.entry(ID), b"")
    for name, item in kept.items():
        assert named(rule.child(name), item)


def named(rule: Any, value: Any) -> bool:
    """Whether a value lies at a location whose rule keeps it, all the way down."""
    if rule is None or rule.removed:
        return False
    if rule.is_leaf or rule.on_container or not isinstance(value, dict | list):
        return rule.kept
    if isinstance(value, dict):
        return all(named(rule.child(name), item) for name, item in value.items())
    return all(named(rule.item(index), item) for index, item in enumerate(value))


@relaxed
@given(unhashed)
def test_redaction_is_idempotent_but_for_hash(case):
    schema, entry, data = case
    assume("hash" not in str(schema))
    made = pipeline(schema, entry)
    once = run(made, data).draft
    twice = run(made, once.data, once.redacted).draft
    assert canonical(twice.data) == canonical(once.data)
    assert twice.redacted == once.redacted


@relaxed
@given(cases)
def test_forward_then_final_is_final(case):
    schema, entry, data = case
    final = pipeline(schema, entry)
    direct = run(final, data).draft
    hop = run(pipeline(schema, entry, final=False), data).draft
    forwarded = run(final, hop.data, hop.redacted).draft
    assert canonical(forwarded.data) == canonical(direct.data)
    assert forwarded.redacted == direct.redacted


@relaxed
@given(cases)
def test_what_went_in_is_not_changed(case):
    schema, entry, data = case
    before = canonical(data)
    run(pipeline(schema, entry), data)
    assert canonical(data) == before


@relaxed
@given(cases)
def test_no_name_that_the_schema_does_not_spell_out_is_told(case):
    schema, entry, data = case
    for path in run(pipeline(schema, entry), data).draft.redacted:
        assert "undeclared" not in path


@relaxed
@given(cases)
def test_what_remains_fits_the_projected_schema(case):
    schema, entry, data = case
    made = pipeline(schema, entry)
    kept = run(made, data).draft.data
    rule = project(made._registry.get(ID, "1"), made.policy.entry(ID), bytes.fromhex(KEY))
    validator = compile_schema(projected_schema(rule))
    assert validator.is_valid(kept), [error.message for error in validator.iter_errors(kept)]


@relaxed
@given(cases)
def test_the_projected_schema_has_no_place_for_what_is_removed(case):
    schema, entry, _ = case
    made = pipeline(schema, entry)
    rule = project(made._registry.get(ID, "1"), made.policy.entry(ID), bytes.fromhex(KEY))
    projected = projected_schema(rule)
    for name in rule.location.properties:
        assert (name in projected["properties"]) is not rule.child(name).removed

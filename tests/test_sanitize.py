"""What is left of a stored event after some time."""

from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft7Validator
from strategies import CATEGORIES, ID, PATHS, suites
from test_redaction_properties import kept, pipeline, same

from jupyter_eventlog.canonical import canonical
from jupyter_eventlog.policy_reader import parse_policy
from jupyter_eventlog.projected import projected_schema
from jupyter_eventlog.projection import project
from jupyter_eventlog.sanitize import sanitized, sanitizer


@settings(deadline=None, max_examples=150)
@given(suites(5), st.integers(0, 2**63))
def test_only_what_both_keep_is_left(suite, seed):
    random = Random(seed)
    suite["policy"]["allowed_schemas"][ID]["sanitize"] = {
        "after": "30d",
        "allowed_categories": random.sample(CATEGORIES, random.choice([0, 4, 8])),
        "allowed_properties": random.sample(PATHS, 3),
    }
    made = pipeline(suite)
    events = kept(made, suite)
    entry, schema = made.policy.entry(ID), made._registry.get(ID, "1")
    sanitize = sanitizer(schema, entry)
    fits = [Draft7Validator(projected_schema(project(schema, one, b"x"))) for one in (entry, sanitized(entry))]
    for _, stored, noted in events:
        before = canonical(stored)
        left, redacted = sanitize(stored, noted)
        assert canonical(stored) == before
        assert within(left, stored)
        assert set(noted) <= set(redacted)
        assert same(sanitize(left, redacted), (left, redacted))
        assert all(one.is_valid(left) for one in fits)


def within(part: Any, whole: Any) -> bool:
    """Whether every leaf of one value stands, in the same order, in another."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(name in whole and within(item, whole[name]) for name, item in part.items())
    if isinstance(part, list) and isinstance(whole, list):
        rest = iter(whole)
        return all(any(within(item, other) for other in rest) for item in part)
    return canonical(part) == canonical(whole)


def test_what_was_stored_under_a_wider_policy_is_held_against_todays():
    schema = {"$id": ID, "version": "1", "properties": {"a": {}, "b": {}}}
    entry = {"allowed_properties": ["a"], "sanitize": {"after": "1d", "allowed_properties": ["a", "b"]}}
    made = pipeline({"schemas": [schema], "policy": {"allowed_schemas": {ID: entry}}})
    sanitize = sanitizer(made._registry.get(ID, "1"), made.policy.entry(ID))
    assert sanitize({"a": 1, "b": 2}, []) == ({"a": 1}, ["b"])


def test_an_entry_that_says_nothing_of_it_sanitizes_nothing():
    entry = parse_policy({"allowed_schemas": {ID: {}}}).schemas[ID]
    assert sanitized(entry) is None

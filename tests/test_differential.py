"""Both languages decide alike, on random schemas, policies and events."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from node import node
from strategies import ID, events, policies, schemas

from jupyter_eventlog.conformance import evaluate, suite_pipeline

EVENTS_EACH = 10
SUITES = 600


@st.composite
def suites(draw: st.DrawFn):
    schema = draw(schemas())
    cases = draw(st.lists(events(schema), min_size=EVENTS_EACH, max_size=EVENTS_EACH))
    policy = {"hash_key": "01" * 32, "allowed_schemas": {ID: draw(policies())}}
    suite = {"schemas": [schema], "policy": policy, "cases": []}
    for data in cases:
        event = {"schema_id": ID, "version": draw(st.sampled_from(["1", 1, "2"])), "data": data}
        if draw(st.integers(0, 3)) == 0:
            event["redacted"] = draw(
                st.lists(st.sampled_from(["*", "a", "a.*", "b[]", "é", "x_1.*", "none"]), max_size=2)
            )
        suite["cases"].append({"event": event})
    return suite


@pytest.fixture(scope="module")
def typescript():
    with node("differential.mjs") as ask:
        yield ask


def test_both_languages_decide_alike(typescript):
    compared = 0

    @settings(deadline=None, max_examples=SUITES, suppress_health_check=list(HealthCheck))
    @given(suites())
    def agree(suite):
        nonlocal compared
        pipeline = suite_pipeline(suite)
        for case, theirs in zip(suite["cases"], typescript(suite), strict=True):
            ours = evaluate(pipeline, None, case["event"])
            assert normal(ours) == normal(theirs), case["event"]
            compared += 1

    agree()
    assert compared >= EVENTS_EACH * SUITES * 0.8


def normal(found):
    """1.0 and 1 are one number in JSON."""
    return json.loads(
        json.dumps(found), parse_float=lambda text: int(float(text)) if float(text).is_integer() else float(text)
    )

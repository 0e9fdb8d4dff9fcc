"""Whatever is sent, the answer is a verdict or a refusal, and never a surprise."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_eventlog.documents import document_files, read_document
from jupyter_eventlog.drafts import read_draft
from jupyter_eventlog.pipeline import Pipeline
from jupyter_eventlog.policy_reader import parse_policy
from jupyter_eventlog.registry import Registry
from jupyter_eventlog.resources import builtin_folder
from jupyter_eventlog.server.body import Batch, read_batch
from jupyter_eventlog.status import RequestError
from jupyter_eventlog.types import Draft, Drop, Kept

ID = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
CANARY = "canary"

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just(CANARY) | st.just("\ud800"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.just(CANARY), inner, max_size=3)
    ),
    max_leaves=8,
)
attributes = {
    "schema_id": st.just(ID) | anything,
    "version": st.sampled_from(["1", 1, 1.0, "2"]) | anything,
    "data": st.fixed_dictionaries(
        {},
        optional={
            "command_id": st.text() | anything,
            "trigger": st.just("menu") | anything,
            "outcome": st.just("failed") | anything,
            CANARY: anything,
        },
    )
    | anything,
    "time": st.just("2026-11-24T00:00:00Z") | anything,
    "id": st.uuids().map(str) | anything,
    "session": st.just("s") | anything,
    "sequence": st.integers(1, 9) | anything,
    "redacted": st.lists(st.sampled_from(["trigger", "*", CANARY]), max_size=2) | anything,
    CANARY: anything,
}
almost_events = st.fixed_dictionaries({}, optional=attributes) | anything
relaxed = settings(deadline=None, max_examples=1000)


def pipeline():
    registry = Registry()
    for file in document_files(builtin_folder() / "events"):
        registry.register(read_document(file))
    return Pipeline(registry, parse_policy({"allowed_schemas": {ID: {"level": "technical"}}}))


ROAD = pipeline()


@relaxed
@given(almost_events)
def test_an_event_is_kept_or_dropped_and_no_error_repeats_a_value(event):
    draft = read_draft(event)
    result = ROAD.process(draft, lambda _: True) if isinstance(draft, Draft) else draft
    assert isinstance(result, Kept | Drop)
    if isinstance(result, Drop):
        assert CANARY not in str(result.error)
    else:
        assert CANARY not in json.dumps([result.redacted, [*result.data]])
        assert result.data.keys() <= {"command_id", "outcome"}


@relaxed
@given(
    st.binary(max_size=200) | anything.map(lambda value: json.dumps(value).encode()),
    st.sampled_from(["application/json", "application/x-ndjson", "text/html", ""]),
    st.sampled_from(["", "gzip", "br"]),
)
def test_a_body_is_read_or_refused(body, content_type, encoding):
    try:
        assert isinstance(read_batch(body, content_type, encoding), Batch)
    except RequestError as refusal:
        assert refusal.status in (400, 413, 415)


def test_deep_nesting_is_refused_or_invalid():
    for depth in (65, 1000, 100_000):
        body = b'{"schema_id":"x","version":"1","data":' + b"[" * depth + b"]" * depth + b"}"
        try:
            (event,) = read_batch(body, "application/json", "").events
        except RequestError as refusal:
            assert refusal.status == 400
        else:
            assert isinstance(ROAD.process(read_draft({**event, "schema_id": ID}), lambda _: True), Drop)

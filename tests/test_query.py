"""What a request asks for: read as it is meant, or refused."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from jupyter_eventlog.journal.selection import Position
from jupyter_eventlog.records import Choice
from jupyter_eventlog.server import query
from jupyter_eventlog.status import RequestError

NOW = "2026-11-24T10:00:00.000000Z"


@pytest.mark.parametrize("received", [0.0, 1.5, 1732442400.123456, 1e-7])
def test_a_cursor_loses_nothing(received):
    position = Position(received, 12, 345)
    assert query.before({"before": query.cursor(SimpleNamespace(position=position))}) == position


@pytest.mark.parametrize(
    "said",
    [
        {"before": "x"},
        {"before": "1_1_1_1"},
        {"before": "0x1p+99999_1_1"},
        {"before": "inf_1_1"},
        {"before": "0x1p+0_0_1"},
        {"limit": "0"},
        {"limit": "1001"},
        {"limit": "-1"},
        {"limit": "٣"},
        {"limit": ""},
        {"since": "yesterday"},
        {"until": ""},
        {"schema_id": ""},
        {"schema_id": "x" * 2001},
    ],
)
def test_a_question_that_cannot_be_read_is_refused(said):
    with pytest.raises(RequestError) as refused:
        query.choice(said)
        query.limit(said)
        query.before(said)
    assert (refused.value.status, refused.value.reason) == (400, "query")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", {}),
        (b"{}", {}),
        (b'{"all": false}', {}),
        (b'{"all": 1}', {}),
        (b'{"all": true, "schema_id": "x"}', {}),
        (b'{"everything": true}', {}),
        (b'{"since": 5}', {}),
        (b'{"schema_id": null}', {}),
        (b'{"schema_id": "\\ud800"}', {}),
        (b"[]", {"all": "true"}),
        (b"", {"all": "no"}),
        (b"", {"all": "true", "since": NOW}),
    ],
)
def test_an_erasure_must_say_clearly_what_it_means(body, said):
    with pytest.raises(RequestError) as refused:
        query.erasure(body, said)
    assert refused.value.status == 400


def test_an_erasure_can_be_asked_for_in_the_body_or_the_address():
    assert query.erasure(b'{"all": true}', {}) == query.erasure(b"", {"all": "1", "token": "t"}) == Choice()
    moment = datetime(2026, 11, 24, 10, tzinfo=UTC).timestamp()
    assert query.erasure(b"", {"schema_id": "x", "since": NOW}) == Choice("x", since=moment)


def test_a_parameter_stands_once_and_in_utf_8():
    for values in ([b"1", b"1"], [b"\xff"]):
        with pytest.raises(RequestError):
            query.flat({"version": values})

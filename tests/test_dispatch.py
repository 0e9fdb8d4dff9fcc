"""From the journal to a sink: in order, again after a failure, never again after an acknowledgement."""

import logging

import pytest
from servers import until
from test_journal import row, store

from jupyter_eventlog.dispatch.backoff import FIRST, LONGEST, Backoff
from jupyter_eventlog.dispatch.dispatcher import Dispatcher
from jupyter_eventlog.journal.sqlite import SqliteJournal
from jupyter_eventlog.sink import Destination, Rejected, SafeError


class Recorder:
    """A sink that fails as often as it is told to."""

    destination = Destination("a", "a test")

    def __init__(self, *failures):
        self.failures = list(failures)
        self.got = []

    def write(self, batch):
        if self.failures:
            raise self.failures.pop(0)
        self.got += [one["id"] for one in batch]

    def close(self):
        self.got.append("closed")


@pytest.fixture
def connect(tmp_path):
    ends = []

    def one(sink):
        dispatchers = []
        journal = SqliteJournal(tmp_path, ("a",), lambda: [found.wake() for found in dispatchers])
        found = Dispatcher(journal, sink, logging.getLogger("test"), Backoff(lambda low, high: 0))
        dispatchers.append(found)
        ends.extend([journal.finish, found.close, journal.close])
        return journal, found

    yield one
    for end in ends:
        end()


def test_everything_arrives_in_order(connect):
    sink = Recorder()
    journal, dispatcher = connect(sink)
    dispatcher.start()
    for number in range(1, 51):
        store(journal, row(number))
    until(lambda: dispatcher.health.delivered == 50, "50 events")
    assert sink.got == [f"id-{number}" for number in range(1, 51)]


def test_what_failed_is_tried_again_in_order(connect):
    sink = Recorder(OSError("down"), OSError("down"))
    journal, dispatcher = connect(sink)
    store(journal, row(1), row(2))
    dispatcher.start()
    until(lambda: sink.got == ["id-1", "id-2"], "both events")
    until(lambda: dispatcher.health.failing_since is None, "health")


def test_what_is_refused_is_set_aside_and_the_rest_goes_on(connect):
    class Picky(Recorder):
        def write(self, batch):
            super().write([one for one in batch if one["id"] != "id-2"])
            if any(one["id"] == "id-2" for one in batch):
                raise Rejected(["id-2"], "too long")

    sink = Picky()
    journal, dispatcher = connect(sink)
    store(journal, row(1), row(2), row(3))
    dispatcher.start()
    until(lambda: dispatcher.health.dead == 1, "a dead letter")
    assert sink.got == ["id-1", "id-3"]
    assert journal.pending("a") == 0


def test_an_end_delivers_what_waits(connect):
    sink = Recorder()
    journal, dispatcher = connect(sink)
    dispatcher.start()
    store(journal, row(1))
    dispatcher.close()
    assert sink.got == ["id-1", "closed"]


def test_delays_are_random_up_to_a_bound_that_doubles():
    bounds = []
    backoff = Backoff(lambda low, high: bounds.append((low, high)) or high)
    for _ in range(12):
        backoff.next()
    assert bounds[0] == (0, FIRST)
    assert bounds[1] == (0, FIRST * 2)
    assert bounds[-1] == (0, LONGEST)
    backoff.reset()
    backoff.next()
    assert bounds[-1] == (0, FIRST)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (SafeError("the destination answered 503"), "the destination answered 503"),
        (OSError("https://u:pw@x"), "OSError"),
    ],
)
def test_only_what_is_safe_is_said_of_a_failure(connect, caplog, error, said):
    class Failing(Recorder):
        def write(self, batch):
            raise error

    journal, dispatcher = connect(Failing())
    dispatcher.start()
    store(journal, row(1))
    until(lambda: dispatcher.health.failing_since, "a failure")
    assert dispatcher.health.error == said
    assert said in caplog.text
    assert "pw@x" not in caplog.text

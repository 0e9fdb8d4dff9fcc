"""One event that a sink cannot take holds up no others; a sink that takes nothing costs no event."""

import logging

import pytest
from hooks import SECRET, Hook, serving
from hypothesis import given
from hypothesis import strategies as st
from servers import until
from test_journal import row, store

from jupyter_eventlog.dispatch.backoff import Backoff
from jupyter_eventlog.dispatch.dispatcher import Dispatcher
from jupyter_eventlog.dispatch.isolation import ALONE, STRIKES, Isolation, said
from jupyter_eventlog.journal.sqlite import SqliteJournal
from jupyter_eventlog.journal.types import Stored
from jupyter_eventlog.sink import Destination, Rejected, SafeError, UnavailableError
from jupyter_eventlog.sinks.http import HttpSink

ROUNDS = 500


class Destined:
    """A destination that takes a batch as a whole, or nothing of it where it cannot take one of its events."""

    def __init__(self, poison, failures=()):
        self.poison, self.failures = dict(poison), list(failures)
        self.got, self.tries = [], 0

    def write(self, batch):
        self.tries += 1
        if self.failures and self.failures.pop(0):
            raise OSError("now and then")
        for one in batch:
            error = self.poison.get(one["n"])
            if error is not None:
                raise error
        self.got += [one["n"] for one in batch]


def delivered(sink, numbers, rounds=ROUNDS, made=lambda n: {"n": n, "id": str(n)}):
    """What is left, and the dead letters, after so many rounds."""
    isolation, waiting, dead = Isolation(sink.write), [Stored(n, made(n)) for n in numbers], []
    for _ in range(rounds):
        if not waiting:
            break
        try:
            settled, letters = isolation.deliver(waiting)
        except Exception:
            continue
        waiting, dead = waiting[settled:], dead + letters
    return [one.place for one in waiting], dead


def in_order(got):
    """The events that came, each where it came last: a repeat may come before its turn."""
    return [one for at, one in enumerate(got) if one not in got[at + 1 :]]


poisons = st.sets(st.integers(1, 40), max_size=12)
errors = st.sampled_from([ValueError("x"), OSError("y"), SafeError("too odd")])


@given(st.integers(1, 40), poisons, errors)
def test_just_the_poisonous_become_dead_letters_and_all_others_come_in_order(number, poison, error):
    good = [n for n in range(1, number + 1) if n not in poison]
    sink = Destined(dict.fromkeys(poison, error))
    left, dead = delivered(sink, range(1, number + 1))
    bad = [n for n in range(1, number + 1) if n in poison]
    # Behind the last that is taken there is no neighbour to prove anything by.
    tail = [n for n in bad if n > max(good, default=0)]
    assert in_order(sink.got) == good
    assert left == tail
    assert [place for place, _ in dead] == [n for n in bad if n not in tail]
    assert {why for _, why in dead} <= {said(error)}


@given(st.integers(1, 40), errors)
def test_a_sink_that_fails_for_everything_is_down_and_costs_no_event(number, error):
    sink = Destined(dict.fromkeys(range(1, number + 1), error))
    left, dead = delivered(sink, range(1, number + 1), rounds=60)
    assert (len(left), dead, sink.got) == (number, [], [])
    assert sink.tries <= 2 * 60, "and is asked for little while it is"


@given(st.integers(1, 40), st.lists(st.booleans(), max_size=30))
def test_a_sink_that_fails_now_and_then_gets_everything_in_order(number, failures):
    """However its failures fall, unless they fall STRIKES times running on both tries of one event."""
    pattern = [False, True, *failures]
    sink = Destined({}, pattern)
    left, dead = delivered(sink, range(1, number + 1))
    assert left == []
    assert len(dead) <= pattern.count(True) // (2 * STRIKES)
    lost = {place for place, _ in dead}
    assert in_order(sink.got) == [n for n in range(1, number + 1) if n not in lost]


@given(st.integers(2, 40), poisons)
def test_where_no_event_is_to_blame_none_is_looked_for(number, poison):
    sink = Destined(dict.fromkeys(poison, UnavailableError("closed")))
    left, dead = delivered(sink, range(1, number + 1), rounds=20)
    expected = [] if not poison & set(range(1, number + 1)) else list(range(1, number + 1))
    assert (left, dead) == (expected, [])


class Strict(Destined):
    """A destination that refuses some events of a batch for good, and can be broken."""

    is_broken = False

    def write(self, batch):
        if self.failures and self.failures.pop(0):
            raise OSError("now and then")
        refused = [one["id"] for one in batch if self.is_broken or one["n"] in self.poison]
        self.got += [one["n"] for one in batch if one["id"] not in refused]
        if refused:
            raise Rejected(refused, "too long")


@given(st.integers(1, 40), poisons)
def test_what_a_destination_refuses_is_set_aside_in_doubt_too(number, poison):
    sink = Strict(dict.fromkeys(poison, True), failures=[True, True, True])
    left, dead = delivered(sink, range(1, number + 1))
    good = [n for n in range(1, number + 1) if n not in poison]
    assert in_order(sink.got) == good
    assert sorted([*left, *(place for place, _ in dead)]) == [n for n in range(1, number + 1) if n in poison]
    assert len(left) <= sum(n > max(good, default=0) for n in poison)


def test_alone_a_broken_destination_refuses_everything_and_that_costs_no_event():
    sink = Strict({}, failures=[True])
    sink.is_broken = True
    left, dead = delivered(sink, range(1, 6), rounds=20)
    assert (left, dead) == ([1, 2, 3, 4, 5], [])
    sink.is_broken = False
    assert delivered(sink, range(1, 6)) == ([], [])


def test_an_event_must_fail_often_while_others_are_taken():
    sink = Destined({1: ValueError("x")})
    isolation = Isolation(sink.write)
    two = [Stored(n, {"n": n, "id": str(n)}) for n in (1, 2)]
    isolation._size = 1
    for _ in range(ALONE - 1 + STRIKES - 1):
        with pytest.raises(ValueError, match="x"):
            isolation.deliver(two)
    assert isolation.deliver(two) == (1, [(1, "ValueError")])


def test_after_doubt_batches_are_as_large_as_before():
    sink = Destined({3: ValueError("x")})
    sizes = []
    write = sink.write
    sink.write = lambda batch: (sizes.append(len(batch)), write(batch))
    assert delivered(sink, range(1, 2000))[0] == []
    assert max(sizes[-3:]) == 500


class Brittle(Destined):
    destination = Destination("a", "a test")

    def write(self, batch):
        for one in batch:
            if one["id"] == "id-3":
                raise ValueError("quotes what was sent")
        self.got += [one["id"] for one in batch]

    def close(self):
        pass


def test_a_dispatcher_goes_on_behind_it(tmp_path):
    sink, woken = Brittle({}), []
    journal = SqliteJournal(tmp_path, ("a",), lambda: [one.wake() for one in woken])
    dispatcher = Dispatcher(journal, sink, logging.getLogger("test"), Backoff(lambda low, high: 0))
    woken.append(dispatcher)
    store(journal, *(row(number) for number in range(1, 8)))
    dispatcher.start()
    until(lambda: dispatcher.health.delivered == 6, "all but one")
    until(lambda: dispatcher.health.failing_since is None, "health")
    assert in_order(sink.got) == [f"id-{n}" for n in (1, 2, 4, 5, 6, 7)]
    with journal._open() as database:
        assert database.execute("SELECT * FROM dead").fetchall() == [("a", 3, "ValueError")]
    dispatcher.close()
    journal.close()


def test_a_web_server_that_one_event_makes_fail_gets_the_others(tmp_path):
    (tmp_path / "secret").write_text(SECRET)
    with serving(Hook()) as hook:
        hook.confused, hook.poison = True, {"id-2"}
        options = {"url": hook.url, "secret": {"file": str(tmp_path / "secret")}}
        sink = HttpSink(Destination("hook", "a test"), options)
        left, dead = delivered(sink, range(1, 6), made=lambda n: {"id": f"id-{n}"})
        sink.close()
    assert (left, dead) == ([], [(2, "the destination answered 500")])
    assert in_order([one["id"] for one in hook.got]) == ["id-1", "id-3", "id-4", "id-5"]


def test_an_event_that_is_taken_after_all_is_delivered():
    sink = Destined({}, failures=[True] * (ALONE + 1))
    isolation = Isolation(sink.write)
    two = [Stored(n, {"n": n, "id": str(n)}) for n in (1, 2)]
    for _ in range(ALONE):
        with pytest.raises(OSError, match="now and then"):
            isolation.deliver(two)
    assert isolation.deliver(two) == (1, [])
    assert sink.got == [2, 1]


def test_a_sink_that_says_that_no_event_is_to_blame_is_handed_all_of_them_again():
    """It may look for those to blame by itself, and needs their neighbours for that."""
    raised, sizes = [OSError("x"), UnavailableError("closed")], []

    def write(batch):
        sizes.append(len(batch))
        if raised:
            raise raised.pop(0)

    isolation = Isolation(write)
    three = [Stored(n, {"id": str(n)}) for n in (1, 2, 3)]
    for expected in (OSError, UnavailableError):
        with pytest.raises(expected):
            isolation.deliver(three)
    assert isolation.deliver(three) == (3, [])
    assert sizes == [3, 1, 3]

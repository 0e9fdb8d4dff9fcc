"""A clock that jumps, hours forth and back and across restarts: nothing is lost, nothing is deleted before its time."""

import sqlite3
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from runs import run

from jupyter_eventlog.journal.chain import verify
from jupyter_eventlog.journal.clock import PROOF, SLACK, this_start
from jupyter_eventlog.journal.ranges import DAYS, add_numbers, forget
from jupyter_eventlog.journal.sqlite import SqliteJournal

HOUR, DAY, BEGIN = 3600.0, 86400.0, 1_795_000_000.0


class World:
    """True time, a clock that is off by something, and a journal that knows only the clock and the witness."""

    def __init__(self, folder):
        self.folder, self.true, self.off, self.boot = folder, BEGIN, 0.0, "one"
        self.journal = self.numbers = None
        self.stored: dict[str, float] = {}
        self.open()

    def open(self, **options):
        if self.journal is not None:
            self.journal.close()
        self.journal = SqliteJournal(
            self.folder, ("a",), lambda: None, now=self.clock, witness=lambda: (self.boot, self.true - BEGIN), **options
        )
        assert self.journal.source

    def clock(self):
        return self.true + self.off

    def put(self, kept):
        name = f"id-{len(self.stored)}"
        received = self.clock()
        made = run({"id": name}, name="t", received=received, expires=received + kept, are_new=True)
        assert self.journal.append(lambda: [made], 1).result(10) == ["stored"]
        self.stored[name] = received + kept

    def tidy(self):
        self.journal._hourly()

    def left(self):
        with closing(sqlite3.connect(self.journal.file)) as database:
            rows = database.execute("SELECT json_extract(capsule, '$.id') FROM events ORDER BY place")
            return [name for (name,) in rows]

    def take(self):
        """As a sink does."""
        found, place = self.journal.read("a", 100)
        self.journal.ack("a", place)
        return [one.capsule["id"] for one in found]


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    yield made
    made.journal.close()


def test_a_jump_forward_that_is_corrected_deletes_nothing(world):
    world.put(5 * HOUR)
    world.take()
    world.off = 12 * HOUR
    world.tidy()
    world.open()
    assert world.left() == ["id-0"]
    world.off = 0
    world.true += 4 * HOUR
    world.tidy()
    assert world.left() == ["id-0"]
    world.true += 2 * HOUR
    world.tidy()
    assert world.left() == []


def test_a_jump_that_stands_for_a_day_is_believed(world):
    """As after the first look at a time server: what is then over goes, a day late."""
    world.put(10 * DAY)
    world.take()
    world.off = 20 * DAY
    for hours in range(24):
        world.tidy()
        assert world.left() == ["id-0"], hours
        if hours % 5 == 0:
            world.open()
        world.true += HOUR
    world.tidy()
    assert world.left() == []


def test_after_a_restart_of_the_machine_the_clock_is_believed(world):
    world.put(10 * DAY)
    world.take()
    world.off, world.boot = 20 * DAY, "two"
    world.open()
    assert world.left() == []


def test_a_clock_that_is_adjusted_a_little_is_followed(world):
    world.put(10 * DAY)
    world.take()
    for _ in range(10 * 24):
        world.true += HOUR
        world.off += SLACK / 2
        world.tidy()
    assert world.left() == []


def test_time_that_passes_while_no_server_runs_counts(world):
    world.put(10 * DAY)
    world.take()
    world.true += 11 * DAY
    world.open()
    assert world.left() == []


def test_a_shorter_retention_of_today_waits_too(world):
    world.put(90 * DAY)
    world.take()
    world.off = 12 * HOUR
    world.open(retention={"t": timedelta(hours=6)})
    assert world.left() == ["id-0"]


def test_an_idle_journal_is_not_written_to(world):
    world.put(90 * DAY)
    world.tidy()
    with closing(sqlite3.connect(world.journal.file)) as database:
        before = database.execute("PRAGMA data_version").fetchone()
        for _ in range(5):
            world.true += HOUR
            world.tidy()

        assert database.execute("PRAGMA data_version").fetchone() == before


def test_the_lag_is_never_negative(world):
    world.off = 5 * HOUR
    world.put(DAY)
    world.off = -5 * HOUR
    assert world.journal.lag("a") == 0


def test_a_clock_set_back_makes_no_session_older():
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE ranges (number, first, last, seen, PRIMARY KEY (number, first))")
    database.execute("CREATE TABLE ids (id, seen)")
    database.execute("CREATE TABLE counts (day, type, verdict, number, PRIMARY KEY (day, type, verdict))")
    add_numbers(database, b"s", 1, 1, 100)
    add_numbers(database, b"s", 2, 2, 70)
    forget(database, 100 + DAYS)
    assert add_numbers(database, b"s", 1, 2, 101) == {1, 2}


def test_the_witness_of_this_machine_goes_on():
    (start, first), (again, second) = this_start(), this_start()
    assert start == again
    assert 0 <= second - first < 60


ACTS = st.one_of(
    st.tuples(st.just("jump"), st.floats(-12 * HOUR, 12 * HOUR)),
    st.tuples(st.just("wait"), st.floats(0, 3 * HOUR)),
    st.tuples(st.just("put"), st.floats(HOUR, 5 * DAY)),
    st.tuples(st.sampled_from(["right", "restart", "tidy", "take"]), st.just(0.0)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ACTS, max_size=40))
def test_whatever_the_clock_does(acts):
    """As long as no wrong time stands for a day, all that came while it was right stays until its true end."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        wrong_since, delivered, rightly = None, [], set()
        for what, value in acts:
            if what == "jump":
                world.off = value
            elif what == "wait":
                world.true += value
            elif what == "put":
                world.put(value)
                rightly.update([f"id-{len(world.stored) - 1}"] if world.off == 0 else [])
            elif what == "restart":
                world.open()
            elif what == "take":
                delivered += world.take()
            if what == "right" or (wrong_since is not None and world.true - wrong_since > PROOF - 4 * HOUR):
                world.off = 0.0
            wrong_since = None if world.off == 0 else wrong_since or world.true
            world.tidy()
            assert world.journal.lag("a") >= 0
            early = {one for one in rightly if world.stored[one] > world.true} - set(world.left())
            assert not early
            assert set(world.stored) - set(delivered) <= set(world.left()), "nothing goes before its sink has it"
        delivered += world.take()
        assert delivered == list(world.stored)
        world.off = 0.0
        world.true += 6 * DAY
        world.tidy()
        world.true += DAY
        world.tidy()
        assert world.left() == []
        with closing(sqlite3.connect(world.journal.file)) as database:
            assert not verify(database).problems
        world.journal.close()

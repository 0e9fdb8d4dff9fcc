"""How complete the records are: counts that outlive a restart, numbers that are missing, and what nobody is told."""

import json
import logging
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs import run
from test_journal import TYPE, row, store

from jupyter_eventlog.agreement import Reply
from jupyter_eventlog.callers import Caller
from jupyter_eventlog.cli import main
from jupyter_eventlog.completeness import AWAITED, completeness
from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.consents import Circumstance
from jupyter_eventlog.counters import REPORTED, UNLISTED, Counters
from jupyter_eventlog.eventlog import EventLog
from jupyter_eventlog.journal.counts import ANY, DAY, KEPT, MISSING
from jupyter_eventlog.journal.ranges import DAYS, MAX_RANGES, gaps
from jupyter_eventlog.journal.selection import Selection
from jupyter_eventlog.journal.sqlite import SqliteJournal
from jupyter_eventlog.journal.types import JournalError
from jupyter_eventlog.refusals import MOST, SESSIONS, Refusals
from jupyter_eventlog.server.report import Loss, Reported
from jupyter_eventlog.types import Draft

TODAY = 20_000
SINKS = ("a", "b")


class World:
    """A journal folder and its counters, over restarts."""

    def __init__(self, folder):
        self.folder, self.now, self.journal = folder, TODAY * DAY + 1, None
        self.restart()

    def restart(self, *, kill=False):
        if self.journal and not kill:
            self.journal.close()
        if kill:
            self.journal.disown()
        self.counters = Counters(lambda: int(self.now // DAY), self.remind)
        self.journal = SqliteJournal(
            self.folder, SINKS, lambda: None, now=lambda: self.now, counted=self.counters.saving
        )

    def remind(self):
        self.journal.remind()

    def put(self, *numbers, session=b"s", subject=None, sinks=SINKS, **rest):
        rows = [row(one, session=session, subject=subject, sinks=sinks, received=self.now, **rest) for one in numbers]
        return store(self.journal, *rows)

    def found(self, **asked):
        lines = completeness(self.folder, **asked).lines
        return {(one.day, one.schema_id): one for one in lines}

    def counts(self, name=TYPE, day="2024-10-04"):
        return dict(self.found()[day, name].counts)


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path / "journal")
    yield made
    made.journal.close()


def writes(world):
    """What the file and its log are, so that any write shows."""
    return {one.name: one.read_bytes() for one in world.folder.iterdir() if one.suffix != ".sqlite-shm"}


def test_counts_outlive_a_restart_by_schema_day_and_verdict(world):
    world.put(1, 2)
    world.put(2)
    world.counters.add(TYPE, "invalid", 3)
    world.counters.add(REPORTED, "full", 7)
    world.restart()
    world.now += DAY
    world.put(3)
    world.counters.add(UNLISTED, "not-allowed")
    world.restart()
    assert {key: dict(one.counts) for key, one in world.found().items()} == {
        ("2024-10-04", TYPE): {"stored": 2, "duplicate": 1, "invalid": 3},
        ("2024-10-04", REPORTED): {"full": 7},
        ("2024-10-05", TYPE): {"stored": 1},
        ("2024-10-05", UNLISTED): {"not-allowed": 1},
    }


def test_what_a_commit_decides_is_counted_by_that_commit(world):
    world.put(1, 2)
    world.put(1, 3)
    assert world.counts() == {"stored": 3, "duplicate": 1}, "also where the server is killed now"


def test_what_a_commit_finds_counted_it_takes_along(world):
    world.put(1)
    world.counters.add(TYPE, "invalid", 2)
    world.put(2)
    assert world.counts()["invalid"] == 2


def test_who_refused_is_written_nowhere(world):
    world.put(1)
    world.counters.add(TYPE, "no-consent", 4)
    store(world.journal, row(2, permitted=lambda: False, received=world.now))
    world.put(3)
    world.restart()
    with closing(sqlite3.connect(world.folder / "journal-1.sqlite")) as database:
        assert database.execute("SELECT verdict, number FROM counts").fetchall() == [("stored", 2)]


def test_counts_alone_make_no_file_and_no_thread(world):
    world.counters.add(TYPE, "invalid")
    world.journal.close()
    assert not world.folder.exists()


def test_without_a_commit_counts_are_saved_in_a_while_and_then_an_idle_server_writes_nothing(world, monkeypatch):
    monkeypatch.setattr("jupyter_eventlog.journal.writer.MINUTE", 0.01)
    world.put(1)
    saved = []
    save = world.journal._writer._save
    world.journal._writer._save = lambda: (save(), saved.append(world.counts()))
    world.counters.add(TYPE, "invalid", 2)
    while not saved:
        pass
    assert saved == [{"stored": 1, "invalid": 2}]
    before = writes(world)
    assert world.journal._writer._reminded == float("inf"), "nothing wakes it"
    world.journal._save()
    world.journal._hourly()
    assert writes(world) == before


def test_an_event_that_is_stored_leaves_nothing_to_save(world):
    world.put(1)
    world.counters.add(TYPE, "stored")
    assert world.journal._writer._reminded == float("inf")


def test_what_could_not_be_written_is_counted_by_the_next_commit(world):
    world.put(1)
    world.counters.add(TYPE, "invalid", 2)
    world.journal._max_size = 1
    with pytest.raises(JournalError):
        world.put(2)
    assert "invalid" not in world.counts()
    world.journal._max_size = None
    world.put(3)
    assert world.counts()["invalid"] == 2


def test_old_counts_are_forgotten(world):
    world.put(1)
    world.restart()
    world.now += (KEPT + 1) * DAY
    world.put(1, session=b"other")
    assert [day for day, _ in world.found()] == ["2024-10-04", "2025-11-09"], "its record is still here"
    assert world.counts() == {}


def test_an_erasure_and_an_end_are_no_gaps(world):
    world.put(1, 2, 3, subject=b"me")
    world.put(4, subject=b"you", expires=world.now + 5, sinks=())
    world.now += DAY
    assert world.journal.erase(Selection(b"me")).deleted == 3
    world.restart()
    world.put(5)
    assert world.counts() == {"stored": 4, "erased": 3, "expired": 1}
    assert world.found()["2024-10-04", TYPE].here == 0
    assert world.found()["2024-10-05", TYPE].here == 1


def test_what_each_sink_has_waits_for_and_refused(world):
    world.put(1, 2, 3, 4)
    world.journal.ack("a", 3, [(2, "too long"), (3, "withdrawn")])
    assert world.found()["2024-10-04", TYPE].sinks == {
        "a": {"delivered": 1, "refused": 1, "cancelled": 1, "waiting": 1},
        "b": {"waiting": 4},
    }


def test_numbers_that_did_not_come_are_awaited_and_then_missing(world):
    world.put(3, 4, 8)
    assert world.counts(ANY) == {AWAITED: 5}
    world.now += DAY
    world.put(5)
    assert {key: dict(one.counts) for key, one in world.found().items() if key[1] == ANY} == {
        ("2024-10-05", ANY): {AWAITED: 4}
    }
    world.now += (DAYS + 1) * DAY
    world.restart()
    world.put(1, session=b"other")
    assert world.counts(ANY, "2024-10-05") == {MISSING: 4}


def test_a_session_that_goes_on_forgets_nothing_of_its_beginning(world):
    world.put(1, 2)
    world.now += (DAYS + 1) * DAY
    world.put(4)
    world.restart()
    world.put(1, session=b"other")
    assert world.counts(ANY, "2024-10-26") == {AWAITED: 1}


def test_gaps_that_are_closed_because_there_are_too_many_are_missing(world):
    for number in range(1, 2 * MAX_RANGES + 6, 2):
        world.put(number)
    found = world.counts(ANY)
    assert (found[MISSING], found[MISSING] + found[AWAITED]) == (3, MAX_RANGES + 2)


def test_a_session_in_two_files_misses_only_what_neither_has(world, tmp_path):
    world.put(1, 2, 6)
    other = SqliteJournal(world.folder, SINKS, lambda: None, now=lambda: world.now)
    store(other, row(3, received=world.now), row(4, received=world.now))
    assert world.counts(ANY) == {AWAITED: 1}
    other.close()


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 9)), max_size=20))
def test_gaps_are_the_numbers_that_nobody_told_of(told):
    came = {number for first, more in told for number in range(first, first + more + 1)}
    ranges = [(b"s", first, first + more, 1) for first, more in told]
    assert gaps(ranges).total() == (max(came) - len(came) if came else 0)


def test_numbers_that_were_refused_before_are_not_missing(world):
    event = {"id": "x", "sequence": 7, "data": {}}
    made = run(event, name=TYPE, head={"session": "s"}, number=(b"s", 7), passed=((1, 2), (4, 6)), received=world.now)
    assert store(world.journal, made) == ["stored"]
    assert world.counts(ANY) == {AWAITED: 1}


@pytest.fixture
def ask(world, capsys):
    def one(*given):
        code = main(["completeness", "--journal-dir", str(world.folder), *given])
        return code, capsys.readouterr().out

    return one


def test_the_command_tells_and_says_what_it_cannot_know(world, ask):
    world.put(1, 2, 4)
    world.counters.add(TYPE, "invalid")
    world.journal.ack("a", 2)
    world.restart()
    code, said = ask()
    assert code == 0
    assert f"2024-10-04\n  {ANY}\n    1 awaited\n  {TYPE}\n    3 stored, 1 invalid, 3 still here\n" in said
    assert "a: 2 delivered, 1 waiting" in said
    assert "What these numbers cannot say:" in said
    view = json.loads(ask("--json")[1])
    assert view["lines"][1] == {
        "day": "2024-10-04",
        "schema_id": TYPE,
        "counts": {"stored": 3, "invalid": 1},
        "here": 3,
        "sinks": {"a": {"delivered": 2, "waiting": 1}, "b": {"waiting": 3}},
    }
    assert view["limits"]


def test_the_command_is_asked_for_one_schema_and_from_a_day_on(world, ask):
    world.put(1)
    world.now += DAY
    world.put(2)
    days = [one["day"] for one in json.loads(ask("--json", "--since", "2024-10-05")[1])["lines"]]
    assert days == ["2024-10-05"]
    assert json.loads(ask("--json", "--schema", "other")[1])["lines"] == []
    assert json.loads(ask("--json", "--since", "1h")[1])["lines"] == []
    with pytest.raises(SystemExit):
        ask("--since", "yesterday")


def test_the_command_names_a_file_that_it_cannot_read(world, ask):
    world.put(1)
    (world.folder / "journal-2.sqlite").write_bytes(b"x" * 8192)
    code, said = ask()
    assert code == 1
    assert "journal-2.sqlite: could not be read, and is not in these numbers" in said


def test_nothing_is_counted_where_no_file_is(tmp_path, capsys):
    assert main(["completeness", "--journal-dir", str(tmp_path / "none")]) == 0
    assert capsys.readouterr().out.startswith("Nothing was counted.")
    assert not (tmp_path / "none").exists()


def test_days_are_those_of_utc():
    assert (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=TODAY)).strftime("%Y-%m-%d") == "2024-10-04"


ID = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
GOOD = {"command_id": "a:b", "trigger": "menu", "outcome": "failed"}
PAGE = Caller("ada", "frontend", principal="ada")


@pytest.fixture
def make(tmp_path):
    made = []

    def one(**entry):
        config = Config()
        ground = {"consent": "required", "reason": "a test", "legal_basis": "other"}
        config.allowed_schemas = {ID: {"level": "technical", **ground, **entry}}
        config.journal_dir = str(tmp_path / "journal")
        made.append(EventLog(config.options(logging.getLogger("test"))))
        return made[-1]

    yield one
    for eventlog in made:
        eventlog.close()


def sent(eventlog, *events):
    """Verdicts on events of a page's session, each a number and its data."""
    said = [{"schema_id": ID, "version": 1, "data": data, "session": "s", "sequence": at} for at, data in events]
    return [one.status for one in eventlog.receive(said, PAGE).result(10)]


def all_counts(folder):
    return {
        (one.schema_id, verdict): number for one in completeness(folder).lines for verdict, number in one.counts.items()
    }


def test_what_an_eventlog_counts_outlives_it(make, tmp_path):
    for _ in range(2):
        eventlog = make()
        eventlog.emit(ID, 1, GOOD)
        eventlog.emit(ID, 1, {"command_id": 1})
        Reported(partial(eventlog.counters.add, REPORTED)).note("ada", [Loss("full", 3, "one")])
        eventlog.close()
    assert all_counts(tmp_path / "journal") == {(ID, "stored"): 2, (ID, "invalid"): 2, (REPORTED, "full"): 6}


def test_a_number_that_was_refused_is_not_missing_and_one_that_never_came_is(make, tmp_path):
    eventlog = make()
    assert sent(eventlog, (1, {"command_id": 1}), (2, GOOD), (4, {"command_id": 1})) == ["invalid", "stored", "invalid"]
    assert sent(eventlog, (6, GOOD)) == ["stored"]
    eventlog.close()
    found = all_counts(tmp_path / "journal")
    assert found == {(ID, "stored"): 2, (ID, "invalid"): 2, (ANY, AWAITED): 2}


def test_a_commit_that_fails_does_not_make_refused_numbers_look_missing(make, tmp_path, monkeypatch):
    def fails(*_):
        raise sqlite3.OperationalError("database or disk is full")

    eventlog = make()
    assert sent(eventlog, (1, GOOD), (2, {"command_id": 1})) == ["stored", "invalid"]
    with monkeypatch.context() as broken:
        broken.setattr("jupyter_eventlog.journal.sqlite.store", fails)
        with pytest.raises(JournalError):
            sent(eventlog, (3, GOOD))
    assert sent(eventlog, (3, GOOD)) == ["stored"]
    eventlog.close()
    assert (ANY, AWAITED) not in all_counts(tmp_path / "journal")


def test_nobody_can_tell_from_what_is_missing_that_somebody_refused(make, tmp_path):
    """Of a session of which something is stored, a number refused for want of consent looks like one that came."""
    eventlog = make(consent="opt-in")
    digest, _ = eventlog.agreement.disclosure(ID)

    def answer(said):
        reply = Reply(said, "schema", ID, {ID: digest} if said == "yes" else {})
        eventlog.agreement.answer("ada", [reply], Circumstance("ada", "api"))

    answer("yes")
    assert sent(eventlog, (1, GOOD)) == ["stored"]
    answer("no")
    assert sent(eventlog, (2, GOOD), (3, GOOD)) == ["no-consent"] * 2
    answer("yes")
    assert sent(eventlog, (4, GOOD)) == ["stored"]
    eventlog.close()
    assert all_counts(tmp_path / "journal") == {(ID, "stored"): 2}


def test_of_who_never_agreed_no_number_is_on_the_disk(make, tmp_path):
    eventlog = make(consent="opt-in")
    assert sent(eventlog, (1, GOOD), (2, GOOD)) == ["no-consent"] * 2
    eventlog.close()
    assert not list((tmp_path / "journal").glob("journal-*.sqlite"))


@given(st.lists(st.integers(1, 30), max_size=40), st.integers(1, 31))
def test_refused_numbers_below_one_are_told_until_they_are_on_the_disk(numbers, limit):
    refusals = Refusals()
    for number in numbers:
        refusals.note("ada", Draft(ID, "1", {}, session="s", sequence=number))
    refusals.note("ada", Draft(ID, "1", {}))
    refusals.note("bob", Draft(ID, "1", {}, session="s", sequence=1))

    def told(below):
        return {at for first, last in refusals.before("ada", "s", below) for at in range(first, last + 1)}

    for _ in range(2):
        assert told(limit) == {one for one in numbers if one < limit}
    refusals.forget("ada", Draft(ID, "1", {}, session="s", sequence=limit))
    assert told(limit) == set()
    assert told(99) == {one for one in numbers if one >= limit}


def test_what_is_remembered_of_refused_numbers_is_bounded():
    refusals = Refusals()
    for session in range(2 * SESSIONS):
        refusals.note("ada", Draft(ID, "1", {}, session=str(session), sequence=1))
    for number in range(1, 1000, 2):
        refusals.note("ada", Draft(ID, "1", {}, session="s", sequence=number))
    assert len(refusals._sessions) == SESSIONS
    assert len(refusals.before("ada", "s", 9999)) == MOST

"""Sinks that are gone release what waits for them, and what a sink refused can be offered to it again."""

import json
import logging
import sqlite3
from contextlib import closing

import pytest
from servers import until
from test_journal import TYPE, row, store

from jupyter_eventlog.cli import main
from jupyter_eventlog.completeness import completeness
from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.dispatch.backoff import Backoff
from jupyter_eventlog.dispatch.dispatcher import Dispatcher
from jupyter_eventlog.eventlog import EventLog
from jupyter_eventlog.journal.absent import DAYS
from jupyter_eventlog.journal.counts import DAY
from jupyter_eventlog.journal.listing import Gaps, newest
from jupyter_eventlog.journal.selection import Selection
from jupyter_eventlog.journal.sqlite import SqliteJournal
from jupyter_eventlog.sink import Destination, Rejected
from jupyter_eventlog.status import status_view

BOTH = ("lines", "other")


class World:
    """A journal folder, over starts with other sinks."""

    def __init__(self, folder):
        self.folder, self.now, self.journal, self.told, self.withdrawn = folder, 100.0, None, [], set()

    def start(self, *sinks):
        if self.journal:
            self.journal.close()
        self.told.clear()
        self.journal = SqliteJournal(
            self.folder,
            sinks,
            lambda: None,
            now=lambda: self.now,
            withdrawn=lambda _: self.withdrawn,
            absent=lambda _, text: self.told.append(text),
        )
        assert self.journal.source

    def put(self, *numbers, sinks=BOTH, **rest):
        assert set(store(self.journal, *(row(one, sinks=sinks, subject=b"me", **rest) for one in numbers))) == {
            "stored"
        }

    def ids(self, sink):
        return [one.capsule["id"] for one in self.journal.read(sink, 100)[0]]

    def asked(self, query):
        with closing(sqlite3.connect(self.folder / "journal-1.sqlite")) as database:
            return database.execute(query).fetchall()

    def states(self, sink):
        found = newest(self.folder / "journal-1.sqlite", Selection(b"me"), 100, None, Gaps())
        return {one.position.place: one.delivery[sink] for one in found}


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path / "journal")
    made.start(*BOTH)
    yield made
    made.journal.close()


def test_what_waits_for_a_sink_that_is_gone_is_held_for_a_week_and_then_released(world):
    world.put(1, 2, expires=101.0)
    world.journal.ack("lines", 2)
    world.start("lines")
    assert "other: it is not configured any more; 2 events wait for it until 1970-01-08" in world.told[0]
    world.now += DAYS * DAY - 1
    world.start("lines")
    assert world.asked("SELECT place FROM events") == [(1,), (2,)], "they hold up retention"
    world.now += 2
    world.start("lines")
    assert world.told == ["sink other: it is not configured any more, and 2 events will never reach it"]
    assert world.asked("SELECT place FROM events") == []
    world.start("lines")
    assert world.told == []


def test_a_sink_that_comes_back_in_time_goes_on_where_it_was_and_has_its_week_again(world):
    world.put(1, 2)
    world.journal.ack("other", 1)
    for _ in range(3):
        world.start("lines")
        world.put(int(world.now), sinks=("lines",))
        world.now += (DAYS - 1) * DAY
        world.start(*BOTH)
        assert world.told == []
    assert world.ids("other") == ["id-2"]


def test_a_sink_that_comes_back_later_starts_with_new_events(world):
    world.put(1, 2)
    world.journal.ack("other", 1)
    world.start("lines")
    world.now += DAYS * DAY
    world.start("lines")
    assert world.states("other") == {1: "delivered", 2: "cancelled"}
    world.start(*BOTH)
    world.put(3)
    assert world.ids("other") == ["id-3"]
    assert world.states("other") == {1: "delivered", 2: "cancelled", 3: "waiting"}
    (line,) = completeness(world.folder, schema_id=TYPE).lines
    assert line.sinks["other"] == {"delivered": 1, "cancelled": 1, "waiting": 1}
    assert world.journal.erase(Selection(b"me")).sent == {"other": 2}, (
        "the first, and the one that was just handed over"
    )


def test_a_sink_that_has_everything_goes_without_an_alarm(world):
    world.put(1)
    world.journal.ack("other", 1)
    world.start("lines")
    world.now += DAYS * DAY
    world.start("lines")
    assert world.told == []
    assert world.asked("SELECT sink FROM cursors") == [("lines",)]


def refuse(world, *letters, sink="lines"):
    world.journal.ack(sink, world.journal.read(sink, 100)[1], letters)


@pytest.fixture
def command(world, tmp_path, capsys):
    config = tmp_path / "config.py"
    lines = {"class": "file", "path": str(tmp_path / "lines"), "destination": "a file", "third_party": False}
    config.write_text(f"get_config().EventLog.sinks = {{'lines': {lines!r}}}")

    def one(*given, name="sinks"):
        code = main([name, *given, "--config", str(config), "--journal-dir", str(world.folder)])
        said = capsys.readouterr()
        return code, said.out + said.err

    return one


def test_what_was_refused_is_offered_again_once(world, command):
    world.put(1, 2, 3)
    refuse(world, (1, "too long"), (3, "unknown"))
    assert command("retry", "lines", "--json") == (0, '{"sink": "lines", "again": 2}\n')
    assert world.states("lines") == {1: "waiting", 2: "delivered", 3: "waiting"}
    assert world.journal.pending("lines") == 2
    world.put(4)
    assert world.ids("lines") == ["id-1", "id-3", "id-4"], "before what is new"
    world.journal.ack("lines", 3, [(3, "still unknown")])
    assert world.states("lines") == {1: "delivered", 2: "delivered", 3: "refused", 4: "waiting"}
    assert world.ids("lines") == ["id-4"], "the cursor is where it was"
    world.journal.ack("lines", 4)
    assert world.journal.pending("lines") == 0


def test_only_what_was_refused_for_a_reason_is_offered_again(world, command):
    world.put(1, 2)
    refuse(world, (1, "too long"), (2, "unknown"))
    assert command("retry", "lines", "--reason", "unknown", "--json")[1] == '{"sink": "lines", "again": 1}\n'
    assert world.ids("lines") == ["id-2"]


def test_what_was_withdrawn_erased_or_is_damaged_is_never_offered_again(world, command):
    world.put(1, 2, 3)
    world.put(4, 5, text="yours")
    refuse(world, *((place, why) for place, why in enumerate(["withdrawn", "damaged", "released", "no", "no"], 1)))
    command("retry", "lines", "--json")
    assert world.ids("lines") == ["id-4", "id-5"]
    world.withdrawn = {(b"me", TYPE)}
    assert world.ids("lines") == [], "nor what is withdrawn meanwhile"
    assert world.asked("SELECT reason FROM dead WHERE place > 3") == [("withdrawn",), ("withdrawn",)]
    assert world.asked("SELECT * FROM again") == []


def test_an_erasure_takes_along_what_is_to_be_offered_again(world, command):
    world.put(1, 2)
    refuse(world, (1, "no"), (2, "no"))
    command("retry", "lines", "--json")
    found = world.journal.erase(Selection(b"me"))
    assert (found.sent, found.cancelled) == ({}, {"lines": 2, "other": 2})
    assert world.asked("SELECT * FROM again") == []
    assert world.ids("lines") == []


def test_what_is_being_offered_again_may_have_arrived(world, command):
    world.put(1, 2)
    refuse(world, (1, "no"), (2, "no"))
    command("retry", "lines", "--json")
    assert [one.place for one in world.journal.read("lines", 1)[0]] == [1]
    found = world.journal.erase(Selection(b"me"))
    assert (found.sent, found.cancelled) == ({"lines": 1}, {"lines": 1, "other": 2})


def test_a_letter_that_comes_between_a_read_and_its_end_is_not_lost(world, command):
    world.put(1, 2, 3)
    world.journal.read("lines", 2)
    world.journal.ack("lines", 2, [(1, "no")])
    place = world.journal.read("lines", 100)[1]
    command("retry", "lines", "--json")
    world.journal.ack("lines", place)
    assert world.ids("lines") == ["id-1"]


def test_a_running_server_delivers_what_is_asked_for_with_its_next_event(world, command):
    class Once:
        destination = Destination("lines", "a test")
        got, is_strict = [], True

        def write(self, batch):
            if self.is_strict:
                raise Rejected([one["id"] for one in batch], "not today")
            self.got += [one["id"] for one in batch]

        def close(self):
            pass

    sink = Once()
    dispatcher = Dispatcher(world.journal, sink, logging.getLogger("test"))
    world.put(1, 2)
    dispatcher.start()
    until(lambda: dispatcher.health.dead == 2, "two dead letters")
    sink.is_strict = False
    assert (
        "2 to be offered again. A server that is running offers them with its next event"
        in command("retry", "lines")[1]
    )
    world.put(3)
    dispatcher.wake()
    until(lambda: sink.got == ["id-1", "id-2", "id-3"], "all three")
    dispatcher.close()
    assert world.states("lines") == {1: "delivered", 2: "delivered", 3: "delivered"}


def test_within_the_hour_a_server_looks_for_what_is_to_be_offered_again(world, command):
    woken = []
    world.journal._committed = lambda: woken.append(1)
    world.put(1)
    refuse(world, (1, "no"))
    woken.clear()
    world.journal._hourly()
    assert not woken
    command("retry", "lines", "--json")
    world.journal._hourly()
    assert woken


def test_a_sink_that_is_gone_is_forgotten_at_once(world, command):
    world.put(1, 2)
    world.journal.ack("other", 1, [(1, "no")])
    world.start("lines")
    assert command("forget", "other")[0] == 1, "nobody is there to be asked"
    assert "1 records wait for other and would never reach it; add --yes" in command("forget", "other")[1]
    assert command("forget", "other", "--yes", "--json") == (0, '{"sink": "other", "released": 1}\n')
    assert world.states("other") == {1: "refused", 2: "cancelled"}
    world.start(*BOTH)
    assert world.ids("other") == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["forget", "lines", "--yes"], '"lines" is configured'),
        (["retry", "other"], '"other" is not configured'),
        (["retry", "line"], '"line" is not a sink of these journals; did you mean "lines"?'),
        (["retry"], "retry: name the sink"),
    ],
)
def test_what_cannot_be_done_is_said(world, command, given, said):
    world.put(1)
    code, text = command(*given)
    assert code == 1
    assert said in text


def test_the_commands_say_until_when_it_is_kept(world, command):
    world.put(1)
    assert "kept for a week from when a server notices" in command()[1]
    world.start("lines")
    assert "NOT CONFIGURED: what waits for it is kept until 1970-01-08" in command()[1]
    assert json.loads(command("--json")[1])["other"]["ends"] == "1970-01-08"
    assert "other is not configured any more: 1 waiting, kept until 1970-01-08" in command(name="status")[1]


def test_a_file_that_a_server_keeps_to_itself_is_told_with_the_cure(world, command, monkeypatch):
    world.put(1)
    refuse(world, (1, "no"))
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *given, **more: connect(*given, **{**more, "timeout": 0}))
    with world.journal._open() as database:
        database.execute("BEGIN EXCLUSIVE")
        code, said = command("retry", "lines")
        database.rollback()
    assert code == 1
    assert "stop that server first" in said


def test_what_a_sink_took_only_in_part_comes_again_from_there(world, command):
    world.put(1, 2, 3, 4)
    refuse(world, (1, "no"), (3, "no"))
    command("retry", "lines", "--json")
    assert world.ids("lines") == ["id-1", "id-3"]
    world.journal.ack("lines", 1)
    assert world.ids("lines") == ["id-3"]
    world.journal.ack("lines", 3)
    assert world.ids("lines") == []
    assert world.asked("SELECT place FROM cursors WHERE sink = 'lines'") == [(4,)]


def test_an_eventlog_says_it_in_log_and_status(tmp_path, caplog):
    name = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
    ground = {"consent": "required", "reason": "a test", "legal_basis": "other"}

    def start(**sinks):
        config = Config()
        config.allowed_schemas = {name: {"level": "technical", **ground}}
        config.journal_dir = str(tmp_path / "journal")
        config.sinks = sinks
        eventlog = EventLog(config.options(logging.getLogger("test")))
        eventlog.start()
        return eventlog

    # Nothing listens at this port.
    (tmp_path / "secret").write_text("a secret of sixteen bytes")
    secret = {"file": str(tmp_path / "secret")}
    first = start(hook={"class": "http", "destination": "a test", "url": "http://127.0.0.1:9", "secret": secret})
    first.emit(name, 1, {"command_id": "a:b", "trigger": "menu", "outcome": "failed"})
    first.close()
    second = start()
    until(second.problems.all, "the alarm")
    (said,) = status_view(second)["errors"]
    second.close()
    assert said.startswith("sink hook: it is not configured any more; 1 events wait for it until 20")
    assert said in caplog.text


class Poisoned:
    destination = Destination("lines", "a test")

    def __init__(self):
        self.got = []

    def write(self, batch):
        if any(one["id"] == "id-1" for one in batch):
            raise ValueError("x")
        self.got += [one["id"] for one in batch]

    def close(self):
        pass


def test_what_still_fails_when_it_is_offered_again_holds_up_no_others(world, command):
    world.put(1, 2)
    refuse(world, (1, "ValueError"))
    command("retry", "lines", "--json")
    sink = Poisoned()
    world.put(3, 4, 5)
    dispatcher = Dispatcher(world.journal, sink, logging.getLogger("test"), Backoff(lambda low, high: 0))
    dispatcher.start()
    until(lambda: dispatcher.health.dead == 1 and world.journal.pending("lines") == 0, "all that is new")
    dispatcher.close()
    assert set(sink.got) == {"id-3", "id-4", "id-5"}
    assert world.states("lines")[1] == "refused"


def test_what_is_damaged_when_it_is_offered_again_costs_its_run_and_not_the_sink(world, command):
    world.put(1)
    world.put(2, text="another run")
    refuse(world, (1, "no"))
    command("retry", "lines", "--json")
    with closing(sqlite3.connect(world.folder / "journal-1.sqlite")) as database, database:
        database.execute("UPDATE runs SET events = CAST(X'FF' AS TEXT) WHERE place = 1")
    world.put(3)
    assert world.ids("lines") == ["id-3"]
    assert world.asked("SELECT place, reason FROM dead") == [(1, "damaged")]


def test_a_sink_that_is_forgotten_while_a_server_still_serves_it_goes_on_with_new_events(world, command):
    world.put(1, 2, 3)
    world.journal.ack("other", 1)
    command("forget", "other", "--yes", "--json")
    assert world.ids("other") == []
    assert world.journal.pending("other") == 0
    world.put(4)
    assert world.ids("other") == ["id-4"]


def test_what_was_handed_over_when_a_sink_was_forgotten_brings_back_nothing(world, command):
    world.put(1, 2, 3)
    _, place = world.journal.read("other", 1)
    command("forget", "other", "--yes", "--json")
    world.journal.ack("other", place)
    assert world.ids("other") == []


def test_to_forget_a_sink_twice_changes_nothing(world, command):
    world.put(1, 2)
    world.journal.ack("other", 1, [(1, "no")])
    world.start("lines")
    for number in (1, 0, 0):
        assert command("forget", "other", "--yes", "--json") == (0, f'{{"sink": "other", "released": {number}}}\n')
    assert world.states("other") == {1: "refused", 2: "cancelled"}


def test_of_what_was_erased_while_a_sink_had_it_nothing_is_noted(world, command):
    world.put(1, 2)
    world.journal.read("lines", 100)
    world.journal.erase(Selection(b"me"))
    world.journal.ack("lines", 2, [(1, "the text x is too odd")])
    assert world.asked("SELECT * FROM dead") == []
    assert command("retry", "lines", "--json")[1] == '{"sink": "lines", "again": 0}\n'

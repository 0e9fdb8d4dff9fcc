"""What ended processes left is delivered by those that run: each file by one, at least once, and nothing is stored."""

import json
import logging
import os
import sqlite3
import subprocess
import sys
import textwrap
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from servers import until
from test_dispatch import Recorder
from test_eventlog import GOOD, GROUND, ID
from test_journal import TYPE, row, store

from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.dispatch.backoff import Backoff
from jupyter_eventlog.dispatch.dispatcher import Dispatcher
from jupyter_eventlog.eventlog import EventLog
from jupyter_eventlog.journal.adoption import Adoption
from jupyter_eventlog.journal.files import journal_files, take
from jupyter_eventlog.journal.selection import Selection
from jupyter_eventlog.journal.sqlite import SqliteJournal
from jupyter_eventlog.sink import Destination, Rejected

NAMES = ("a", "b")
EACH = 7


class Named(Recorder):
    def __init__(self, name, *failures):
        super().__init__(*failures)
        self.destination = Destination(name, "a test")


class Server:
    """A journal with sinks, as an EventLog wires them."""

    def __init__(self, folder, *sinks):
        self.sinks = {one.destination.name: one for one in sinks}
        self.told, names = [], tuple(self.sinks)
        self.journal = SqliteJournal(folder, names, self.wake)
        self.adoption = Adoption(
            folder,
            self.journal,
            adopt=lambda file: SqliteJournal(folder, names, lambda: None, only=file),
            wake=self.wake,
            failed=self.told.append,
        )
        log = logging.getLogger("test")
        self.dispatchers = [Dispatcher(self.adoption, one, log, Backoff(lambda low, high: 0)) for one in sinks]

    def wake(self):
        for one in self.dispatchers:
            one.wake()

    def start(self):
        for one in self.dispatchers:
            one.start()
        return self

    def close(self):
        self.journal.finish()
        self.adoption.finish()
        for one in self.dispatchers:
            one.close()
        self.adoption.close()
        self.journal.close()

    def got(self, name):
        return [one for one in self.sinks[name].got if one != "closed"]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "journal"


@pytest.fixture
def server(folder):
    made = []

    def one(*sinks):
        made.append(Server(folder, *(sinks or map(Named, NAMES))))
        return made[-1]

    yield one
    for server in made:
        server.close()


def leave(folder, number, names=NAMES):
    """So many files with events that nobody got."""
    made = [SqliteJournal(folder, names, lambda: None) for _ in range(number)]
    for index, journal in enumerate(made):
        store(journal, *(row(n, name=f"file-{index}", sinks=names, subject=b"me") for n in range(1, EACH + 1)))
    for journal in made:
        journal.close()
    return [f"file-{index}-{n}" for index in range(number) for n in range(1, EACH + 1)]


def is_free(file):
    lock = take(file)
    if lock is None:
        return False
    os.close(lock)
    return True


@pytest.mark.parametrize("number", [2, 3, 12])
def test_all_that_is_owed_is_delivered_once_and_in_order_and_the_files_are_let_go(folder, server, number):
    events = leave(folder, number)
    one = server().start()
    for name in NAMES:
        until(lambda name=name: len(one.got(name)) == len(events), "all of them")
        assert Counter(one.got(name)) == Counter(events)
        for index in range(number):
            mine = [event for event in one.got(name) if event.startswith(f"file-{index}-")]
            assert mine == [f"file-{index}-{n}" for n in range(1, EACH + 1)]
    own = one.journal.file
    until(lambda: all(is_free(file) for file in journal_files(folder) if file != own), "all files")
    store(one.journal, row(99, name="new", sinks=NAMES))
    until(lambda: one.got("a")[-1] == "new-99", "the new one")
    assert not is_free(own)
    assert one.told == []
    one.close()
    again = server().start()
    until(lambda: again.journal.is_open and again.adoption.pending("a") == 0, "nothing")
    again.close()
    assert again.got("a") == again.got("b") == []


def test_two_that_start_at_once_deliver_each_file_between_them_once(folder, server):
    events = leave(folder, 8)
    first, second = server(), server()
    first.start()
    second.start()
    for name in NAMES:
        until(lambda name=name: len(first.got(name)) + len(second.got(name)) >= len(events), "all of them")
    first.close()
    second.close()
    for name in NAMES:
        assert Counter(first.got(name) + second.got(name)) == Counter(events)


def test_a_sink_that_is_down_holds_up_no_other(folder, server):
    events = leave(folder, 3)
    down = Named("b", *[OSError("down")] * 10**5)
    one = server(Named("a"), down).start()
    until(lambda: len(one.got("a")) == len(events), "all of them")
    until(lambda: is_free(folder / "journal-3.sqlite"), "the last file")
    down.failures.clear()
    until(lambda: len(one.got("b")) == len(events), "all of them")
    assert Counter(one.got("a")) == Counter(events)


def test_what_a_sink_refuses_is_a_dead_letter_of_the_file_that_it_is_in(folder, server):
    class Picky(Named):
        def write(self, batch):
            super().write([one for one in batch if one["id"] != "file-1-3"])
            if any(one["id"] == "file-1-3" for one in batch):
                raise Rejected(["file-1-3"], "too long")

    leave(folder, 2, ("a",))
    one = server(Picky("a")).start()
    until(lambda: len(one.got("a")) == 2 * EACH - 1, "all others")
    one.close()
    journal = SqliteJournal(folder, ("a",), lambda: None, only=folder / "journal-2.sqlite")
    assert journal.hold()
    assert journal._connection.database.execute("SELECT place, reason FROM dead").fetchall() == [(3, "too long")]
    journal.close()


def test_a_file_that_cannot_be_read_is_told_of_and_passed_over(folder, server):
    leave(folder, 3)
    other = folder / "journal-2.sqlite"

    with closing(sqlite3.connect(other)) as database:
        database.execute("PRAGMA user_version = 99")
    one = server().start()
    until(lambda: len(one.got("a")) == 2 * EACH, "the two others")
    assert "has format 99" in one.told[0]
    assert is_free(other)


def test_what_is_left_later_is_found_by_the_next_look(folder, server):
    one = server()
    store(one.journal, row(1, name="own", sinks=NAMES))
    one.start()
    until(lambda: one.got("a") == ["own-1"], "the own one")
    leave(folder, 2)
    one.adoption.look()
    until(lambda: len(one.got("a")) == 1 + 2 * EACH, "what was left")


def test_an_erasure_reaches_a_file_that_is_being_delivered(folder, server):
    leave(folder, 2)

    class Down(Named):
        """For what lies in the second file."""

        is_down = True

        def write(self, batch):
            if self.is_down and batch[0]["id"].startswith("file-1"):
                raise OSError("down")
            super().write(batch)

    down = Down("b")
    one = server(Named("a"), down).start()
    until(lambda: one.adoption.holder(folder / "journal-2.sqlite"), "the second file")
    holder = one.adoption.holder(folder / "journal-2.sqlite")
    until(lambda: len(one.got("a")) == 2 * EACH, "what the other sink gets")
    assert holder.erase(Selection(b"me", TYPE)).deleted == EACH
    down.is_down = False
    until(lambda: one.adoption.pending("b") == 0, "the end")
    assert one.got("b") == [f"file-0-{n}" for n in range(1, EACH + 1)]


def config(tmp_path):
    made = Config()
    made.allowed_schemas = {ID: {"level": "technical", **GROUND}}
    made.journal_dir = str(tmp_path / "journal")
    sink = {"class": "file", "path": str(tmp_path / "lines"), "destination": "a file", "third_party": False}
    made.sinks = {"lines": sink}
    return made


def event_log(tmp_path):
    return EventLog(config(tmp_path).options(logging.getLogger("test")))


SLOW = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from test_adoption import event_log
from jupyter_eventlog.dispatch import dispatcher
from jupyter_eventlog.sinks.file import FileSink

dispatcher.BATCH = 2
write, count = FileSink.write, 0

def slow(self, batch):
    global count
    write(self, batch)
    count += 1
    if count == 4:
        print("in the middle", flush=True)
        sys.stdin.read()

FileSink.write = slow
event_log(Path(sys.argv[1])).start()
sys.stdin.read()
"""


def test_whoever_is_killed_in_the_middle_of_one_leaves_it_to_the_next(tmp_path):
    left = [event_log(tmp_path) for _ in range(3)]
    for one in left:
        # As if the sink had been down: nothing is delivered by those who stored it.
        one._storage.deliver = lambda: None
        for _ in range(5):
            one.emit(ID, 1, GOOD)
        one.flush().wait()
    for one in left:
        one.close()
    assert not (tmp_path / "lines").exists()
    here = str(Path(__file__).parent)
    killed = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SLOW), str(tmp_path), here],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert killed.stdout.readline().strip() == b"in the middle"
    killed.kill()
    killed.communicate()
    survivor = event_log(tmp_path)
    survivor.start()

    def delivered():
        lines = [json.loads(line) for line in (tmp_path / "lines").read_text().splitlines()]
        return Counter((one["source"], one["id"]) for one in lines)

    until(lambda: len(delivered()) == 15, "all events")
    survivor.close()
    assert sum(delivered().values()) <= 15 + 2, "no more than the batch that was not confirmed comes twice"


def test_two_that_hold_a_file_in_turns_do_not_both_pass_it_over(folder, server):
    first, second = server(), server()
    assert first.journal.source != second.journal.source
    events = leave(folder, 1)

    def reached(one, name):
        """What a sink is handed next, of a file that another process left."""
        stored, place = one.adoption.read(name, 100)
        if place >> 48 == 0:
            one.adoption.ack(name, place)
            stored, place = one.adoption.read(name, 100)
        return len(stored), place

    number, place = reached(second, "a")
    assert number == len(events)
    assert reached(first, "b")[0] == 0, "the other one holds it"
    second.adoption.ack("a", place)
    assert second.adoption.read("a", 100)[0] == [], "which lets go of it"
    number, place = reached(first, "a")
    assert (number, place >> 48) == (0, 1), "nothing is left for this sink, but the file is held to find out"
    assert reached(second, "b")[0] == 0
    assert reached(first, "b")[0] == len(events)

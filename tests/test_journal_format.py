"""A file that an earlier version wrote is brought up to the format of today, with all that is in it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jupyter_eventlog.cli import main
from jupyter_eventlog.completeness import completeness
from jupyter_eventlog.journal import layout
from jupyter_eventlog.journal.chain import verify
from jupyter_eventlog.journal.erasure import erase_unheld
from jupyter_eventlog.journal.listing import Gaps, newest
from jupyter_eventlog.journal.reading import reading
from jupyter_eventlog.journal.selection import Selection
from jupyter_eventlog.journal.sqlite import SqliteJournal
from jupyter_eventlog.journal.types import JournalError

SINK, NOW = "archive", 1_795_559_800.0


@pytest.fixture(params=sorted(layout._STEPS))
def old(request, tmp_path):
    """A file as format N was written by the code of its day: three own events, two of a client's, one sink, at 5."""
    file = tmp_path / "journal-1.sqlite"
    with closing(sqlite3.connect(file)) as database:
        database.executescript((Path(__file__).parent / "data" / f"journal-format-{request.param}.sql").read_text())
    return file


@pytest.fixture
def open_old(old):
    made = []

    def open_it():
        journal = SqliteJournal(old.parent, (SINK,), lambda: None, now=lambda: NOW)
        made.append(journal)
        return journal

    yield open_it
    for journal in made:
        journal.close()


def asked(file, query):
    with closing(sqlite3.connect(file)) as database:
        return database.execute(query).fetchall()


def shape(file):
    return asked(file, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name")


def test_an_old_file_becomes_like_a_new_one_and_keeps_all_it_holds(old, open_old, tmp_path):
    before = asked(old, "SELECT place, capsule FROM events ORDER BY place")
    journal = open_old()
    assert (journal.source, journal.pending(SINK)) == (asked(old, "SELECT source FROM journal")[0][0], 0)
    journal.close()
    assert asked(old, "SELECT place, capsule FROM events ORDER BY place") == before
    assert asked(old, "PRAGMA user_version") == [(layout.FORMAT,)]
    with closing(sqlite3.connect(old)) as database:
        found = verify(database)
    assert (found.events, list(found.problems)) == (len(before), [])
    new = SqliteJournal(tmp_path / "new", (SINK,), lambda: None)
    assert new.source
    new.close()
    assert shape(old) == shape(tmp_path / "new" / "journal-1.sqlite")


def test_who_only_reads_finds_in_an_old_file_what_they_find_in_a_new_one_and_leaves_it_as_it_is(old, open_old, capsys):
    raw = old.read_bytes()
    (subject,) = asked(old, "SELECT DISTINCT subject FROM runs")[0]

    def found():
        with reading(old) as database:
            checked = verify(database)
        records = newest(old, Selection(subject), 10, None, Gaps())
        commands = []
        for name in ("status", "sinks", "tail"):
            main([name, "--json", "--journal-dir", str(old.parent)])
            commands.append(capsys.readouterr().out)
        lines = completeness(old.parent).lines
        return checked, records, commands[1:], [(one.day, one.here, one.sinks) for one in lines]

    before = found()
    assert old.read_bytes() == raw
    assert before[0].problems == []
    assert len(before[1]) == 5
    journal = open_old()
    assert journal.source
    journal.close()
    assert found() == before


def test_a_person_erases_in_an_old_file_that_no_server_holds(old):
    (subject,) = asked(old, "SELECT DISTINCT subject FROM runs")[0]
    assert erase_unheld(old, Selection(subject)).deleted == 5
    assert asked(old, "SELECT count(*) FROM runs") == [(0,)]
    assert asked(old, "SELECT verdict, sum(number) FROM counts GROUP BY 1") == [("erased", 5), ("stored", 5)]


def test_a_step_that_fails_leaves_the_old_file_as_it_was(old, open_old, monkeypatch):
    before = shape(old)
    steps = {number: f"{step}; CREATE TABLE left_over (x); SELECT nonsense" for number, step in layout._STEPS.items()}
    monkeypatch.setattr(layout, "_STEPS", steps)
    with pytest.raises(JournalError, match="nonsense"):
        assert open_old().source
    assert shape(old) == before
    assert asked(old, "PRAGMA user_version") != [(layout.FORMAT,)]

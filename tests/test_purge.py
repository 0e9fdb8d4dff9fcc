"""`jupyter eventlog purge`: what the operator deletes is gone, bytes and all, and everything else is as it was."""

import io
import json
import sqlite3
import sys
import time
from contextlib import closing

import pytest
from test_journal import TYPE, ids, row, store

from jupyter_eventlog.cli import main
from jupyter_eventlog.cli.purge import HELD
from jupyter_eventlog.journal.chain import verify
from jupyter_eventlog.journal.mark import mark_of
from jupyter_eventlog.journal.sqlite import SqliteJournal

OTHER = "https://example.org/b"
DAY = 86400.0


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "journal"


@pytest.fixture
def journal(folder):
    """Five events; the sink has the first two."""
    made = SqliteJournal(folder, ("a",), lambda: None)
    now = time.time()
    for number in range(1, 6):
        one = row(number, text=f"canary-{number}", received=now - (6 - number) * DAY)
        one.head["type"] = OTHER if number == 4 else TYPE
        store(made, one)
    made.ack("a", 2)
    yield made
    made.close()


@pytest.fixture
def closed(journal):
    journal.close()
    return journal.file


@pytest.fixture
def purge(folder, capsys):
    def ask(*more):
        code = main(["purge", "--journal-dir", str(folder), "--json", *more])
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else said.err

    return ask


def left(file):
    with closing(sqlite3.connect(file)) as database:
        found = verify(database)
        assert not found.problems
        words = [why for (why,) in database.execute("SELECT why FROM links ORDER BY number")]
        return [place for (place,) in database.execute("SELECT place FROM runs")], words[5:]


def canaries(folder):
    content = b"".join(one.read_bytes() for one in folder.iterdir() if one.is_file())
    return [number for number in range(1, 6) if f"canary-{number}".encode() in content]


SELECTIONS = {
    "all": (["--all"], [], {"a": 3}),
    "a kind": (["--schema", OTHER], [1, 2, 3, 5], {"a": 1}),
    "a duration": (["--before", "60h"], [4, 5], {"a": 1}),
    "both": (["--schema", TYPE, "--before", "60h"], [4, 5], {"a": 1}),
}


@pytest.mark.parametrize("which", SELECTIONS)
def test_what_is_meant_goes_bytes_and_all_with_a_link(purge, closed, folder, which):
    options, stays, cancelled = SELECTIONS[which]
    code, said = purge(*options, "--dry-run")
    count = 5 - len(stays)
    assert (code, said["files"]["journal-1.sqlite"]["records"]) == (0, count)
    assert left(closed) == ([1, 2, 3, 4, 5], []), "a dry run deletes nothing"
    code, said = purge(*options, "--yes")
    done = {"records": count, "cancelled": cancelled, "lingering": 0, "problem": None}
    assert (code, said) == (0, {"dry_run": False, "files": {"journal-1.sqlite": done}, "damaged": []})
    assert left(closed) == (stays, ["purged"])
    assert canaries(folder) == stays
    assert mark_of(closed).number == 6
    again = SqliteJournal(folder, ("a",), lambda: None)
    assert ids(again) == [f"id-{place}" for place in stays if place > 2]
    again.close()


def test_a_time_is_understood_with_and_without_a_zone(purge, closed):
    day = time.strftime("%Y-%m-%d", time.gmtime(time.time() + DAY))
    for text in (day, f"{day}T00:00:00+02:00", f"{day}T00:00:00Z"):
        assert purge("--before", text, "--dry-run")[1]["files"]["journal-1.sqlite"]["records"] == 5


def test_a_file_that_a_server_holds_is_left_to_it_and_the_others_go(purge, journal, folder):
    other = SqliteJournal(folder, ("a",), lambda: None)
    store(other, row(9))
    other.close()
    code, said = purge("--all", "--yes")
    assert code == 1
    assert said["files"]["journal-1.sqlite"]["problem"] == HELD
    assert said["files"]["journal-2.sqlite"]["records"] == 1
    assert len(ids(journal)) == 3


def test_files_that_were_set_aside_are_overwritten_and_deleted(purge, closed, folder):
    names = [f"journal-2.sqlite.damaged-20261124T100000000000Z{end}" for end in ("", "-wal")]
    for name in names:
        (folder / name).write_bytes(b"canary" * 1000)
    twin = folder / "twin"
    twin.hardlink_to(folder / names[0])
    assert purge("--damaged", "--dry-run") == (0, {"dry_run": True, "files": {}, "damaged": names})
    assert purge("--damaged", "--yes") == (0, {"dry_run": False, "files": {}, "damaged": names})
    assert not [one for one in folder.iterdir() if "damaged" in one.name]
    assert twin.read_bytes() == bytes(6000)
    assert left(closed)[0] == [1, 2, 3, 4, 5]


def test_nothing_goes_before_somebody_says_yes(purge, closed, monkeypatch):
    code, said = purge("--all")
    assert (code, "--yes" in said) == (1, True)
    for answer, stays in (("", 5), ("n\n", 5), ("y\n", 0)):
        terminal = io.StringIO(answer)
        terminal.isatty = lambda: True
        monkeypatch.setattr(sys, "stdin", terminal)
        purge("--all")
        assert len(left(closed)[0]) == stays


@pytest.mark.parametrize(
    ("options", "cure"),
    [
        ([], "--all, --schema, --before or --damaged"),
        (["--all", "--schema", TYPE], "goes with neither"),
    ],
)
def test_a_call_that_says_not_what_is_meant_is_refused(purge, closed, options, cure):
    code, said = purge(*options, "--yes")
    assert (code, cure in said) == (1, True)
    assert len(left(closed)[0]) == 5


def test_a_file_that_cannot_be_read_is_named_and_stays(purge, closed):
    closed.unlink()
    (closed.parent / "journal-2.sqlite").write_bytes(b"rubbish" * 5000)
    code, said = purge("--all", "--yes")
    assert (code, "not a database" in said["files"]["journal-2.sqlite"]["problem"]) == (1, True)


def test_for_people_it_says_what_went(closed, folder, capsys):
    assert main(["purge", "--journal-dir", str(folder), "--all", "--yes"]) == 0
    said = capsys.readouterr().out
    assert said == "journal-1.sqlite: 5 records deleted\n  3 of them will never be sent to a\n"
    assert main(["purge", "--journal-dir", str(folder / "none"), "--all", "--yes"]) == 0
    assert capsys.readouterr().out == "Nothing to delete.\n"

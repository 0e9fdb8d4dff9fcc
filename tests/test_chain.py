"""The chain: what was linked holds, and every other change of a journal's rows is found."""

import json
import random
import sqlite3
from contextlib import closing

import pytest
from runs import run

from jupyter_eventlog.cli import main
from jupyter_eventlog.journal.chain import verify
from jupyter_eventlog.journal.files import journal_files
from jupyter_eventlog.journal.selection import Selection
from jupyter_eventlog.journal.sqlite import SqliteJournal

TYPE = "https://example.org/a"
ADA, BOB = b"ada".ljust(16), b"bob".ljust(16)


@pytest.fixture
def now():
    return [1000.0]


@pytest.fixture
def journal(tmp_path, now):
    made = SqliteJournal(tmp_path, (), lambda: None, now=lambda: now[0])
    yield made
    made.close()


def event(number):
    return {"id": f"id-{number}", "data": {"text": f"canary-{number}"}}


def put(journal, number, subject=ADA, **rest):
    made = run(event(number), name=TYPE, sinks=(), subject=subject, ids=[None], **rest)
    assert journal.append(lambda: [made], 1).result() == ["stored"]


def checked(folder):
    (file,) = journal_files(folder)
    with closing(sqlite3.connect(file)) as database:
        return verify(database)


def test_what_only_grew_and_was_erased_and_expired_as_linked_holds(journal, tmp_path, now):
    for number in range(10):
        put(journal, number, ADA if number % 2 else BOB, expires=2000.0 + number)
    assert journal.erase(Selection(ADA)).deleted == 5
    now[0] = 2005.0
    journal.close()
    again = SqliteJournal(tmp_path, (), lambda: None, now=lambda: now[0])
    put(again, 11)
    again.close()
    found = checked(tmp_path)
    assert (found.problems, found.links, found.runs, found.events) == ([], 13, 3, 3)


CHANGES = {
    "a word": "UPDATE runs SET events = replace(events, 'canary-3', 'canary-4')",
    "what events share": "UPDATE runs SET head = replace(head, 'example', 'exemple') WHERE place = 2",
    "whose it is": "UPDATE runs SET subject = x'00' WHERE place = 2",
    "until when": "UPDATE runs SET expires = 1 WHERE place = 2",
    "when it is narrowed": "UPDATE runs SET sanitizes = 1 WHERE place = 2",
    "what it is narrowed to": "UPDATE runs SET sanitize = '{}' WHERE place = 2",
    "that it was narrowed": "UPDATE runs SET narrowed = 'agreed' WHERE place = 2",
    "a column of another type": "UPDATE runs SET salt = 1 WHERE place = 2",
    "a text of no encoding": "UPDATE runs SET sinks = x'ff' WHERE place = 2",
    "a run taken out": "DELETE FROM runs WHERE place = 2",
    "a run put in": "INSERT INTO runs SELECT 99, count, type, received, expires, subject, sinks, disclosure, session, "
    "sequence, head, events, salt, sanitizes, sanitize, narrowed FROM runs WHERE place = 2",
    "the order": "UPDATE runs SET place = 100 - place",
    "a link taken out": "DELETE FROM links WHERE number = 2",
    "the first link taken out": "DELETE FROM links WHERE number = 1",
    "when": "UPDATE links SET time = 1 WHERE number = 2",
    "what a link says": "UPDATE links SET rows = '[]' WHERE number = 2",
    "why": "UPDATE links SET why = 'erased' WHERE number = 2",
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_other_change_is_found(journal, tmp_path, change):
    for number in range(5):
        put(journal, number)
    journal.close()
    (file,) = journal_files(tmp_path)
    with closing(sqlite3.connect(file)) as database, database:
        assert database.execute(CHANGES[change]).rowcount
    assert checked(tmp_path).problems


@pytest.mark.parametrize("seed", range(20))
def test_a_single_changed_byte_of_what_is_stored_is_found(journal, tmp_path, seed):
    for number in range(5):
        put(journal, number)
    journal.close()
    chance = random.Random(seed)
    (file,) = journal_files(tmp_path)
    with closing(sqlite3.connect(file)) as database, database:
        column, place = chance.choice(["head", "events"]), chance.randint(1, 5)
        (text,) = database.execute(f"SELECT {column} FROM runs WHERE place = ?", (place,)).fetchone()
        at = chance.randrange(len(text))
        changed = text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :]
        database.execute(f"UPDATE runs SET {column} = ? WHERE place = ?", (changed, place))
    assert checked(tmp_path).problems == [f"the run at {place} was changed"]


def test_what_was_erased_cannot_be_confirmed_by_guessing(journal, tmp_path):
    """Two files that held the same event keep different digests of it, and no salt."""
    put(journal, 1)
    journal.erase(Selection(ADA))
    journal.close()
    other = SqliteJournal(tmp_path / "other", (), lambda: None, now=lambda: 1000.0)
    put(other, 1)
    other.erase(Selection(ADA))
    other.close()
    digests = []
    for folder in (tmp_path, tmp_path / "other"):
        (file,) = journal_files(folder)
        with closing(sqlite3.connect(file)) as database:
            assert database.execute("SELECT count(*) FROM runs").fetchone() == (0,)
            rows = [json.loads(text) for (text,) in database.execute("SELECT rows FROM links")]
        digests.append(rows[0][0][2])
        assert rows[1] == [[1, digests[-1], None]]
    assert digests[0] != digests[1]


@pytest.fixture
def ask(tmp_path, capsys):
    def run_command():
        code = main(["verify", "--json", "--journal-dir", str(tmp_path)])
        return code, json.loads(capsys.readouterr().out)

    return run_command


def test_the_command_says_whether_all_is_as_it_was_linked(journal, ask, tmp_path, capsys):
    for number in range(5):
        put(journal, number)
    whole = {"links": 5, "runs": 5, "events": 5, "problems": []}
    assert ask() == (0, {"files": {"journal-1.sqlite": whole}, "damaged": []})
    journal.close()
    (file,) = journal_files(tmp_path)
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("DELETE FROM runs WHERE place = 3")
    code, said = ask()
    assert (code, said["files"]["journal-1.sqlite"]["problems"]) == (1, ["the run at 3 was taken out"])
    assert main(["verify", "--journal-dir", str(tmp_path)]) == 1
    assert "the run at 3 was taken out" in capsys.readouterr().out


def test_the_command_names_files_that_were_set_aside(ask, tmp_path):
    (tmp_path / "journal-1.sqlite.damaged-20261124T100000000000Z").write_bytes(b"x")
    code, said = ask()
    assert (code, said["damaged"]) == (1, ["journal-1.sqlite.damaged-20261124T100000000000Z"])

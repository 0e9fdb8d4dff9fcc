"""The journal: order, repeats, cursors, retention, and what a file of it holds."""

import sqlite3
from datetime import timedelta

import pytest

from jupyter_eventlog.journal.files import journal_files
from jupyter_eventlog.journal.ranges import MAX_RANGES, add_number
from jupyter_eventlog.journal.sqlite import SqliteJournal
from jupyter_eventlog.journal.types import JournalError, Row

TYPE = "https://example.org/a"


def row(number=1, *, session=b"s", sinks=("a",), received=0.0, permitted=lambda: True, text="x", name="id"):
    capsule = {"id": f"{name}-{number}", "type": TYPE, "data": {"text": text}}
    numbered = None if session is None else (session, number)
    return Row(capsule, received, sinks, "d", None, numbered, permitted)


@pytest.fixture
def open_journal(tmp_path):
    opened = []

    def one(sinks=("a",), **options):
        journal = SqliteJournal(tmp_path / "journal", sinks, lambda: None, **options)
        opened.append(journal)
        return journal

    yield one
    for journal in opened:
        journal.close()


def store(journal, *rows):
    return journal.append(rows).result(10)


def ids(journal, sink="a"):
    return [one.capsule["id"] for one in journal.read(sink, 100)[0]]


def test_nothing_is_on_the_disk_before_the_first_event(open_journal, tmp_path):
    open_journal()
    assert not (tmp_path / "journal").exists()


def test_rows_come_back_in_order_until_they_are_acknowledged(open_journal):
    journal = open_journal()
    assert store(journal, row(1), row(2)) == ["stored", "stored"]
    assert ids(journal) == ["id-1", "id-2"]
    journal.ack("a", 1)
    assert ids(journal) == ["id-2"]
    assert journal.pending("a") == 1


def test_repeats_are_recognised_by_number_and_else_by_id(open_journal):
    journal = open_journal()
    rows = [row(1), row(3), row(2), row(7, session=None)]
    assert store(journal, *rows) == ["stored"] * 4
    assert store(journal, *rows) == ["duplicate"] * 4
    assert store(journal, row(1, session=b"other")) == ["stored"]


def test_a_row_whose_consent_ended_meanwhile_is_not_stored(open_journal):
    journal = open_journal()
    assert store(journal, row(1, permitted=lambda: False), row(2)) == ["no-consent", "stored"]
    assert ids(journal) == ["id-2"]


def test_a_sink_gets_only_what_was_permitted_for_it(open_journal):
    journal = open_journal(("a", "b"))
    store(journal, row(1, sinks=("a",)), row(2, sinks=("a", "b")))
    assert ids(journal, "b") == ["id-2"]
    assert journal.pending("b") == 1


def test_a_sink_added_later_starts_with_new_events(open_journal):
    journal = open_journal()
    store(journal, row(1, sinks=("a", "late")))
    journal.close()
    journal = open_journal(("a", "late"))
    store(journal, row(2, sinks=("a", "late")))
    assert ids(journal, "late") == ["id-2"]
    assert ids(journal, "a") == ["id-1", "id-2"]


def test_each_process_has_a_file_and_a_free_one_is_taken_first(open_journal, tmp_path):
    first, second = open_journal(), open_journal()
    assert first.source != second.source
    assert [file.name for file in journal_files(tmp_path / "journal")] == ["journal-1.sqlite", "journal-2.sqlite"]
    left = first.source
    first.close()
    assert open_journal().source == left


def test_expired_events_go_once_every_sink_has_them(open_journal, tmp_path):
    now = [0.0]
    options = {"retention": {TYPE: timedelta(hours=1)}, "now": lambda: now[0]}
    journal = open_journal(**options)
    store(journal, row(1, text="gone-for-good"), row(2, received=9000.0))
    now[0] = 9001.0
    journal.close()
    journal = open_journal(**options)
    assert ids(journal) == ["id-1", "id-2"], "not delivered yet"
    journal.ack("a", 2)
    journal.close()
    journal = open_journal(**options)
    assert journal.source
    journal.close()
    file = tmp_path / "journal" / "journal-1.sqlite"
    with sqlite3.connect(file) as database:
        assert [place for (place,) in database.execute("SELECT place FROM events")] == [2]
    assert b"gone-for-good" not in b"".join(part.read_bytes() for part in file.parent.iterdir())


def test_a_file_of_another_format_is_not_touched(open_journal, tmp_path):
    (tmp_path / "journal").mkdir()
    file = tmp_path / "journal" / "journal-1.sqlite"
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA user_version = 99")
    before = file.read_bytes()
    with pytest.raises(JournalError, match="has format 99"):
        store(open_journal(), row())
    assert file.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_an_error_and_no_acknowledgement(tmp_path):
    (tmp_path / "file").write_text("in the way")
    journal = SqliteJournal(tmp_path / "file" / "journal", (), lambda: None)
    with pytest.raises(JournalError):
        store(journal, row())
    journal.close()


def test_after_the_end_nothing_is_taken(open_journal):
    journal = open_journal()
    journal.close()
    with pytest.raises(JournalError):
        store(journal, row())


@pytest.fixture
def ranges():
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE ranges (number BLOB, first INTEGER, last INTEGER, PRIMARY KEY (number, first))")
    yield database
    database.close()


def held(database):
    return database.execute("SELECT first, last FROM ranges ORDER BY first").fetchall()


def test_numbers_in_any_order_become_one_range(ranges):
    for number in (5, 1, 3, 2, 4):
        assert add_number(ranges, b"s", number)
    assert held(ranges) == [(1, 5)]
    assert not any(add_number(ranges, b"s", number) for number in range(1, 6))


def test_a_session_holds_a_bounded_number_of_ranges(ranges):
    for number in range(1, 1000, 2):
        assert add_number(ranges, b"s", number)
    assert len(held(ranges)) == MAX_RANGES
    assert held(ranges)[-1] == (999, 999)

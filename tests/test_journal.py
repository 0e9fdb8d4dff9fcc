"""The journal: order, repeats, cursors, retention, and what a file of it holds."""

import sqlite3
import threading
from contextlib import closing, suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs import run
from servers import until

from jupyter_eventlog.journal import writer
from jupyter_eventlog.journal.damage import damaged_files
from jupyter_eventlog.journal.files import journal_files
from jupyter_eventlog.journal.ranges import DAYS, MAX_RANGES, add_numbers, forget
from jupyter_eventlog.journal.selection import Selection
from jupyter_eventlog.journal.sqlite import SqliteJournal
from jupyter_eventlog.journal.types import JournalError
from jupyter_eventlog.journal.writer import Writer

TYPE = "https://example.org/a"


def row(number=1, *, session=b"s", text="x", name="id", **rest):
    numbered = None if session is None else (session, number)
    event = {"id": f"{name}-{number}", "data": {"text": text}}
    return run(event, name=TYPE, number=numbered, ids=[event["id"].encode()], **rest)


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
    return journal.append(lambda: rows, len(rows)).result(10)


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


def numbered(journal, first, texts, session="s"):
    events = [
        {"id": f"id-{n}", "sequence": n, "data": {"text": text}, "redacted": [], "time": "t"}
        for n, text in enumerate(texts, first)
    ]
    return store(journal, run(*events, name=TYPE, head={"session": session}, number=(session.encode(), first)))


def test_another_event_under_the_same_number_is_invalid(open_journal):
    journal = open_journal()
    assert numbered(journal, 1, "abc") == ["stored"] * 3
    assert numbered(journal, 2, "bcd") == ["duplicate", "duplicate", "stored"]
    assert numbered(journal, 2, "bXd") == ["duplicate", "invalid", "duplicate"]
    assert numbered(journal, 1, "a") == ["duplicate"]
    assert ids(journal) == ["id-1", "id-2", "id-3", "id-4"]


@pytest.mark.parametrize("text", [b'[{"data": "\xff"}]', b"[", b"7", b"[7, 7, 7]"])
def test_a_number_of_what_is_damaged_is_a_repeat(open_journal, text):
    journal = open_journal()
    numbered(journal, 1, "abc")
    with sqlite3.connect(journal.file) as database:
        database.execute("UPDATE runs SET events = CAST(? AS TEXT)", (text,))
    assert numbered(journal, 2, "b") == ["duplicate"]


def test_a_number_of_what_is_gone_is_a_repeat(open_journal):
    journal = open_journal()
    event = {"id": "id-1", "sequence": 1, "data": {}, "redacted": [], "time": "t"}
    store(journal, run(event, name=TYPE, head={"session": "s"}, number=(b"s", 1), subject=b"me"))
    journal.ack("a", 1)
    journal.erase(Selection(b"me"))
    assert numbered(journal, 1, "b") == ["duplicate"]


def test_a_batch_ends_in_the_middle_of_a_run(open_journal):
    journal = open_journal()
    numbered(journal, 1, "abcdef")
    got = []
    while True:
        found, place = journal.read("a", 4)
        if not found:
            break
        got.append([one.capsule["data"]["text"] for one in found])
        assert [one.place for one in found][-1] == place
        journal.ack("a", place)
        assert journal.pending("a") == 6 - place
    assert got == [["a", "b", "c", "d"], ["e", "f"]]


def test_a_row_whose_consent_ended_meanwhile_is_not_stored(open_journal):
    journal = open_journal()
    assert store(journal, row(1, permitted=lambda: False), row(2)) == ["no-consent", "stored"]
    assert ids(journal) == ["id-2"]


def test_a_sink_gets_only_what_was_permitted_for_it(open_journal):
    journal = open_journal(("a", "b"))
    store(journal, row(1, sinks=("a",)), row(2, sinks=("a", "b")))
    assert ids(journal, "b") == ["id-2"]
    assert journal.pending("b") == 1


def test_what_was_withdrawn_goes_to_a_sink_no_more(open_journal):
    gone = set()
    journal = open_journal(withdrawn=lambda _: gone)
    store(journal, row(1, subject=b"me"), row(2, subject=b"you"), row(3, subject=b"me"))
    gone.add((b"me", TYPE))
    assert ids(journal) == ["id-2"]
    journal.ack("a", journal.read("a", 100)[1])
    gone.clear()
    assert ids(journal) == [], "a later yes does not bring it back"
    with sqlite3.connect(journal.file) as database:
        assert database.execute("SELECT place, reason FROM dead").fetchall() == [(1, "withdrawn"), (3, "withdrawn")]


def test_what_cannot_be_stored_takes_no_neighbours_along(open_journal):
    journal = open_journal()
    odd = row(2)
    odd.head["odd"] = object()
    gate = threading.Event()
    first = journal.append(lambda: [row(9, permitted=lambda: gate.wait(10))], 1)
    waiting = [journal.append(lambda one=one: [one], 1) for one in (row(1), odd, row(3))]
    gate.set()
    assert first.result(10) == ["stored"]
    assert waiting[0].result(10) == waiting[2].result(10) == ["stored"]
    with pytest.raises(TypeError):
        waiting[1].result(10)


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


def test_what_came_with_an_end_goes_at_it_whatever_the_policy_says_today(open_journal):
    now = [0.0]
    journal = open_journal((), now=lambda: now[0])
    store(journal, row(1, expires=50.0, sinks=()), row(2, sinks=()), row(3, expires=5000.0, sinks=()))
    journal.close()
    now[0] = 60.0
    journal = open_journal((), now=lambda: now[0], retention={TYPE: timedelta(days=9)})
    assert journal.source
    with sqlite3.connect(journal.file) as database:
        assert [place for (place,) in database.execute("SELECT place FROM events")] == [2, 3]


def test_what_a_sink_never_gets_does_not_wait_for_it(open_journal):
    now = [0.0]
    journal = open_journal(("a", "dead"), now=lambda: now[0])
    store(journal, row(1, expires=50.0, sinks=()), row(2, expires=50.0, sinks=("dead",)))
    journal.close()
    now[0] = 60.0
    journal = open_journal(("a", "dead"), now=lambda: now[0])
    assert ids(journal, "dead") == ["id-2"]
    with sqlite3.connect(journal.file) as database:
        assert [place for (place,) in database.execute("SELECT place FROM events")] == [2]


def broken(file, how):
    """Break a file that nobody has open."""
    raw = bytearray(file.read_bytes())
    if how == "no database":
        raw[:16] = b"\0" * 16
    elif how == "pages":
        raw[4096 : 4096 * 8] = b"\xff" * (4096 * 7)
    else:
        del raw[4096:]
    file.write_bytes(raw)


@pytest.mark.parametrize("how", ["no database", "pages", "cut short"])
def test_a_damaged_file_is_set_aside_told_of_and_a_new_one_begins(open_journal, tmp_path, how):
    journal = open_journal()
    store(journal, *(row(number) for number in range(1, 50)))
    source, file = journal.source, journal.file
    journal.close()
    broken(file, how)
    before, told = file.read_bytes(), []
    journal = open_journal(damaged=told.append)
    while not told:
        # What SQLite finds out only later fails once, and not for good.
        with suppress(JournalError):
            store(journal, row(100))
            journal.read("a", 500)
    assert store(journal, row(101)) == ["stored"]
    assert ids(journal)[-1] == "id-101"
    assert journal.source != source
    (aside,) = damaged_files(file.parent)
    assert len(told) == 1
    assert aside.name in told[0]
    assert aside.read_bytes()[: len(before)] == before or how == "pages"
    assert aside.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("flipped", [b"numbor", b"numb\xe5r"])
def test_a_file_whose_tables_are_described_wrongly_is_set_aside(open_journal, tmp_path, flipped):
    journal = open_journal()
    store(journal, row(1))
    journal.close()
    content = journal.file.read_bytes()
    assert content.count(b"CREATE TABLE ranges (\n    number BLOB") == 1
    journal.file.write_bytes(content.replace(b"(\n    number BLOB", b"(\n    " + flipped + b" BLOB"))
    told = []
    again = open_journal(damaged=told.append)
    assert store(again, row(2)) == ["stored"]
    assert ids(again) == ["id-2"]
    assert len(told) == 1
    assert "is kept as" in told[0]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE runs SET place = 1 << 40",
        "UPDATE runs SET place = 1 << 50",
        "UPDATE runs SET count = 1 << 40",
        "UPDATE runs SET count = 1.5e300",
    ],
)
def test_a_run_at_a_place_that_nobody_gave_leads_no_sink_past_what_follows(open_journal, damage):
    journal = open_journal()
    store(journal, row(1), row(2))
    journal.close()
    with closing(sqlite3.connect(journal.file)) as database, database:
        database.execute(f"{damage} WHERE place = 2")
    again = open_journal()
    stored, place = again.read("a", 10)
    again.ack("a", place)
    assert stored[0].capsule["id"] == "id-1"
    assert store(again, row(3)) == ["stored"]
    assert ids(again)[-1] == "id-3"


def test_a_number_set_back_puts_nothing_before_what_sinks_have(open_journal):
    journal = open_journal()
    store(journal, row(1), row(2), row(3))
    journal.ack("a", 3)
    journal.close()
    with closing(sqlite3.connect(journal.file)) as database, database:
        database.execute("DELETE FROM runs WHERE place = 2")
        database.execute("UPDATE journal SET next = 2")
    again = open_journal()
    assert store(again, row(4)) == ["stored"]
    assert ids(again) == ["id-4"]


def test_a_cursor_where_nothing_has_been_stored_passes_over_nothing(open_journal):
    journal = open_journal()
    store(journal, row(1))
    journal.ack("a", 1)
    journal.close()
    with closing(sqlite3.connect(journal.file)) as database, database:
        database.execute("UPDATE cursors SET place = 1 << 20")
    again = open_journal()
    store(again, row(2))
    assert len(ids(again)) == 2


def test_events_that_cannot_be_read_hold_up_no_others(open_journal):
    told = []
    journal = open_journal(damaged=told.append)
    store(journal, row(1), row(2), row(3))
    with sqlite3.connect(journal.file) as database:
        database.execute("UPDATE runs SET events = substr(events, 2) WHERE place = 2")
    assert ids(journal) == ["id-1", "id-3"]
    assert told == ["a: 1 events cannot be read any more"]
    with sqlite3.connect(journal.file) as database:
        assert database.execute("SELECT * FROM dead").fetchall() == [("a", 2, "damaged")]


BROKEN = {
    "text": ("events", b'[{"id": "\xff"}]'),
    "shared": ("head", b'{"type": "\xff"}'),
    "no object": ("head", b"[]"),
    "no list": ("events", b"7"),
    "whose": ("sinks", b'["\xff"]'),
    "for nobody": ("sinks", b"7"),
    "kind": ("type", b"\xff"),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_run_with_a_broken_column_holds_up_no_sink_and_no_deletion(open_journal, how):
    now, told = [0.0], []
    journal = open_journal(damaged=told.append, now=lambda: now[0], withdrawn=lambda _: {(b"x", TYPE)})
    store(journal, row(1, expires=50.0), row(2, expires=50.0), row(3))
    column, value = BROKEN[how]
    with sqlite3.connect(journal.file) as database:
        database.execute(f"UPDATE runs SET {column} = CAST(? AS TEXT) WHERE place = 2", (value,))
    assert journal.pending("a") == 3
    got = ids(journal)
    assert (got[0], got[-1], len(got) + len(told)) == ("id-1", "id-3", 3)
    journal.ack("a", journal.read("a", 100)[1])
    assert journal.pending("a") == 0
    journal.close()
    now[0] = 60.0
    journal = open_journal(now=lambda: now[0])
    assert journal.source
    with sqlite3.connect(journal.file) as database:
        assert [place for (place,) in database.execute("SELECT place FROM runs")] == [3]


def test_a_full_file_takes_nothing_until_there_is_room(open_journal):
    journal = open_journal(max_size=200_000)
    taken = 0
    with pytest.raises(JournalError, match="max_size"):
        while taken < 100:
            store(journal, row(taken + 1, text="x" * 20_000, subject=b"me"))
            taken += 1
    assert 5 <= taken <= 10
    assert len(ids(journal)) == taken
    journal.erase(Selection(b"me"))
    assert store(journal, row(1000)) == ["stored"]


def test_a_journal_that_is_never_idle_deletes_what_is_over(open_journal, monkeypatch):
    monkeypatch.setattr("jupyter_eventlog.journal.writer.HOUR", 0)
    now = [0.0]
    journal = open_journal((), now=lambda: now[0])
    store(journal, row(1, expires=50.0, sinks=()))
    now[0] = 60.0
    store(journal, row(2, sinks=()))
    store(journal, row(3, sinks=()))
    with sqlite3.connect(journal.file) as database:
        assert [place for (place,) in database.execute("SELECT place FROM events")] == [2, 3]


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
    database.execute("CREATE TABLE ranges (number, first, last, seen, PRIMARY KEY (number, first))")
    database.execute("CREATE TABLE counts (day, type, verdict, number, PRIMARY KEY (day, type, verdict))")
    yield database
    database.close()


def held(database):
    return database.execute("SELECT first, last FROM ranges ORDER BY first").fetchall()


def test_numbers_in_any_order_become_one_range(ranges):
    for number in (5, 1, 3, 2, 4):
        assert add_numbers(ranges, b"s", number, number, 1) == set()
    assert held(ranges) == [(1, 5)]
    assert add_numbers(ranges, b"s", 1, 9, 1) == {1, 2, 3, 4, 5}
    assert held(ranges) == [(1, 9)]


def test_a_session_holds_a_bounded_number_of_ranges(ranges):
    for number in range(1, 1000, 2):
        assert not add_numbers(ranges, b"s", number, number, 1)
    assert len(held(ranges)) == MAX_RANGES
    assert held(ranges)[-1] == (999, 999)


@given(st.lists(st.tuples(st.integers(1, 80), st.integers(1, 9)), max_size=30))
def test_ranges_know_just_what_they_were_told(requests):
    """Against a set of numbers, as long as there are not too many gaps."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE ranges (number, first, last, seen, PRIMARY KEY (number, first))")
    told: set[int] = set()
    for first, count in requests:
        asked = set(range(first, first + count))
        assert add_numbers(database, b"s", first, first + count - 1, 1) == asked & told
        told |= asked
        assert {number for low, high in held(database) for number in range(low, high + 1)} == told


def test_sessions_that_are_over_are_forgotten(ranges):
    add_numbers(ranges, b"old", 1, 5, 1)
    add_numbers(ranges, b"new", 1, 5, 1 + DAYS)
    ranges.execute("CREATE TABLE ids (id, seen)")
    forget(ranges, 2 + DAYS)
    assert ranges.execute("SELECT number FROM ranges").fetchall() == [(b"new",)]


def test_whatever_fails_hourly_is_told_and_events_are_stored_as_before(open_journal):
    told = []
    journal = open_journal(damaged=told.append, hourly=lambda: 1 / 0)
    store(journal, row(1))
    journal.tidy()
    until(lambda: told, "a word of it")
    assert store(journal, row(2)) == ["stored"]
    assert "what is done hourly failed (ZeroDivisionError)" in told[0]


def test_counts_that_could_not_be_saved_are_saved_later(monkeypatch):
    monkeypatch.setattr(writer, "MINUTE", 0.0)
    saved = []

    def save():
        saved.append(1)
        if len(saved) == 1:
            raise JournalError("full")

    made = Writer(lambda sources: [[] for _ in sources], lambda: False, save)
    made.remind()
    made.put(tuple, 0).result(10)
    until(lambda: len(saved) == 2, "a second try")
    made.close()

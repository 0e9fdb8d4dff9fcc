"""What was acknowledged and is gone is told of, and kept as it was found; what a crash leaves is not called damage."""

import errno
import logging
import random
import shutil
import sqlite3
import struct
from contextlib import closing

import pytest
from runs import run
from test_eventlog import GOOD, GROUND, ID

from jupyter_eventlog.cli import main
from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.eventlog import EventLog
from jupyter_eventlog.journal import damage, holding, mark
from jupyter_eventlog.journal.damage import all_damaged, damaged_files, losses
from jupyter_eventlog.journal.mark import mark_of
from jupyter_eventlog.journal.selection import Selection
from jupyter_eventlog.journal.sqlite import SqliteJournal
from jupyter_eventlog.journal.types import JournalError
from jupyter_eventlog.journal.wal import damage_in_log
from jupyter_eventlog.records import Choice, Records
from jupyter_eventlog.status import status_view

NUMBER = 8
FRAME = 24 + 4096


@pytest.fixture
def start():
    opened = []

    def one(folder, **options):
        opened.append(SqliteJournal(folder, ("a",), lambda: None, now=lambda: 0.0, **options))
        return opened[-1]

    yield one
    for journal in opened:
        journal.close()


def put(journal, number):
    event = {"id": f"id-{number}", "data": {"text": "x" * 3000}}
    assert journal.append(lambda: [run(event, name="t", subject=b"me", ids=[None])], 1).result(10) == ["stored"]


def ids(journal):
    return [one.capsule["id"] for one in journal.read("a", 100)[0]]


def left(journal, folder):
    """What a kill would leave at this moment."""
    folder.mkdir()
    for part in journal.file.parent.iterdir():
        if not part.name.endswith("-shm"):
            shutil.copy(part, folder)
    return folder / journal.file.name


@pytest.fixture
def killed(start, tmp_path):
    """A file and its log, as a process left them that was killed after so many commits."""
    journal = start(tmp_path / "alive")
    for number in range(1, NUMBER + 1):
        put(journal, number)
    return left(journal, tmp_path / "killed")


def log_of(file):
    return file.with_name(f"{file.name}-wal")


def frames(file):
    """For each frame of a log where it begins, and whether it ends a transaction."""
    log = log_of(file).read_bytes()
    starts = range(32, len(log) - FRAME + 1, FRAME)
    return [(at, struct.unpack_from(">6I", log, at)[1] > 0) for at in starts]


def change(file, at, content):
    raw = bytearray(log_of(file).read_bytes())
    raw[at : at + len(content)] = content
    log_of(file).write_bytes(raw)


def flip(file, at):
    change(file, at, bytes([log_of(file).read_bytes()[at] ^ 4]))


def cut(file, at):
    log_of(file).write_bytes(log_of(file).read_bytes()[:at])


def forget_mark(file):
    """As after a loss of power that took the note with it."""
    file.with_suffix(".lock").write_bytes(b"")


def ends(file):
    """Where each transaction of a log ends."""
    return [at + FRAME for at, is_end in frames(file) if is_end]


def told_by(start, file):
    told = []
    journal = start(file.parent, damaged=told.append)
    assert journal.source
    return journal, told


def test_a_kill_loses_nothing_and_nothing_is_called_damage(start, killed):
    journal, told = told_by(start, killed)
    assert (told, len(ids(journal)), damaged_files(killed.parent)) == ([], NUMBER, [])


DAMAGES = {
    "cut": lambda file: cut(file, ends(file)[3]),
    "gone": lambda file: log_of(file).unlink(),
    "empty": lambda file: cut(file, 0),
    "a bit of a page": lambda file: flip(file, ends(file)[3] + 100),
    "a bit of the last commit": lambda file: flip(file, ends(file)[-1] - 1),
    "salts": lambda file: flip(file, ends(file)[3] + 8),
    "header": lambda file: flip(file, 3),
}


@pytest.mark.parametrize("how", DAMAGES)
def test_a_log_that_lost_what_was_acknowledged_is_told_of_and_kept(start, killed, how, capsys):
    DAMAGES[how](killed)
    parts = [one for one in (killed, log_of(killed)) if one.exists()]
    before = {one.name[len(killed.name) :]: one.read_bytes() for one in parts}
    journal, told = told_by(start, killed)
    assert len(told) == 1
    assert "missing" in told[0]
    assert ids(journal) == [f"id-{number}" for number in range(1, len(ids(journal)) + 1)]
    aside = damaged_files(killed.parent)
    kept = aside[0].name.removesuffix("-wal")
    assert kept in told[0]
    for end, content in before.items():
        assert (killed.parent / f"{kept}{end}").read_bytes() == content
    assert all(one.stat().st_mode & 0o077 == 0 for one in aside)
    put(journal, 100)
    assert ids(journal)[-1] == "id-100"
    journal.close()
    assert main(["verify", "--journal-dir", str(killed.parent)]) == 1
    assert f"{kept}: " in capsys.readouterr().out
    assert told_by(start, killed)[1] == [], "it is told once"


@pytest.mark.parametrize("how", ["a bit of a page", "salts", "header"])
def test_a_log_shows_damage_in_its_middle_by_itself(killed, how):
    DAMAGES[how](killed)
    forget_mark(killed)
    assert losses(killed, mark_of(killed))


@pytest.mark.parametrize("seed", range(20))
def test_what_a_torn_last_write_leaves_is_no_damage(start, tmp_path, seed):
    """The frames of one commit that nobody was told of yet: some whole, one torn, some zero, some not there."""
    chance, journal = random.Random(seed), start(tmp_path / "alive")
    for number in range(1, NUMBER):
        put(journal, number)
    before = left(journal, tmp_path / "before")
    put(journal, NUMBER)
    after = left(journal, tmp_path / "after")
    shutil.copy(before.with_suffix(".lock"), after.with_suffix(".lock"))
    first = ends(after)[-2]
    for at, _ in frames(after):
        if at >= first and chance.random() < 0.5:
            change(after, at + chance.choice([0, 24, 1000]), bytes(chance.randint(1, 2000)))
    cut(after, chance.randint(first, log_of(after).stat().st_size))
    journal, told = told_by(start, after)
    assert told == []
    assert ids(journal)[: NUMBER - 1] == [f"id-{number}" for number in range(1, NUMBER)]


def test_the_end_of_a_transaction_without_its_beginning_is_no_damage(start, tmp_path):
    journal = start(tmp_path / "alive")
    put(journal, 1)
    before = left(journal, tmp_path / "before")
    put(journal, 2)
    after = left(journal, tmp_path / "after")
    shutil.copy(before.with_suffix(".lock"), after.with_suffix(".lock"))
    change(after, ends(after)[-2], bytes(FRAME))
    assert frames(after)[-1][1]
    journal, told = told_by(start, after)
    assert (told, ids(journal)) == ([], ["id-1"])


def test_a_log_that_only_got_its_length_is_no_damage(killed):
    forget_mark(killed)
    log_of(killed).write_bytes(bytes(20_000))
    assert damage_in_log(killed) is None
    log_of(killed).write_bytes(b"x" * 32)
    assert damage_in_log(killed) is None


def test_frames_of_what_was_rolled_back_are_no_damage(start, tmp_path):
    journal = start(tmp_path / "alive")
    put(journal, 1)
    with closing(sqlite3.connect(journal.file)) as database:
        database.execute("PRAGMA cache_size = 1")
        database.execute("BEGIN")
        for number in range(50):
            database.execute("INSERT INTO ids VALUES (?, 0)", (bytes([number]) * 3000,))
        database.rollback()
    put(journal, 2)
    file = left(journal, tmp_path / "killed")
    assert len(frames(file)) > 40
    assert told_by(start, file)[1] == []


def test_a_file_that_is_gone_is_told_of(start, killed, capsys):
    killed.unlink()
    log_of(killed).unlink()
    sentence = f"it is gone, and {NUMBER} links with it"
    assert main(["verify", "--journal-dir", str(killed.parent)]) == 1
    assert f"{killed.name}: {sentence}" in capsys.readouterr().out
    assert told_by(start, killed)[1] == [f"{killed.name} has lost something: {sentence}"]
    assert damaged_files(killed.parent) == []


def test_an_older_copy_of_a_file_is_told_of(start, tmp_path):
    journal = start(tmp_path / "alive")
    put(journal, 1)
    old = left(journal, tmp_path / "old")
    put(journal, 2)
    new = left(journal, tmp_path / "new")
    shutil.copy(new.with_suffix(".lock"), old.with_suffix(".lock"))
    assert "link 2 is missing" in told_by(start, old)[1][0]


def test_a_chain_that_was_made_anew_is_told_of(start, killed):
    with closing(sqlite3.connect(killed)) as database, database:
        database.execute("UPDATE links SET link = x'00' WHERE number = ?", (NUMBER,))
    assert f"link {NUMBER} is not the one" in told_by(start, killed)[1][0]


def failing(*_, **__):
    raise OSError(28, "No space left on device")


def test_a_start_that_fails_after_the_copy_makes_no_other(start, killed, monkeypatch):
    cut(killed, ends(killed)[3])
    journal = start(killed.parent)
    with monkeypatch.context() as patch:
        patch.setattr("jupyter_eventlog.journal.connection.prepare", failing)
        for _ in range(3):
            with pytest.raises(JournalError, match="No space"):
                assert journal.source
    assert len([one for one in damaged_files(killed.parent) if one.name.endswith("Z")]) == 1
    assert journal.source


def test_what_was_set_aside_before_a_kill_is_not_missed_after_it(start, killed, monkeypatch):
    killed.write_bytes(b"rubbish" * 5000)
    log_of(killed).unlink()
    told = []
    with monkeypatch.context() as patch:
        patch.setattr(holding, "losses", lambda *_, **__: [])
        patch.setattr(SqliteJournal, "_tidy", failing)
        with pytest.raises(JournalError, match="No space"):
            assert start(killed.parent, damaged=told.append).source
    assert len(told) == 1
    assert told_by(start, killed)[1] == []


def test_what_is_set_aside_is_not_missed_a_second_time(start, tmp_path):
    journal = start(tmp_path)
    put(journal, 1)
    journal.close()
    journal.file.write_bytes(b"rubbish" * 5000)
    journal, told = told_by(start, journal.file)
    assert len(told) == 1
    journal.close()
    assert told_by(start, journal.file)[1] == []


def test_erasing_and_expiring_are_noted_too(start, tmp_path):
    journal = start(tmp_path)
    put(journal, 1)
    journal.erase(Selection(b"me"))
    assert mark_of(journal.file).number == 2


def test_a_note_that_cannot_be_written_costs_no_event_and_is_told_once(start, tmp_path, monkeypatch):
    def fails(*_):
        raise OSError(5, "Input/output error")

    told = []
    journal = start(tmp_path, damaged=told.append)
    put(journal, 1)
    monkeypatch.setattr(holding, "write_mark", fails)
    put(journal, 2)
    put(journal, 3)
    assert len(told) == 1
    assert "Input/output error" in told[0]


def test_a_note_that_is_damaged_accuses_nobody(start, killed):
    lock = killed.with_suffix(".lock")
    lock.write_bytes(lock.read_bytes().replace(b"8 ", b"9 ", 1))
    assert told_by(start, killed)[1] == []


def test_while_the_file_cannot_be_kept_nothing_writes_to_it(start, killed, monkeypatch):
    cut(killed, ends(killed)[3])
    before = log_of(killed).read_bytes()
    monkeypatch.setattr(holding, "copy_aside", failing)
    journal = start(killed.parent)
    for _ in range(2):
        with pytest.raises(JournalError, match="No space"):
            assert journal.source
    assert log_of(killed).read_bytes() == before


def test_whoever_erases_leaves_a_file_with_losses_to_the_server_that_keeps_it(start, killed):
    cut(killed, ends(killed)[3])
    before = log_of(killed).read_bytes()
    records = Records(killed.parent, lambda _: b"me", start(killed.parent), [])
    answer = records.erase("ada", Choice(), "2026-11-24T10:00:00Z")
    assert answer["deleted"] == 0
    assert [one["erasure"] for one in answer["reach"]] == ["unreadable"]
    assert log_of(killed).read_bytes() == before


def test_verify_reads_how_far_a_journal_had_come(start, tmp_path, capsys):
    journal = start(tmp_path)
    put(journal, 1)
    put(journal, 2)
    journal.close()
    with closing(sqlite3.connect(journal.file)) as database, database:
        database.execute("DELETE FROM runs WHERE place = 2")
        database.execute("DELETE FROM links WHERE number = 2")
    assert main(["verify", "--journal-dir", str(tmp_path)]) == 1
    assert "link 2 is missing at its end" in capsys.readouterr().out


def test_the_note_is_one_write_of_one_length(tmp_path):
    lock = tmp_path / "lock"
    with lock.open("wb+") as file:
        for one in (mark.Mark(10**12, b"x" * 32, "urn:uuid:" + "x" * 36), mark.Mark(0, b"", "s"), None):
            mark.write_mark(file.fileno(), one)
            assert mark.read_mark(file.fileno()) == one
            assert lock.stat().st_size == 256


def test_opening_leaves_nothing_of_an_earlier_life_in_the_log(start, killed):
    before = log_of(killed).read_bytes()[16:24]
    journal, _ = told_by(start, killed)
    put(journal, 100)
    after = log_of(killed).read_bytes()
    assert after[16:24] != before
    assert before not in after


@pytest.mark.parametrize("pages", [0.5, 1, 3])
def test_a_file_that_is_cut_short_is_set_aside_before_it_takes_anything(start, tmp_path, pages):
    journal = start(tmp_path)
    for number in range(NUMBER):
        put(journal, number)
    journal.close()
    journal.file.write_bytes(journal.file.read_bytes()[: -int(pages * 4096)])
    again, told = told_by(start, journal.file)
    assert len(told) == 1
    assert "cut short" in told[0]
    put(again, 100)
    assert ids(again) == ["id-100"]


def test_a_killed_file_that_is_cut_short_is_set_aside_before_it_takes_anything(start, tmp_path):
    first = start(tmp_path / "alive")
    for number in range(NUMBER):
        put(first, number)
    first.close()
    journal = start(tmp_path / "alive")
    put(journal, 50)
    file = left(journal, tmp_path / "killed")
    file.write_bytes(file.read_bytes()[: -2 * 4096 - 1])
    again, told = told_by(start, file)
    assert "cut short" in told[0]
    put(again, 100)
    assert ids(again) == ["id-100"]


def test_status_tells_a_loss_for_as_long_as_the_server_runs(killed):
    config = Config()
    config.allowed_schemas = {ID: {"level": "technical", **GROUND}}
    config.journal_dir = str(killed.parent)
    cut(killed, ends(killed)[3])
    eventlog = EventLog(config.options(logging.getLogger("test")))
    eventlog.emit(ID, 1, GOOD)
    eventlog.flush().wait()
    for number in range(20):
        eventlog.problems.note("other", f"something else {number}")
    errors = status_view(eventlog)["errors"]
    assert any("missing at its end" in one for one in errors)
    assert errors[-1] == "something else 19"
    assert sum(one.startswith("something else") for one in errors) == 5
    eventlog.close()


def test_a_copy_for_which_there_is_no_room_leaves_nothing_however_often_it_is_tried(start, killed, monkeypatch):
    cut(killed, ends(killed)[3])
    copy = shutil.copyfile

    def half(source, target):
        copy(source, target)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(damage.shutil, "copyfile", half)
    journal = start(killed.parent)
    for _ in range(3):
        with pytest.raises(JournalError, match="No space"):
            assert journal.source
    assert all_damaged(killed.parent) == []

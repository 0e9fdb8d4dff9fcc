"""A journal on a network file system: no shared memory, and readers of other processes are told at once."""

import errno
import json
import logging
import shutil
import sqlite3
import stat
import time
from contextlib import closing

import pytest
from test_eventlog import GOOD, GROUND, ID
from test_losses import log_of
from test_losses import put as put_large

from jupyter_eventlog.callers import owner_name
from jupyter_eventlog.cli import main
from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.eventlog import EventLog
from jupyter_eventlog.journal import damage, erasure, files, network, reading
from jupyter_eventlog.journal.erasure import erase
from jupyter_eventlog.journal.network import network_kind
from jupyter_eventlog.journal.sqlite import SqliteJournal
from jupyter_eventlog.journal.types import JournalError
from jupyter_eventlog.records import Choice
from jupyter_eventlog.status import status_view

BRIEF = 2.0
"""Seconds that nothing here may take: a reader that waits waits for ten."""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "journal"


@pytest.fixture
def make(tmp_path, folder):
    made = []

    def one(**options):
        config = Config()
        config.allowed_schemas = {ID: {"level": "technical", **GROUND}}
        config.journal_dir, config.network_folder = str(folder), "yes"
        for key, value in options.items():
            setattr(config, key, value)
        made.append(EventLog(config.options(logging.getLogger("test"))))
        return made[-1]

    yield one
    for eventlog in made:
        eventlog.close()


def emit(eventlog, number=1):
    for _ in range(number):
        eventlog.emit(ID, 1, GOOD)
    eventlog.flush().wait()


def shared(folder):
    return [one.name for one in folder.iterdir() if one.name.endswith("-shm")]


def test_no_memory_is_shared_and_the_server_reads_and_erases_as_ever(make, folder, tmp_path):
    sink = {"class": "file", "path": str(tmp_path / "lines"), "destination": "a file", "third_party": False}
    eventlog = make(sinks={"lines": sink})
    emit(eventlog, 3)
    assert shared(folder) == []
    assert log_of(folder / "journal-1.sqlite").exists()
    records = eventlog.records
    assert records.summary(owner_name(), Choice())[0] + records.summary("owner", Choice())[0] == 3
    assert len(records.newest("owner", Choice(), 10)) == 3
    emit(eventlog)
    assert records.erase("owner", Choice(), "2026-11-24T10:00:00Z")["deleted"] == 4
    eventlog.close()
    assert len((tmp_path / "lines").read_text().splitlines()) >= 3
    assert shared(folder) == []


def test_a_killed_one_is_taken_up_alone_and_its_losses_are_told(make, folder, tmp_path):
    journal = SqliteJournal(tmp_path / "alive", ("a",), lambda: None, alone=True)
    for number in range(5):
        put_large(journal, number)
    shutil.copytree(tmp_path / "alive", folder)
    journal.close()
    whole = SqliteJournal(folder, ("a",), lambda: None, alone=True)
    assert len(whole.read("a", 100)[0]) == 5
    assert shared(folder) == []
    put_large(whole, 6)
    shutil.copytree(folder, tmp_path / "cut")
    whole.close()
    log_of(tmp_path / "cut" / "journal-1.sqlite").write_bytes(b"")
    told = []
    again = SqliteJournal(tmp_path / "cut", ("a",), lambda: None, alone=True, damaged=told.append)
    assert again.source
    assert "missing at its end" in told[0]
    assert shared(tmp_path / "cut") == []
    again.close()


@pytest.mark.parametrize("command", ["tail", "verify", "sinks"])
def test_commands_say_at_once_that_a_server_holds_a_file(make, folder, capsys, command):
    emit(make())
    began = time.monotonic()
    assert main([command, "--journal-dir", str(folder)]) == 1
    assert time.monotonic() - began < BRIEF
    assert "journal-1.sqlite: a running server holds it alone" in capsys.readouterr().err


def test_status_names_the_file_system_and_the_cure(make, folder, tmp_path, capsys):
    eventlog = make()
    emit(eventlog)
    (problem,) = status_view(eventlog)["errors"]
    assert "network file system" in problem
    assert "EventLog.journal_dir" in problem
    config = tmp_path / "config.py"
    config.write_text("get_config().EventLog.network_folder = 'yes'")
    began = time.monotonic()
    assert main(["status", "--config", str(config), "--journal-dir", str(folder), "--json"]) == 0
    assert time.monotonic() - began < BRIEF
    said = json.loads(capsys.readouterr().out)
    assert said["errors"] == [problem]
    assert said["journal"]["held"] == ["journal-1.sqlite"]


def test_records_of_another_server_are_named_unreadable_and_held_up_by_nothing(make, folder):
    first, second = make(), make()
    emit(first)
    emit(second, 2)
    began = time.monotonic()
    assert second.records.summary("owner", Choice())[0] == 2
    answer = second.records.erase("owner", Choice(), "2026-11-24T10:00:00Z")
    assert time.monotonic() - began < BRIEF
    assert answer["deleted"] == 2
    assert {one["erasure"] for one in answer["reach"]} == {"deleted", "unreadable"}


def test_files_that_nobody_holds_are_erased_alone_too(make, folder, monkeypatch):
    def watched(*given, **more):
        assert shared(folder) == []
        return erase(*given, **more)

    monkeypatch.setattr(erasure, "erase", watched)
    first, second = make(), make()
    emit(first)
    emit(second)
    first.close()
    assert second.records.erase("owner", Choice(), "2026-11-24T10:00:00Z")["deleted"] == 2
    assert shared(folder) == []


def test_a_reader_that_shares_memory_waits_as_before(tmp_path, monkeypatch):
    """Somebody's write is no reason to give up."""
    monkeypatch.setattr(reading, "PATIENCE", 0.1)
    journal = SqliteJournal(tmp_path, (), lambda: None)
    assert journal.source
    with reading.reading(journal.file) as database:
        assert database.execute("PRAGMA busy_timeout").fetchone() == (100,)
    journal.close()
    with closing(sqlite3.connect(journal.file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(JournalError, match="locked"), reading.reading(journal.file) as database:
            database.execute("SELECT * FROM runs")


def test_answers_share_no_memory_either(make, folder):
    eventlog = make()
    eventlog.consents.add("ada", [], pytest.importorskip("jupyter_eventlog.consents").Circumstance("ada", "api"))
    assert shared(folder) == []
    assert stat.S_IMODE((folder / "consents.sqlite").stat().st_mode) == 0o600


MOUNTS = """\
21 1 0:1 / / rw - ext4 /dev/sda rw
22 21 0:2 / /home rw,relatime shared:1 - nfs4 server:/home rw
23 22 0:3 / /home/ada/local rw - ext4 /dev/sdb rw
24 21 0:4 / /mnt/a\\040b rw - fuse.sshfs ada@host: rw
25 21 0:5 / /mnt/usb rw - fuseblk /dev/sdc rw
26 21 0:6 / /over rw - cifs //server/x rw
27 21 0:7 / /over rw - tmpfs tmpfs rw
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/var/x", None),
        ("/home", "nfs4"),
        ("/home/ada/eventlog", "nfs4"),
        ("/home/ada/local/eventlog", None),
        ("/homes", None),
        ("/mnt/a b/x", "fuse.sshfs"),
        ("/mnt/usb/x", None),
        ("/over/x", None),
    ],
)
def test_the_innermost_mount_that_is_not_hidden_tells(tmp_path, monkeypatch, place, kind):
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS)
    monkeypatch.setattr(network, "MOUNTS", mounts)
    assert network_kind(type(tmp_path)(place)) == kind


def test_where_nobody_can_tell_the_operator_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(network, "MOUNTS", tmp_path / "none")
    config = Config()
    config.journal_dir = str(tmp_path)
    assert config.network is None
    config.network_folder = "yes"
    assert config.network


def test_a_file_that_was_closed_in_order_is_not_copied_to_be_looked_at(make, folder, monkeypatch):
    emit(make())
    eventlog = make()
    emit(eventlog)
    eventlog.close()
    monkeypatch.setattr(damage, "TemporaryDirectory", None)
    again = make()
    emit(again)
    assert shared(folder) == []


def test_where_there_are_no_locks_that_is_said_and_no_file_is_looked_for_without_end(tmp_path, monkeypatch):
    tries = []

    def refuses(*_):
        tries.append(1)
        assert len(tries) < 9
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(files.fcntl, "flock", refuses)
    journal = SqliteJournal(tmp_path / "journal", (), lambda: None)
    with pytest.raises(JournalError, match="No locks available"):
        assert journal.source
    assert len(tries) == 1
    journal.close()

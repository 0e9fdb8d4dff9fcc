"""What cannot be read costs a person nothing of what can be, and is named."""

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from types import SimpleNamespace

import pytest
from test_records import NOW, code, numbers, put, row

from jupyter_eventlog.export import archive
from jupyter_eventlog.journal.listing import Gaps
from jupyter_eventlog.journal.sqlite import SqliteJournal
from jupyter_eventlog.journal.types import JournalError
from jupyter_eventlog.records import Choice, Records

COMMAND = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
NOTHING_SAID = SimpleNamespace(kept=lambda _: (0, []))
NOBODY = SimpleNamespace(consents=NOTHING_SAID, schemas=lambda _: [], registered=lambda _: [])


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "journal"


@pytest.fixture
def journal(folder):
    made = SqliteJournal(folder, ("a",), lambda: None)
    put(made, row(1), row(2, text="<canary>"), row(3))
    yield made
    made.close()


@pytest.fixture
def records(folder, journal):
    return Records(folder, code, journal, [])


def spoil(folder, damage):
    column, value = DAMAGES[damage]
    with closing(sqlite3.connect(folder / "journal-1.sqlite")) as database, database:
        database.execute(f"UPDATE runs SET {column} = CAST(? AS TEXT) WHERE place = 2", (value,))


def manifest(records):
    pieces = b"".join(archive(NOBODY, records, "ada", Choice()))
    return json.loads(zipfile.ZipFile(io.BytesIO(pieces)).read("manifest.json"))


def test_an_empty_file_holds_nothing(records, folder):
    (folder / "journal-2.sqlite").touch()
    gaps = Gaps()
    assert numbers(records.newest("ada", Choice(), 9, None, gaps)) == [3, 2, 1]
    assert gaps.view() == {"unreadable": [], "damaged": 0}
    answer = records.erase("ada", Choice(), NOW)
    assert answer["reach"][0] == {"destination": "journal", "erasure": "deleted", "records": 3}
    assert answer["receipt"]
    assert all(line["erasure"] != "unreadable" for line in answer["reach"])


@pytest.mark.parametrize("make", ["garbage", "another", "folder", "aside"])
def test_a_file_that_cannot_be_read_is_named(records, folder, make):
    file = folder / "journal-2.sqlite"
    if make == "garbage":
        file.write_bytes(b"garbage" * 1000)
    elif make == "another":
        with closing(sqlite3.connect(file)) as database:
            database.execute("PRAGMA user_version = 99")
    elif make == "folder":
        file.mkdir()
    else:
        file = folder / "journal-2.sqlite.damaged-20261124T100000000000Z"
        file.touch()
    for _ in range(2):
        gaps = Gaps()
        assert numbers(records.newest("ada", Choice(), 9, None, gaps)) == [3, 2, 1]
        assert records.summary("ada", Choice(), gaps)[0] == 3
        assert gaps.view() == {"unreadable": [file.name], "damaged": 0}
    assert manifest(records) == {"records": 3, "unreadable": [file.name], "damaged": 0}
    answer = records.erase("ada", Choice(), NOW)
    unreadable = {"destination": "journal", "erasure": "unreadable", "records": None, "file": file.name}
    assert answer["reach"][-1] == unreadable
    assert answer["deleted"] == 3
    (receipt,) = records.receipts("ada")
    assert receipt["reach"] == answer["reach"]
    assert b"<canary>" not in raw_files(folder)


def raw_files(folder):
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


DAMAGES = {
    "torn": ("events", '[{"id": "id-2"'),
    "no list": ("events", '{"id": "id-2"}'),
    "no objects": ("events", "[1]"),
    "head": ("head", "{"),
    "sinks": ("sinks", '["a"'),
    "no UTF-8": ("events", sqlite3.Binary(b'[{"id": "\xff"}]')),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_run_whose_text_is_damaged_is_passed_over_and_counted(records, folder, damage):
    spoil(folder, damage)
    gaps = Gaps()
    seen, before = [], None
    while page := records.newest("ada", Choice(), 1, before, gaps):
        seen += page
        before = page[-1].position
    assert numbers(seen) == [3, 1]
    assert gaps.view() == {"unreadable": [], "damaged": 1}
    assert manifest(records) == {"records": 2, "unreadable": [], "damaged": 1}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_run_can_be_erased_with_the_others(records, folder, damage):
    spoil(folder, damage)
    assert records.erase("ada", Choice(), NOW)["deleted"] == 3
    assert records.summary("ada", Choice()) == (0, None, None)


def test_where_its_own_file_cannot_be_changed_nothing_is_erased(records, folder, journal):
    other = SqliteJournal(folder, ("a",), lambda: None)
    put(other, row(4))
    other.close()
    journal.close()
    with pytest.raises(JournalError, match="closed"):
        records.erase("ada", Choice(), NOW)
    assert records.summary("ada", Choice())[0] == 4


class TestServer:
    @pytest.fixture
    def jp_server_config(self, folder):
        required = {"level": "technical", "consent": "required", "reason": "a test", "legal_basis": "other"}
        return {
            "ServerApp": {"jpserver_extensions": {"jupyter_eventlog": True}},
            "EventLog": {"allowed_schemas": {COMMAND: required}, "journal_dir": str(folder)},
        }

    async def test_it_answers_with_what_there_is(self, jp_fetch, jp_serverapp, folder):
        eventlog = jp_serverapp.web_app.settings["eventlog"]
        eventlog.emit(COMMAND, 1, {"command_id": "a:b", "trigger": "menu", "outcome": "succeeded"})
        await eventlog.flush()
        (folder / "journal-2.sqlite").write_bytes(b"garbage" * 1000)
        answer = json.loads((await jp_fetch("api", "eventlog", "records")).body)
        assert (answer["total"], answer["unreadable"]) == (1, ["journal-2.sqlite"])
        exported = zipfile.ZipFile(io.BytesIO((await jp_fetch("api", "eventlog", "records", "export")).body))
        assert json.loads(exported.read("manifest.json"))["unreadable"] == ["journal-2.sqlite"]
        gone = await jp_fetch("api", "eventlog", "records", method="DELETE", params={"all": "1"})
        assert json.loads(gone.body)["deleted"] == 1
        eventlog.close()

"""Receipts survive kills and full disks, and what becomes of them stops nothing else."""

import errno
import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from test_records import NOW, code, put, row
from test_records_damaged import NOBODY

from jupyter_eventlog.export import archive
from jupyter_eventlog.journal.listing import Gaps
from jupyter_eventlog.journal.sqlite import SqliteJournal
from jupyter_eventlog.receipts import Receipts
from jupyter_eventlog.records import Choice, Records

ME = b"me"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "receipts.jsonl"


@pytest.fixture
def receipts(tmp_path):
    return Receipts(tmp_path)


class TestStore:
    def test_each_is_read_by_its_person(self, receipts):
        names = [receipts.add(ME, {"deleted": number}) for number in (1, 2)]
        receipts.add(b"another", {"deleted": 3})
        assert receipts.of(ME) == [{"receipt": name, "deleted": number} for number, name in enumerate(names, 1)]

    @pytest.mark.parametrize("torn", [1, 20, 1000])
    def test_a_torn_line_costs_no_other(self, receipts, file, torn):
        names = [receipts.add(ME, {}) for _ in range(2)]
        whole = file.read_bytes()
        file.write_bytes(whole[: max(len(whole) - torn, len(whole) // 2 + 1)])
        kept = names[: 1 if torn > 1 else 2]
        assert [one["receipt"] for one in receipts.of(ME)] == kept
        names.append(receipts.add(ME, {}))
        assert [one["receipt"] for one in receipts.of(ME)] == [*kept, names[2]]

    @pytest.mark.parametrize("line", [b"\xff\n", b"[1]\n", b"{}\n", b"\n", b"null\n", b'{"subject": 1}\n'])
    def test_a_line_that_is_no_receipt_is_skipped(self, receipts, file, line):
        file.write_bytes(line)
        assert receipts.of(ME) == []
        name = receipts.add(ME, {})
        assert [one["receipt"] for one in receipts.of(ME)] == [name]

    def test_a_line_that_was_not_written_whole_is_no_receipt(self, receipts, monkeypatch):
        monkeypatch.setattr(os, "write", lambda descriptor, line, write=os.write: write(descriptor, line[:9]))
        with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
            receipts.add(ME, {})
        monkeypatch.undo()
        receipts.add(ME, {})
        assert len(receipts.of(ME)) == 1

    def test_it_is_on_the_disk_with_its_name(self, receipts, file, monkeypatch):
        synced = []
        monkeypatch.setattr(os, "fsync", lambda one: synced.append(Path(f"/proc/self/fd/{one}").readlink()))
        receipts.add(ME, {})
        assert synced == [file, file.parent]


class TestRecords:
    @pytest.fixture
    def records(self, tmp_path):
        journal = SqliteJournal(tmp_path, ("a",), lambda: None)
        put(journal, row(1))
        yield Records(tmp_path, code, journal, [])
        journal.close()

    def test_what_is_erased_is_told_also_where_no_receipt_can_be_kept(self, records, file):
        file.mkdir()
        answer = records.erase("ada", Choice(), NOW)
        assert (answer["deleted"], answer["receipt"]) == (1, None)
        assert answer["receipt_error"] == os.strerror(errno.EISDIR)
        assert answer["reach"]
        assert records.erase("ada", Choice(), NOW) == {"deleted": 0, "reach": [], "receipt": None}

    def test_receipts_that_cannot_be_read_are_named(self, records, file):
        file.mkdir()
        gaps = Gaps()
        assert records.receipts("ada", gaps) == []
        assert gaps.view()["unreadable"] == [file.name]
        pieces = b"".join(archive(NOBODY, records, "ada", Choice()))
        opened = zipfile.ZipFile(io.BytesIO(pieces))
        assert json.loads(opened.read("manifest.json"))["unreadable"] == [file.name]

    def test_a_torn_receipt_leaves_the_archive_whole(self, records, file):
        receipt = records.erase("ada", Choice(), NOW)["receipt"]
        file.write_bytes(file.read_bytes() + b'{"receipt": "TOR')
        pieces = b"".join(archive(NOBODY, records, "ada", Choice()))
        opened = zipfile.ZipFile(io.BytesIO(pieces))
        assert [one["receipt"] for one in json.loads(opened.read("consents.json"))["erasures"]] == [receipt]

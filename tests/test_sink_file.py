"""Files of JSON lines: what is on the disk when, what a crash leaves, and which older files there are."""

import errno
import gzip
import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hooks import capsule, capsules, ids
from servers import until

from jupyter_eventlog.sink import Destination
from jupyter_eventlog.sinks.factory import make_sinks
from jupyter_eventlog.sinks.file import FileSink
from jupyter_eventlog.sinks.rotation import Rotation

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


@pytest.fixture
def path(folder):
    return folder / "lines.jsonl"


@pytest.fixture
def make(path):
    def one(**options):
        (sink,) = make_sinks([], {"lines": {"class": "file", "path": str(path), **options}})
        return sink

    return one


def read(file):
    text = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    return [json.loads(line)["id"] for line in text.splitlines()]


def names(folder):
    return sorted(file.name for file in folder.iterdir())


class TestDisk:
    def test_lines_and_the_name_of_a_new_file_are_synced_before_they_count(self, make, path, monkeypatch):
        synced = []
        monkeypatch.setattr(os, "fsync", lambda file: synced.append(os.fstat(file).st_ino))
        make().write(capsules(1, 2))
        file, folder = path.stat().st_ino, path.parent.stat().st_ino
        assert synced == [file, folder]
        make().write(capsules(3, 4))
        assert synced == [file, folder, file]

    def test_only_its_owner_reads_it(self, make, path):
        make().write(capsules(1, 1))
        assert path.stat().st_mode & 0o777 == 0o600

    def test_a_disk_that_fills_up_leaves_no_half_batch(self, make, path, monkeypatch):
        sink = make()
        sink.write(capsules(1, 2))
        before, write = path.read_bytes(), os.write

        def full(file, text):
            monkeypatch.setattr(os, "write", fails)
            return write(file, bytes(text)[:100])

        def fails(*_):
            raise OSError(errno.ENOSPC, "full")

        monkeypatch.setattr(os, "write", full)
        with pytest.raises(OSError, match="full"):
            sink.write(capsules(3, 9))
        assert path.read_bytes() == before
        monkeypatch.setattr(os, "write", lambda file, text: write(file, bytes(text)[:7]))
        sink.write(capsules(3, 9))
        assert read(path) == ids(capsules(1, 9)), "short writes are gone on with"

    def test_a_sync_that_fails_is_no_delivery(self, make, path, monkeypatch):
        def fails(_):
            raise OSError(errno.EIO, "lost")

        with monkeypatch.context() as patch, pytest.raises(OSError, match="lost"):
            patch.setattr(os, "fsync", fails)
            make().write(capsules(1, 2))
        make().write(capsules(1, 2))
        assert read(path) == ids(capsules(1, 2))


WHOLE = b'{"id":"whole"}'


class TestRepair:
    @pytest.mark.parametrize("cut", [1, 2, 50, 200])
    def test_a_line_that_a_crash_cut_short_does_not_spoil_the_next(self, make, path, cut):
        make().write(capsules(1, 2))
        path.write_bytes(path.read_bytes() + json.dumps(capsule(3)).encode()[:cut])
        make().write(capsules(3, 4))
        assert read(path) == ids(capsules(1, 4))

    def test_a_cut_in_the_very_first_line(self, make, path):
        path.write_bytes(json.dumps(capsule(1)).encode()[:99])
        make().write(capsules(1, 2))
        assert read(path) == ids(capsules(1, 2))

    def test_a_long_one(self, make, path):
        path.write_bytes(WHOLE + b'\n{"data":"' + b"x" * 300_000)
        make().write(capsules(1, 1))
        assert read(path) == ["whole", capsule(1)["id"]]

    def test_a_hole_that_a_lost_block_left(self, make, path):
        path.write_bytes(WHOLE + b'\n{"data":"\0\0\0\0')
        make().write(capsules(1, 1))
        path.write_bytes(path.read_bytes() + b"\0" * 5000)
        make().write(capsules(2, 2))
        assert read(path) == ["whole", *ids(capsules(1, 2))]

    def test_a_line_that_lacks_but_its_end_is_kept(self, make, path):
        path.write_bytes(WHOLE)
        make().write(capsules(1, 1))
        assert read(path) == ["whole", capsule(1)["id"]]

    def test_what_is_not_ours_is_not_cut(self, make, path):
        path.write_bytes(b"# somebody's note")
        make().write(capsules(1, 1))
        assert path.read_bytes().startswith(b"# somebody's note\n{")

    def test_after_a_kill_in_the_middle_every_line_is_whole(self, make, path, tmp_path):
        script = tmp_path / "writes.py"
        script.write_text(f"""
import sys
sys.path[:0] = [{str(Path(__file__).parent)!r}, {str(Path(__file__).parent.parent)!r}]
from hooks import capsules
from jupyter_eventlog.sinks.factory import make_sinks
(sink,) = make_sinks([], {{"x": {{"class": "file", "path": {str(path)!r}, "max_bytes": 400_000, "keep": 3}}}})
number = 0
while True:
    sink.write(capsules(number, number + 499))
    number += 500
""")
        for _ in range(3):
            grown = path.stat().st_size if path.exists() else 0
            process = subprocess.Popen([sys.executable, str(script)])
            until(lambda before=grown: path.exists() and path.stat().st_size != before, "lines")
            process.send_signal(signal.SIGKILL)
            process.wait()
            make(max_bytes=400_000, keep=3).write([capsule(9, id="after")])
            assert read(path)[-1] == "after"
            for file in path.parent.iterdir():
                assert len(read(file)) > 0


class TestRotation:
    @pytest.fixture
    def daily(self, path):
        def one(now, **options):
            return FileSink(path, Destination("a", "a test"), Rotation(daily=True, **options), lambda: now)

        return one

    def written(self, path, at):
        os.utime(path, (at.timestamp(), at.timestamp()))

    def test_by_size_each_file_is_as_long_as_it_may_be(self, make, folder):
        sink = make(max_bytes=2000, keep=100)
        for number in range(1, 21):
            sink.write(capsules(number, number))
        files = sorted(folder.glob("lines.*.jsonl"))
        assert [name for file in files for name in read(file)] + read(folder / "lines.jsonl") == ids(capsules(1, 20))
        assert len(files) > 3
        for file in files:
            assert 1500 < file.stat().st_size <= 2000
            assert file.stat().st_mode & 0o777 == 0o600

    def test_a_batch_that_is_longer_has_a_file_to_itself(self, make, folder, path):
        sink = make(max_bytes=100, keep=9)
        sink.write(capsules(1, 3))
        sink.write(capsules(4, 5))
        (older,) = folder.glob("lines.*.jsonl")
        assert (read(older), read(path)) == (ids(capsules(1, 3)), ids(capsules(4, 5)))

    def test_by_day_under_the_day_on_which_it_was_written(self, daily, folder, path):
        daily(NOON, keep=9).write(capsules(1, 1))
        self.written(path, NOON)
        daily(NOON, keep=9).write(capsules(2, 2))
        self.written(path, NOON)
        daily(NOON + DAY, keep=9).write(capsules(3, 3))
        assert names(folder) == ["lines.2026-11-24.0001.jsonl", "lines.jsonl"]
        assert read(folder / "lines.2026-11-24.0001.jsonl") == ids(capsules(1, 2))
        assert read(path) == ids(capsules(3, 3))

    def test_a_day_on_which_nothing_happens_makes_no_file(self, daily, folder, path):
        daily(NOON, keep=9).write(capsules(1, 1))
        self.written(path, NOON)
        daily(NOON + 5 * DAY, keep=9).write(capsules(2, 2))
        assert len(names(folder)) == 2

    def test_the_oldest_go(self, daily, folder, path):
        for number in range(6):
            daily(NOON + number * DAY, keep=2).write(capsules(number, number))
            self.written(path, NOON + number * DAY)
        assert names(folder) == ["lines.2026-11-27.0001.jsonl", "lines.2026-11-28.0001.jsonl", "lines.jsonl"]

    def test_numbers_go_on_and_are_sorted_as_numbers(self, make, folder):
        (folder / "lines.2020-01-01.9999.jsonl").write_bytes(WHOLE)
        (folder / "lines.2020-01-01.10000.jsonl").write_bytes(WHOLE)
        sink = make(max_bytes=10, keep=2)
        sink.write(capsules(1, 1))
        sink.write(capsules(2, 2))
        assert [name for name in names(folder) if "2020" in name] == ["lines.2020-01-01.10000.jsonl"]

    def test_files_of_others_are_left_alone(self, make, folder):
        others = [
            "lines.2020-01-01.0001.jsonl.bak",
            "lines.2020-1-1.0001.jsonl",
            "other.2020-01-01.0001.jsonl",
            "lines",
        ]
        for name in others:
            (folder / name).write_text("other")
        sink = make(max_bytes=10, keep=1, gzip=True)
        for number in range(5):
            sink.write(capsules(number, number))
        assert {name for name in names(folder) if (folder / name).read_bytes() == b"other"} == set(others)

    def test_older_files_are_zipped_privately(self, make, folder):
        sink = make(max_bytes=10, keep=3, gzip=True)
        for number in range(3):
            sink.write(capsules(number, number))
        older = sorted(folder.glob("*.gz"))
        assert [read(file) for file in older] == [ids(capsules(0, 0)), ids(capsules(1, 1))]
        assert len(names(folder)) == 3
        assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}

    def test_what_a_crash_left_unzipped_is_made_up_for(self, make, folder):
        (folder / "lines.2020-01-01.0001.jsonl").write_bytes(WHOLE + b"\n")
        (folder / "lines.2020-01-01.0001.jsonl.gz.part").write_bytes(b"half")
        sink = make(max_bytes=10, keep=9, gzip=True)
        sink.write(capsules(1, 1))
        sink.write(capsules(2, 2))
        assert read(folder / "lines.2020-01-01.0001.jsonl.gz") == ["whole"]
        assert len(names(folder)) == 3

    def test_tidying_that_fails_is_a_failure_and_loses_nothing(self, make, folder, path, monkeypatch):
        sink = make(max_bytes=10, keep=9, gzip=True)
        sink.write(capsules(1, 1))
        with monkeypatch.context() as patch, pytest.raises(OSError, match="full"):
            patch.setattr("jupyter_eventlog.sinks.rotation.shutil.copyfileobj", _full)
            sink.write(capsules(2, 2))
        sink.write(capsules(2, 2))
        sink.write(capsules(3, 3))
        assert sorted(name for file in folder.glob("*.gz") for name in read(file)) == ids(capsules(1, 2))
        assert read(path) == ids(capsules(3, 3))

    def test_servers_that_share_a_file_lose_nothing(self, folder, path, tmp_path):
        script = tmp_path / "writes.py"
        script.write_text(f"""
import sys
sys.path[:0] = [{str(Path(__file__).parent)!r}, {str(Path(__file__).parent.parent)!r}]
from hooks import capsules
from jupyter_eventlog.sinks.factory import make_sinks
options = {{"max_bytes": 5000, "keep": 1000, "gzip": True}}
(sink,) = make_sinks([], {{"x": {{"class": "file", "path": {str(path)!r}, **options}}}})
first = int(sys.argv[1])
for number in range(first, first + 200, 4):
    sink.write(capsules(number, number + 3))
""")
        processes = [subprocess.Popen([sys.executable, str(script), str(1000 * one)]) for one in range(3)]
        assert [process.wait(60) for process in processes] == [0, 0, 0]
        found = [name for file in folder.iterdir() for name in read(file)]
        assert sorted(found) == sorted(name for one in range(3) for name in ids(capsules(1000 * one, 1000 * one + 199)))


def _full(*_):
    raise OSError(errno.ENOSPC, "full")

"""The `file` sink: JSON lines.

Delivered: the lines, and the name of a new file, are on the disk (fsync). A batch that fails half way is taken out
again, and what a crash left of a line is cut off before the next, so that every line is a whole capsule.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from ..sink import Capsule, Destination
from .options import check_keys, flag, whole_number
from .rotation import Rotation, day_of, sync_folder

OPTIONS = ("daily", "gzip", "keep", "max_bytes", "path")

_PIECE = 64 * 1024


def _utc_now() -> datetime:
    return datetime.now(UTC)


class FileSink:
    """Appends capsules to a file that only its owner can read. Several servers may append to the same one."""

    def __init__(
        self,
        path: Path,
        destination: Destination,
        rotation: Rotation | None = None,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._path, self._rotation, self._now = path, rotation or Rotation(), now
        self.destination = destination

    def write(self, batch: Sequence[Capsule]) -> None:
        """Append the batch and wait for the disk. Raises OSError."""
        if not batch:
            return
        lines = b"".join(orjson.dumps(capsule, option=orjson.OPT_APPEND_NEWLINE) for capsule in batch)
        with self._turned(len(lines)) as file:
            repaired = _repair(file)
            try:
                _append(file, lines)
            except OSError:
                os.ftruncate(file, repaired)
                raise
        if not repaired:
            sync_folder(self._path.parent)

    def close(self) -> None:
        """Nothing stays open between batches."""

    @contextmanager
    def _turned(self, more: int) -> Iterator[int]:
        """The file to append to, after the last one was set aside where that was due."""
        with _held(self._path) as file:
            status = os.fstat(file)
            written = day_of(status)
            if not self._rotation.is_due(status.st_size, more, written, self._now()):
                yield file
                return
            self._rotation.set_aside(self._path, written)
        self._rotation.tidy(self._path)
        with _held(self._path) as file:
            yield file


@contextmanager
def _held(path: Path) -> Iterator[int]:
    """The descriptor of the file, which no other process writes to or sets aside meanwhile."""
    while True:
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            # Another server may have set it aside while this one waited for it.
            if _is_at(path, file):
                yield file
                return
        finally:
            os.close(file)


def _is_at(path: Path, file: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file))
    except FileNotFoundError:
        return False


def _append(file: int, lines: bytes) -> None:
    left = memoryview(lines)
    while left:
        left = left[os.write(file, left) :]
    os.fsync(file)


def _repair(file: int) -> int:
    """The length of the file once its last line is whole: what was cut short was never delivered and comes again."""
    size = os.fstat(file).st_size
    if size == 0 or os.pread(file, 1, size - 1) == b"\n":
        return size
    start, tail = _last_line(file, size)
    # Only what begins like one of our lines, or is a hole that a lost block left, is ours to cut.
    if (tail.startswith(b"{") and not _is_json(tail)) or b"\0" in tail:
        os.ftruncate(file, start)
        return start
    os.write(file, b"\n")
    return size + 1


def _last_line(file: int, size: int) -> tuple[int, bytes]:
    """Where the last line begins, and what there is of it."""
    start, tail = size, b""
    while start and b"\n" not in tail:
        piece = min(_PIECE, start)
        start -= piece
        tail = os.pread(file, piece, start) + tail
    cut = tail.rfind(b"\n") + 1
    return start + cut, tail[cut:]


def _is_json(text: bytes) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def make(name: str, described: Mapping[str, Any], options: Mapping[str, Any]) -> FileSink:
    """A sink for `{"class": "file", "path": …}`, with `max_bytes`, `daily`, `keep` and `gzip` for rotation."""
    check_keys(options, OPTIONS, ["path"])
    path, keep = options["path"], whole_number(options, "keep", 1)
    if not isinstance(path, str | os.PathLike):
        raise ValueError('"path" must be a text')
    rotation = Rotation(whole_number(options, "max_bytes", 1), flag(options, "daily"), keep or 0, flag(options, "gzip"))
    is_rotated = rotation.daily or rotation.max_bytes is not None
    if is_rotated and keep is None:
        raise ValueError('say how many older files are kept as "keep"; those before them are deleted')
    if not is_rotated and (keep is not None or rotation.compress):
        raise ValueError('"keep" and "gzip" are for a file that is set aside by "max_bytes" or "daily"')
    described = {"destination": "a file on this server", **described}
    return FileSink(Path(path).expanduser(), Destination(name, **described), rotation)

"""Which older files lie beside a file that is written to, and what becomes of them."""

from __future__ import annotations

import fcntl
import gzip
import os
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class Rotation:
    """When a file is set aside, and how many that were are kept.

    `max_bytes`: before a batch that would make it longer; `daily`: before the first batch of another day (UTC);
    `keep`: so many older files stay; `compress`: as gzip.
    """

    max_bytes: int | None = None
    daily: bool = False
    keep: int = 0
    compress: bool = False

    def is_due(self, size: int, more: int, written: datetime, now: datetime) -> bool:
        """Whether a file of so many bytes, last `written` then, is full before `more` bytes are added `now`."""
        is_long = self.max_bytes is not None and size + more > self.max_bytes
        return size > 0 and (is_long or (self.daily and written.date() != now.date()))

    def set_aside(self, path: Path, written: datetime) -> None:
        """Move a file to a name with its day and a number. Raises OSError."""
        day = f"{written:%Y-%m-%d}"
        number = max((number for at, number, _ in _older(path) if at == day), default=0) + 1
        path.rename(path.with_name(f"{path.stem}.{day}.{number:04}{path.suffix}"))
        sync_folder(path.parent)

    def tidy(self, path: Path) -> None:
        """Delete the older files that are too many, and compress the rest. Raises OSError."""
        older = [file for _, _, file in sorted(_older(path))]
        gone = max(len(older) - self.keep, 0)
        for file in older[:gone]:
            file.unlink(missing_ok=True)
            _draft(file).unlink(missing_ok=True)
        for file in older[gone:] if self.compress else ():
            # All of them: one that a crash or a full disk left as it was is made up for.
            if file.suffix != ".gz":
                _compress(file)


def day_of(status: os.stat_result) -> datetime:
    """When a file was last written to, in UTC."""
    return datetime.fromtimestamp(status.st_mtime, UTC)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _older(path: Path) -> list[tuple[str, int, Path]]:
    """The files that were set aside: the day, the number and the path of each."""
    name = re.compile(re.escape(path.stem) + r"\.(\d{4}-\d{2}-\d{2})\.(\d{4,})" + re.escape(path.suffix) + r"(?:\.gz)?")
    found = [(name.fullmatch(file.name), file) for file in path.parent.iterdir()]
    return [(match[1], int(match[2]), file) for match, file in found if match]


def _draft(file: Path) -> Path:
    return file.with_name(f"{file.name}.gz.part")


def _compress(file: Path) -> None:
    """Replace a file by its gzip; a crash leaves one of the two whole. One that another server has is left to it."""
    try:
        plain = file.open("rb")
    except FileNotFoundError:
        return
    with plain:
        try:
            fcntl.flock(plain, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        draft = _draft(file)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as zipped:
                shutil.copyfileobj(plain, zipped)
            out.flush()
            os.fsync(out.fileno())
        draft.rename(file.with_name(f"{file.name}.gz"))
        file.unlink(missing_ok=True)

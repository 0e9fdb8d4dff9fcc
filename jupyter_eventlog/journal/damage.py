"""A damaged file is set aside under a name that says so, or a copy of it is; only the operator ever deletes it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from .mark import Mark, mark_of, missing
from .types import DamagedError
from .wal import damage_in_log, log_of, missing_pages

_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_MARK = ".damaged-"
_PIECE = 2**20


def is_damage(error: BaseException) -> bool:
    """Whether an error says that the file itself is broken: not that it is locked, full or out of reach."""
    # Where the tables themselves are described by what is no text any more, not even SQLite's message can be read.
    if isinstance(error, DamagedError | UnicodeDecodeError):
        return True
    # The lower byte is the kind, the rest of the code its details.
    return isinstance(error, sqlite3.DatabaseError) and getattr(error, "sqlite_errorcode", 0) & 0xFF in _CODES


def losses(file: Path, mark: Mark | None, *, alone: bool = False) -> list[str]:
    """What a file has lost, as far as that shows before SQLite drops what it cannot use: a sentence each.

    `mark` says how far it had come; `alone` has nothing share memory for the file. Raises OSError, and sqlite3.Error
    for a file that cannot be read at all.
    """
    _check_length(file)
    in_log = damage_in_log(file)
    found = [in_log] if in_log else []
    if mark is not None:
        found += filter(None, [_missing_alone(file, mark) if alone else _missing(file, mark)])
    return found


def _check_length(file: Path) -> None:
    """Raises sqlite3.DatabaseError for a file that is shorter than it, or its log, says.

    SQLite finds out only where it needs a page that is gone; until then it would take what is lost with the rest.
    """
    log = log_of(file)
    if not file.exists():
        return
    if log.exists() and log.stat().st_size:
        if missing_pages(file):
            raise _cut_short()
        return
    with file.open("rb") as content:
        header = content.read(100)
    if len(header) < 100 or header[24:28] != header[92:96]:
        return
    page, pages = int.from_bytes(header[16:18]), int.from_bytes(header[28:32])
    if file.stat().st_size < pages * (page if page > 1 else 2**16):
        raise _cut_short()


def _cut_short() -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError("the file is cut short")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _missing_alone(file: Path, mark: Mark) -> str | None:
    """Ask the file itself where there is no log, else a copy elsewhere: to read it alone would empty the log."""
    if file.exists() and not log_of(file).exists():
        with closing(sqlite3.connect(file)) as database:
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
            return missing(database, mark)
    with TemporaryDirectory(prefix="eventlog-") as folder:
        copy = Path(folder) / file.name
        for part, other in _parts(file, copy):
            shutil.copyfile(part, other)
        return _missing(copy, mark)


def _missing(file: Path, mark: Mark) -> str | None:
    if not file.exists():
        return f"it is gone, and {mark.number} links with it" if mark.number else None
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
        return missing(database, mark)


def set_aside(file: Path) -> Path:
    """Rename a file and what belongs to it; where it is now. Raises OSError."""
    aside = _aside(file)
    for part, other in _parts(file, aside):
        part.rename(other)
    return aside


def copy_aside(file: Path) -> Path | None:
    """Copy what there is of a file that nobody has open, and of its log; where the copy is. Raises OSError."""
    aside = _aside(file)
    parts = _parts(file, aside)
    try:
        for part, other in parts:
            other.touch(0o600)
            shutil.copyfile(part, other)
    except OSError:
        # Each further try would leave another piece on a disk that is full already.
        for _, other in parts:
            other.unlink(missing_ok=True)
        raise
    return aside if parts else None


def _aside(file: Path) -> Path:
    return file.with_name(f"{file.name}{_MARK}{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%fZ')}")


def _parts(file: Path, aside: Path) -> list[tuple[Path, Path]]:
    """What belongs to a file and is there, each with its name beside the file's new one."""
    ends = [end for end in ("", "-wal", "-shm") if Path(f"{file}{end}").exists()]
    return [(Path(f"{file}{end}"), Path(f"{aside}{end}")) for end in ends]


def gone_files(folder: Path) -> dict[Path, str]:
    """The journal files that are no longer in a folder although something was stored in them, each with a sentence."""
    marks = {lock.with_suffix(".sqlite"): mark_of(lock) for lock in sorted(folder.glob("journal-*.lock"))}
    found = {file: _missing(file, mark) for file, mark in marks.items() if mark and not file.exists()}
    return {file: problem for file, problem in found.items() if problem}


def overwrite(file: Path) -> None:
    """Overwrite a file that was set aside, and delete it. Raises OSError."""
    left = file.stat().st_size
    with file.open("r+b") as content:
        while left:
            left -= content.write(bytes(min(left, _PIECE)))
        content.flush()
        os.fsync(content.fileno())
    file.unlink()


def all_damaged(folder: Path) -> list[Path]:
    """All that was set aside in a folder, logs and indexes included."""
    return sorted(one for one in folder.glob(f"*{_MARK}*") if one.is_file())


def damaged_files(folder: Path) -> list[Path]:
    """The files of a folder that were set aside."""
    return sorted(one for one in folder.glob(f"*{_MARK}*Z") if one.is_file())

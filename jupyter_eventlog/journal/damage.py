"""A file that SQLite can no longer read is set aside under a name that says so; nothing of it is ever deleted."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_MARK = ".damaged-"


def is_damage(error: BaseException) -> bool:
    """Whether an error says that the file itself is broken: not that it is locked, full or out of reach."""
    # The lower byte is the kind, the rest of the code its details.
    return isinstance(error, sqlite3.DatabaseError) and getattr(error, "sqlite_errorcode", 0) & 0xFF in _CODES


def set_aside(file: Path) -> Path:
    """Rename a file and what belongs to it; where it is now. Raises OSError."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    aside = file.with_name(f"{file.name}{_MARK}{stamp}")
    for end in ("", "-wal", "-shm"):
        part = file.with_name(f"{file.name}{end}")
        if part.exists():
            part.rename(f"{aside}{end}")
    return aside


def damaged_files(folder: Path) -> list[Path]:
    """The files of a folder that were set aside."""
    return sorted(one for one in folder.glob(f"*{_MARK}*Z") if one.is_file())

"""Reads journal files without disturbing the servers that hold them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from .files import take
from .layout import show_as_today
from .types import JournalError

PATIENCE = 10.0
"""Seconds for which somebody else's write is waited for."""


class HeldAloneError(JournalError):
    """A file that nobody can read but the server that holds it."""


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    """A journal file, read only. Raises JournalError for one that cannot be read."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=0)) as database:
            _wait_in_vain_for_nobody(database, file)
            show_as_today(database)
            yield database
    except sqlite3.Error as error:
        raise JournalError(f"{file}: {error}") from error


def _wait_in_vain_for_nobody(database: sqlite3.Connection, file: Path) -> None:
    """Raises JournalError for a file that a server holds alone, for as long as it runs: waiting is of no use."""
    try:
        database.execute("PRAGMA user_version")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY and is_held_alone(file):
            raise HeldAloneError(
                f"{file}: a running server holds it alone, as on a network file system; ask that server, or end it"
            ) from error
    database.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")


def is_held_alone(file: Path) -> bool:
    """Whether a server holds a file without the memory that readers would share with it."""
    try:
        lock = take(file) if file.with_suffix(".lock").exists() else None
    except OSError:
        return False
    if lock is not None:
        os.close(lock)
        return False
    return file.with_name(f"{file.name}-wal").exists() and not file.with_name(f"{file.name}-shm").exists()

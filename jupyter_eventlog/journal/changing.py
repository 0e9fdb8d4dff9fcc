"""Changes a journal file from outside of the server that may hold it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from .layout import FORMAT
from .types import JournalError


@contextmanager
def changing(file: Path) -> Iterator[sqlite3.Connection]:
    """A journal file in one transaction, which a running server sees as a whole or not at all.

    Raises JournalError for a file of another format, and for one that a server keeps to itself.
    """
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=10)) as database:
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version != FORMAT:
                raise JournalError(f"{file}: has format {version}; start a server once, which brings it to {FORMAT}")
            database.execute("PRAGMA secure_delete = ON")
            with database:
                database.execute("BEGIN IMMEDIATE")
                yield database
    except sqlite3.Error as error:
        raise JournalError(f"{file}: {error}; where a server keeps it to itself, stop that server first") from error

"""Reads journal files without disturbing the servers that hold them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from .layout import show_as_today
from .types import JournalError


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    """A journal file, read only. Raises JournalError for one that cannot be read."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=10)) as database:
            show_as_today(database)
            yield database
    except sqlite3.Error as error:
        raise JournalError(f"{file}: {error}") from error

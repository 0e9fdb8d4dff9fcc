"""The one connection of a journal to its file: opened when it is first needed, closed where the file is damaged."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..forks import keep_untouched
from .damage import is_damage
from .erasure import clean
from .holding import Holding
from .layout import prepare
from .types import JournalError


class Connection:
    """Lends the database of the file that `holding` holds to one thread at a time.

    `opened` gets each database before anybody else does. `alone` has nothing share memory for the file.
    """

    def __init__(
        self, folder: Path, holding: Holding, opened: Callable[[sqlite3.Connection], None], *, alone: bool
    ) -> None:
        self._folder, self._holding, self._opened, self._alone = folder, holding, opened, alone
        self._lock, self._closed = threading.RLock(), False
        self.database: sqlite3.Connection | None = None
        self.source = ""

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """The database. Raises JournalError, also for what goes wrong while it is lent."""
        with self._lock:
            if self._closed:
                raise JournalError(f"{self._folder}: the journal is closed")
            try:
                if self.database is None:
                    self.database = self._connect()
                yield self.database
            except (OSError, sqlite3.Error) as error:
                if is_damage(error) and self.database is not None:
                    self.database.close()
                    self.database = None
                    self._holding.set_aside(error)
                raise JournalError(f"{self._folder}: {error}") from error

    def close(self) -> None:
        """Lend nothing more, and let go of the file; safe to call twice."""
        with self._lock:
            self._closed = True
            if self.database is not None:
                # What is not overwritten now is when the file is opened again.
                with suppress(sqlite3.Error):
                    clean(self.database)
                self.database.close()
                self.database = None
            self._holding.let_go()

    def disown(self) -> None:
        """In a forked child: let go of the lock, so that it ends with its owner, and touch nothing else."""
        self._closed = True
        self._holding.let_go()
        if self.database is not None:
            keep_untouched(self.database)

    def _connect(self) -> sqlite3.Connection:
        try:
            return self._prepared(self._holding.take())
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if not is_damage(error):
                raise
            self._holding.set_aside(error)
            return self._prepared(self._holding.take())

    def _prepared(self, file: Path) -> sqlite3.Connection:
        # SQLite gives the files beside it the mode of the database.
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        database = sqlite3.connect(file, check_same_thread=False)
        try:
            self.source = prepare(database, file, alone=self._alone)
            # What a process that was killed had deleted and not yet overwritten.
            clean(database)
            # Nothing that a crash left in the log stays behind what is written from now on.
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._opened(database)
        except BaseException as error:
            database.close()
            if not is_damage(error):
                self._holding.let_go()
            raise
        return database

"""A journal file that is this process's own: its lock, the note of how far it has come, and what becomes of damage."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from .damage import copy_aside, losses, set_aside
from .files import claim, take
from .mark import newest_link, read_mark, write_mark


class Holding:
    """Holds a file of a folder until it is let go. `damaged` is told of what was lost or cannot be read any more.

    `alone` has nothing share memory for it, as on a network file system. `only` is the one file that will do.
    """

    def __init__(
        self, folder: Path, damaged: Callable[[str], None], *, alone: bool = False, only: Path | None = None
    ) -> None:
        self._only = only
        self._folder, self._damaged, self._alone = folder, damaged, alone
        self._lock: int | None = None
        self._looked_at: Path | None = None
        self._is_noted = True
        self.file: Path | None = None

    def take(self) -> Path:
        """The file, which is now held; what it has lost is told, and kept as it was found, before anybody writes to it.

        Raises OSError, and sqlite3.Error for a file that cannot be read at all.
        """
        if self.file is None or self._lock is None:
            self.file, self._lock = claim(self._folder) if self._only is None else _this(self._only)
        if self._looked_at != self.file:
            self._look(self.file, self._lock)
            self._looked_at = self.file
        return self.file

    def _look(self, file: Path, lock: int) -> None:
        found = losses(file, read_mark(lock), alone=self._alone)
        if found:
            aside = copy_aside(file)
            kept = f". What is left of it goes on, and is kept as {aside.name}" if aside else ""
            self._damaged(f"{file.name} has lost something: {'; '.join(found)}{kept}")

    def note(self, database: sqlite3.Connection) -> None:
        """Note how far the chain goes, where a damaged file cannot take it along; what cannot be noted is told once."""
        if self._lock is None:
            return
        try:
            write_mark(self._lock, newest_link(database))
            self._is_noted = True
        except OSError as error:
            if self._is_noted:
                self._damaged(f"{self.file}: a loss at its end would not be noticed now ({error.strerror})")
            self._is_noted = False

    def set_aside(self, error: BaseException) -> None:
        """Set the file aside, which cannot be read any more; its name stays held for a new one. Raises OSError."""
        if self.file is None or self._lock is None:
            return
        self._damaged(f"{self.file.name} is damaged ({error}): it is kept as {set_aside(self.file).name}")
        self._looked_at = self.file
        write_mark(self._lock, None)

    def let_go(self) -> None:
        """Give the file back; safe to call twice."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _this(file: Path) -> tuple[Path, int]:
    """Raises BlockingIOError where a process holds it."""
    lock = take(file)
    if lock is None:
        raise BlockingIOError(f"{file}: a running server holds it")
    return file, lock

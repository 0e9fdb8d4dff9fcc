"""When people let recording rest: what they do meanwhile is never recorded, not even when it arrives later."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from .consent_file import open_file
from .times import time_text

KEPT = timedelta(days=60)
"""How long a pause is remembered: longer than any queue holds what was done in it."""

_LAYOUT = """
CREATE TABLE IF NOT EXISTS pauses (
    subject TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    PRIMARY KEY (subject, since)
) WITHOUT ROWID
"""


class Pauses:
    """The pauses of a journal folder, in the file of answers. Nothing is on the disk before the first one.

    A pause ends when its person says so or this run of the server ends; times are RFC 3339 UTC with six digits.
    Reading and writing raise OSError or sqlite3.Error where the file cannot be used.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._file, self._now, self._start = folder / "consents.sqlite", now, time_text(now())
        self._lock = threading.Lock()
        self._running: dict[str, str] = {}
        self._ended: dict[str, list[tuple[str, str]]] | None = None

    def since(self, subject: str) -> str | None:
        """Since when recording rests for a person; None where it does not."""
        return self._running.get(subject)

    def has_any(self, subject: str) -> bool:
        """Whether a person has paused at any time that is remembered."""
        return subject in self._running or subject in (self._ended if self._ended is not None else self._known())

    def begin(self, subject: str) -> None:
        """Let recording rest from now on: it does, even where this raises because that could not be written down."""
        with self._lock:
            since = self._running.setdefault(subject, time_text(self._now()))
            with self._writing() as database:
                database.execute("DELETE FROM pauses WHERE until < ?", (time_text(self._now() - KEPT),))
                database.execute("INSERT OR IGNORE INTO pauses VALUES (?, ?, NULL)", (subject, since))

    def end(self, subject: str) -> None:
        """Let recording go on; where this raises it still rests."""
        with self._lock:
            since, until = self._running.get(subject), time_text(self._now())
            if since is None:
                return
            with self._writing() as database:
                database.execute("INSERT OR REPLACE INTO pauses VALUES (?, ?, ?)", (subject, since, until))
            self._known().setdefault(subject, []).append((since, until))
            del self._running[subject]

    def covers(self, subject: str, time: str | None) -> bool:
        """Whether something was done in a pause; without a time it is done now."""
        since = self.since(subject)
        if since is not None and (time is None or time >= since):
            return True
        ended = (self._ended if self._ended is not None else self._known()).get(subject, ())
        return time is not None and any(start <= time <= end for start, end in ended)

    def _known(self) -> dict[str, list[tuple[str, str]]]:
        """The pauses that have ended, those of earlier runs at the latest when this one began."""
        if self._ended is None:
            ended: dict[str, list[tuple[str, str]]] = {}
            for subject, since, until in self._stored():
                if self._running.get(subject) != since:
                    ended.setdefault(subject, []).append((since, until or self._start))
            self._ended = ended
        return self._ended

    def _stored(self) -> list[tuple[str, str, str | None]]:
        if not self._file.exists():
            return []
        database = open_file(self._file)
        try:
            named = database.execute("SELECT 1 FROM sqlite_master WHERE name = 'pauses'").fetchone()
            return database.execute("SELECT subject, since, until FROM pauses").fetchall() if named else []
        finally:
            database.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        # People pause seldom: no connection is held, so that a forked child inherits none.
        database = open_file(self._file)
        try:
            with database:
                database.execute(_LAYOUT)
                yield database
        finally:
            database.close()

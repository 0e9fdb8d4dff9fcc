"""Who answered what: every answer is a record with the exact disclosure that was shown, and the last one counts.

All processes of a journal folder share one file, so that a no in one is a no in all.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import orjson

from .disclosure import Disclosure, digest_of
from .keys import private_folder
from .stages.capsule import new_id, time_text

Answer = Literal["yes", "no"]

FORMAT = 1

_LAYOUT = """
CREATE TABLE answers (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    time TEXT NOT NULL,
    subject TEXT NOT NULL,
    actor TEXT NOT NULL,
    schema_id TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('yes', 'no')),
    surface TEXT NOT NULL,
    digest TEXT NOT NULL,
    disclosure TEXT NOT NULL
);
CREATE INDEX latest ON answers (subject, schema_id, place);
"""


@dataclass(frozen=True, slots=True)
class Record:
    """One answer to one disclosure."""

    id: str
    time: str
    schema_id: str
    answer: Answer
    digest: str
    disclosure: Disclosure


class Consents:
    """The answers of a journal folder. Nothing is on the disk before the first one."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._file, self._now = folder / "consents.sqlite", now
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._seen = -1
        self._current: dict[tuple[str, str], Record] = {}

    def latest(self, subject: str, schema_id: str) -> Record | None:
        """The last answer that a person gave about a schema, in any process."""
        with self._lock:
            if self._refresh():
                return self._current.get((subject, schema_id))
            return None

    def record(self, subject: str, answers: Sequence[tuple[Answer, Disclosure]], surface: str) -> None:
        """Note a person's answers, all or none. Durable on return; raises OSError or sqlite3.Error otherwise."""
        time = time_text(self._now())
        rows = [
            (
                new_id(),
                time,
                subject,
                subject,
                disclosure["schema_id"],
                answer,
                surface,
                digest_of(disclosure),
                orjson.dumps(disclosure).decode(),
            )
            for answer, disclosure in answers
        ]
        with self._lock:
            database = self._database or self._connect()
            with database:
                database.executemany(
                    "INSERT INTO answers (id, time, subject, actor, schema_id, answer, surface, digest, disclosure)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    rows,
                )
            self._load(database)

    def close(self) -> None:
        """Let go of the file; safe to call twice."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None

    def _refresh(self) -> bool:
        """Take in what other processes wrote; False while nobody has answered anything."""
        if self._database is None:
            if not self._file.exists():
                return False
            self._load(self._connect())
            return True
        (version,) = self._database.execute("PRAGMA data_version").fetchone()
        if version != self._seen:
            self._load(self._database)
        return True

    def _load(self, database: sqlite3.Connection) -> None:
        (self._seen,) = database.execute("PRAGMA data_version").fetchone()
        rows = database.execute(
            "SELECT subject, id, time, schema_id, answer, digest, disclosure FROM answers"
            " WHERE place IN (SELECT max(place) FROM answers GROUP BY subject, schema_id)"
        )
        self._current = {
            (subject, schema_id): Record(name, time, schema_id, answer, digest, orjson.loads(disclosure))
            for subject, name, time, schema_id, answer, digest, disclosure in rows
        }

    def _connect(self) -> sqlite3.Connection:
        private_folder(self._file.parent)
        os.close(os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600))
        database = sqlite3.connect(self._file, check_same_thread=False, timeout=10)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version == 0:
            database.executescript(f"BEGIN IMMEDIATE; {_LAYOUT} PRAGMA user_version = {FORMAT}; COMMIT;")
        self._database = database
        return database

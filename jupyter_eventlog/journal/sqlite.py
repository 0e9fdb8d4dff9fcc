"""The journal in SQLite: a write-ahead log with an fsync before every acknowledgement."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import orjson

from ..forks import keep_untouched
from ..types import Status
from .erasure import Erased, erase, overwritten
from .files import claim
from .ranges import add_number
from .retention import expire
from .selection import Selection
from .types import JournalError, Row, Stored
from .writer import Writer

FORMAT = 1
"""The version of the file's layout, in `PRAGMA user_version`."""

_LAYOUT = """
CREATE TABLE journal (source TEXT NOT NULL);
CREATE TABLE events (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    received REAL NOT NULL,
    subject BLOB,
    sinks TEXT NOT NULL,
    disclosure TEXT NOT NULL,
    capsule BLOB NOT NULL
);
CREATE TABLE ranges (number BLOB, first INTEGER, last INTEGER, PRIMARY KEY (number, first)) WITHOUT ROWID;
CREATE TABLE ids (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE cursors (sink TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE dead (sink TEXT, place INTEGER, reason TEXT NOT NULL, PRIMARY KEY (sink, place)) WITHOUT ROWID;
"""

_BY_SUBJECT = "CREATE INDEX IF NOT EXISTS by_subject ON events (subject, received) WHERE subject IS NOT NULL"


class SqliteJournal:
    """One file of a journal folder, opened when it is first needed.

    `sinks` are the names of the configured sinks: a new one starts with the events that come after it.
    `retention` gives how long events of a type are kept once every sink has them; others are kept until they are
    deleted. `committed` is called after each commit that stored something.
    """

    def __init__(
        self,
        folder: Path,
        sinks: Sequence[str],
        committed: Callable[[], None],
        *,
        retention: Mapping[str, timedelta] | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._folder, self._sinks, self._committed = folder, tuple(sinks), committed
        self._retention, self._now = retention or {}, now
        self._lock = threading.RLock()
        self._database: sqlite3.Connection | None = None
        self._held: int | None = None
        self._offered: dict[str, int] = {}
        self._lingering = False
        self._source = ""
        self.file: Path | None = None
        self._writer = Writer(self._commit, self._expire if self._retention else None)
        self._closed = False

    @property
    def is_open(self) -> bool:
        """Whether anything has needed the file yet."""
        return self._database is not None

    @property
    def source(self) -> str:
        """`urn:uuid:…`, made with the file."""
        with self._open():
            return self._source

    def append(self, rows: Sequence[Row]) -> Future[list[Status]]:
        """Store rows with one commit for all that wait; resolved once they are on the disk."""
        return self._writer.put(rows)

    def read(self, sink: str, limit: int) -> tuple[list[Stored], int]:
        """The next events for a sink, and the place up to which it will then have everything."""
        with self._open() as database:
            start = self._cursor(database, sink)
            rows = database.execute(
                "SELECT place, sinks, capsule FROM events WHERE place > ? ORDER BY place LIMIT ?", (start, limit)
            ).fetchall()
            if rows:
                self._offered[sink] = max(rows[-1][0], self._offered.get(sink, 0))
        stored = [Stored(place, orjson.loads(capsule)) for place, names, capsule in rows if sink in orjson.loads(names)]
        return stored, rows[-1][0] if rows else start

    def ack(self, sink: str, place: int, dead: Sequence[tuple[int, str]] = ()) -> None:
        """Move a sink's cursor, and set aside what it refused."""
        with self._open() as database, database:
            database.executemany(
                "INSERT OR REPLACE INTO dead VALUES (?, ?, ?)", [(sink, at, reason) for at, reason in dead]
            )
            database.execute("INSERT OR REPLACE INTO cursors VALUES (?, ?)", (sink, place))

    def pending(self, sink: str) -> int:
        """How many events still wait for a sink."""
        with self._open() as database:
            start = self._cursor(database, sink)
            rows = database.execute("SELECT sinks FROM events WHERE place > ?", (start,))
            return sum(sink in orjson.loads(names) for (names,) in rows)

    @property
    def queued(self) -> int:
        """How many rows wait for a commit."""
        return self._writer.queued

    @property
    def size(self) -> int:
        """How many bytes the file and its log take; 0 before there is one."""
        file = self.file
        parts = [] if file is None else [file, file.with_name(f"{file.name}-wal")]
        return sum(part.stat().st_size for part in parts if part.exists())

    def lag(self, sink: str) -> float:
        """For how many seconds the oldest event has waited for a sink; 0 where none does."""
        with self._open() as database:
            query = "SELECT received FROM events WHERE place > ? ORDER BY place LIMIT 1"
            oldest = database.execute(query, (self._cursor(database, sink),)).fetchone()
        return 0.0 if oldest is None else max(0.0, self._now() - float(oldest[0]))

    def erase(self, selection: Selection) -> Erased:
        """Erase from this process's file what is selected, also what was appended before and is not committed yet.

        What waits for a sink is cancelled. Raises JournalError.
        """
        self.append([]).result()
        with self._open() as database:
            found = erase(database, selection, self._offered)
            self._lingering = self._lingering or found.lingering > 0
        return found

    def finish(self) -> None:
        """Commit what was appended and take no more; reading goes on."""
        self._writer.close()

    def close(self) -> None:
        """Finish, and let go of the file; safe to call twice."""
        self.finish()
        with self._lock:
            self._closed = True
            if self._database is not None:
                if self._lingering:
                    overwritten(self._database)
                self._database.close()
                self._database = None
            if self._held is not None:
                os.close(self._held)
                self._held = None

    def disown(self) -> None:
        """In a forked child: let go of the lock, so that it ends with its owner, and touch nothing else."""
        self._closed = True
        if self._held is not None:
            os.close(self._held)
            self._held = None
        if self._database is not None:
            keep_untouched(self._database)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            if self._closed:
                raise JournalError(f"{self._folder}: the journal is closed")
            try:
                if self._database is None:
                    self._database = self._connect()
                yield self._database
            except (OSError, sqlite3.Error) as error:
                raise JournalError(f"{self._folder}: {error}") from error

    def _connect(self) -> sqlite3.Connection:
        file, self._held = claim(self._folder)
        self.file = file
        # SQLite gives the files beside it the mode of the database.
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        database = sqlite3.connect(file, check_same_thread=False)
        try:
            self._prepare(database, file)
        except BaseException:
            database.close()
            os.close(self._held)
            self._held = None
            raise
        return database

    def _prepare(self, database: sqlite3.Connection, file: Path) -> None:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version not in (0, FORMAT):
            raise JournalError(f"{file}: has format {version}, this version of jupyter_eventlog reads {FORMAT}")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA secure_delete = ON")
        if version == 0:
            _lay_out(database)
        database.execute(_BY_SUBJECT)
        (self._source,) = database.execute("SELECT source FROM journal").fetchone()
        self._welcome(database)
        expire(database, self._sinks, self._cutoffs())

    def _welcome(self, database: sqlite3.Connection) -> None:
        """Give each sink that this file does not know a cursor at its end."""
        (end,) = database.execute("SELECT coalesce(max(place), 0) FROM events").fetchone()
        with database:
            database.executemany("INSERT OR IGNORE INTO cursors VALUES (?, ?)", [(sink, end) for sink in self._sinks])

    @staticmethod
    def _cursor(database: sqlite3.Connection, sink: str) -> int:
        row = database.execute("SELECT place FROM cursors WHERE sink = ?", (sink,)).fetchone()
        return int(row[0]) if row else 0

    def _cutoffs(self) -> dict[str, float]:
        now = self._now()
        return {name: now - kept.total_seconds() for name, kept in self._retention.items()}

    def _expire(self) -> None:
        with self._open() as database:
            expire(database, self._sinks, self._cutoffs())
            if self._lingering:
                self._lingering = not overwritten(database)

    def _commit(self, groups: Sequence[Sequence[Row]]) -> list[list[Status]]:
        with self._open() as database, database:
            statuses: list[list[Status]] = [[_store(database, row) for row in rows] for rows in groups]
        if any("stored" in found for found in statuses):
            self._committed()
        return statuses


def _lay_out(database: sqlite3.Connection) -> None:
    """Make a new file's tables and give it its name, all or nothing."""
    with database:
        database.execute("BEGIN")
        for statement in _LAYOUT.split(";"):
            database.execute(statement)
        database.execute("INSERT INTO journal VALUES (?)", (f"urn:uuid:{uuid.uuid4()}",))
        database.execute(f"PRAGMA user_version = {FORMAT}")


def _store(database: sqlite3.Connection, row: Row) -> Status:
    if not row.permitted():
        return "no-consent"
    if not _is_new(database, row):
        return "duplicate"
    database.execute(
        "INSERT INTO events (type, received, subject, sinks, disclosure, capsule) VALUES (?, ?, ?, ?, ?, ?)",
        (
            row.capsule["type"],
            row.received,
            row.subject,
            orjson.dumps(row.sinks).decode(),
            row.disclosure,
            orjson.dumps(row.capsule),
        ),
    )
    return "stored"


def _is_new(database: sqlite3.Connection, row: Row) -> bool:
    if row.number is not None:
        return add_number(database, *row.number)
    changed = database.execute("INSERT OR IGNORE INTO ids VALUES (?)", (row.capsule["id"],)).rowcount
    return changed == 1

"""How a journal's file is laid out.

A row is a run of events, not an event: what they share is written once, and a commit touches few pages. The view
`events` has a row an event, for whoever opens the file.
"""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import closing
from functools import cache
from pathlib import Path

from .types import MAX_RUN, DamagedError, JournalError

FORMAT = 3
"""The version of the layout, in `PRAGMA user_version`."""

_OLDEST = 2

_TABLES = """
CREATE TABLE journal (source TEXT NOT NULL, next INTEGER NOT NULL, lingering INTEGER NOT NULL);
CREATE TABLE runs (
    place INTEGER PRIMARY KEY,
    count INTEGER NOT NULL,
    type TEXT NOT NULL,
    received REAL NOT NULL,
    expires REAL,
    subject BLOB,
    sinks TEXT NOT NULL,
    disclosure TEXT NOT NULL,
    session TEXT,
    sequence INTEGER,
    head TEXT NOT NULL,
    events TEXT NOT NULL,
    salt BLOB NOT NULL
);
CREATE INDEX runs_by_subject ON runs (subject, received, place) WHERE subject IS NOT NULL;
CREATE INDEX runs_by_session ON runs (session, sequence) WHERE session IS NOT NULL;
CREATE INDEX runs_by_end ON runs (expires) WHERE expires IS NOT NULL;
CREATE TABLE links (number INTEGER PRIMARY KEY, time REAL NOT NULL, why TEXT NOT NULL, rows TEXT NOT NULL, link BLOB);
CREATE TABLE ranges (
    number BLOB, first INTEGER, last INTEGER, seen INTEGER NOT NULL, PRIMARY KEY (number, first)
) WITHOUT ROWID;
CREATE TABLE ids (id BLOB PRIMARY KEY, seen INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE cursors (sink TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE dead (sink TEXT, place INTEGER, reason TEXT NOT NULL, PRIMARY KEY (sink, place)) WITHOUT ROWID;
CREATE VIEW events AS SELECT
    runs.place + one.key AS place, runs.place AS run, runs.type, received, expires, subject, sinks, disclosure,
    substr(head, 1, length(head) - 1) || ',' || substr(one.value, 2) AS capsule
FROM runs, json_each(runs.events) AS one
"""

_STEPS = {
    2: """
CREATE TABLE counts (
    day INTEGER, type TEXT, verdict TEXT, number INTEGER NOT NULL, PRIMARY KEY (day, type, verdict)
) WITHOUT ROWID;
INSERT INTO counts
    SELECT cast(received / 86400 AS INTEGER), type, 'stored', sum(count) FROM runs GROUP BY 1, 2;
ALTER TABLE runs ADD COLUMN sanitizes REAL;
ALTER TABLE runs ADD COLUMN sanitize TEXT;
ALTER TABLE runs ADD COLUMN narrowed TEXT;
CREATE INDEX runs_by_sanitizing ON runs (sanitizes) WHERE sanitizes IS NOT NULL;
CREATE TABLE gone (sink TEXT PRIMARY KEY, since REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE released (sink TEXT, first INTEGER, last INTEGER NOT NULL, PRIMARY KEY (sink, first)) WITHOUT ROWID;
CREATE TABLE again (sink TEXT, place INTEGER, PRIMARY KEY (sink, place)) WITHOUT ROWID;
CREATE TABLE clock (start TEXT NOT NULL, agreed REAL NOT NULL, other REAL, since REAL);
""",
}
"""What makes of a file of one format one of the next; a new file takes the same steps as an old one."""


_SHOWN = {
    2: """
CREATE TEMP VIEW runs AS SELECT *, NULL AS sanitizes, NULL AS sanitize, NULL AS narrowed FROM main.runs;
CREATE TEMP TABLE counts (day, type, verdict, number);
CREATE TEMP TABLE gone (sink, since);
CREATE TEMP TABLE released (sink, first, last);
CREATE TEMP TABLE again (sink, place);
CREATE TEMP TABLE clock (start, agreed, other, since)
""",
}
"""What shows a file of one format as one of the next to somebody who only reads it: beside the file, not in it."""


def show_as_today(database: sqlite3.Connection) -> None:
    """Let a connection that only reads find in an earlier file what one of today has, if it has any tables at all."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    for step in range(version or FORMAT, FORMAT):
        _run(database, _SHOWN.get(step, ""))


def prepare(database: sqlite3.Connection, file: Path, *, alone: bool = False) -> str:
    """Lay out a new file, and give the name of the journal; `alone` shuts all other connections out.

    Raises JournalError for another layout, DamagedError for a damaged one.
    """
    if alone:
        # Before the log is touched: then SQLite keeps its index to itself, and makes no memory that others share.
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version != 0 and not _OLDEST <= version <= FORMAT:
        raise JournalError(f"{file}: has format {version}, this version of jupyter_eventlog reads {FORMAT}")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    # A full disk is usable again once as much is free as the log holds: a mebibyte, not four.
    database.execute("PRAGMA wal_autocheckpoint = 256")
    database.execute("PRAGMA secure_delete = ON")
    if version != FORMAT:
        _lay_out(database, version)
    if _tables(database) != _expected_tables():
        raise DamagedError("its tables are not as they were made")
    (source,) = database.execute("SELECT source FROM journal").fetchone()
    return str(source)


def run_of(place: int) -> int:
    """A place before which the run that holds an event cannot begin."""
    return place - MAX_RUN


def _tables(database: sqlite3.Connection) -> list[tuple[bytes, ...]]:
    # As bytes: what is damaged may be no text any more.
    columns = ", ".join(f"CAST({name} AS BLOB)" for name in ("type", "name", "sql"))
    query = f"SELECT {columns} FROM main.sqlite_schema WHERE sql IS NOT NULL ORDER BY 2"  # noqa: S608  no input
    return database.execute(query).fetchall()


@cache
def _expected_tables() -> list[tuple[bytes, ...]]:
    """A damaged description is SQL too: no column of the name, no index, and no end of failing."""
    with closing(sqlite3.connect(":memory:")) as database:
        _lay_out(database, 0)
        return _tables(database)


def _lay_out(database: sqlite3.Connection, version: int) -> None:
    """Make a new file's tables and give it its name, or bring an old one to this format: all or nothing."""
    with database:
        database.execute("BEGIN")
        if version == 0:
            _run(database, _TABLES)
            database.execute("INSERT INTO journal VALUES (?, 1, 0)", (f"urn:uuid:{uuid.uuid4()}",))
        for step in range(version or _OLDEST, FORMAT):
            _run(database, _STEPS[step])
        database.execute(f"PRAGMA user_version = {FORMAT}")


def _run(database: sqlite3.Connection, statements: str) -> None:
    """Like `executescript`, which would commit."""
    for statement in statements.split(";"):
        database.execute(statement)

"""What each sink has, and what it gets next: one cursor a sink, moved when a batch was delivered."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable

import orjson

from .layout import run_of
from .types import Stored

_AFTER = "place > ? AND place + count - 1 > ?"
"""Runs that hold an event after a place."""


def read(
    database: sqlite3.Connection, sink: str, limit: int, withdrawn: Container[tuple[bytes, str]] = ()
) -> tuple[list[Stored], int, list[int]]:
    """At most `limit` events for a sink, the place up to which it will then have everything, and the places of
    events before it that cannot be read.

    What is `withdrawn` (the code of a person, a type) is passed over.
    """
    start = reached = cursor(database, sink)
    columns = "place, count, type, subject, sinks, head, events"
    query = f"SELECT {columns} FROM runs WHERE {_AFTER} ORDER BY place"  # noqa: S608  no input
    stored: list[Stored] = []
    broken: list[int] = []
    for place, count, name, subject, names, head, events in database.execute(query, (run_of(start), start)):
        if sink in orjson.loads(names) and (subject, name) not in withdrawn:
            try:
                stored += _unread(place, head, events, start)
            except ValueError:
                broken += range(max(place, start + 1), place + count)
        reached = place + count - 1
        if len(stored) >= limit:
            return stored[:limit], stored[:limit][-1].place if len(stored) > limit else reached, broken
    return stored, reached, broken


def _unread(place: int, head: str, events: str, start: int) -> list[Stored]:
    """The events of a run that come after a place. Raises ValueError for what is no JSON."""
    shared, first = orjson.loads(head), max(start + 1 - place, 0)
    found = enumerate(orjson.loads(events)[first:], place + first)
    return [Stored(at, shared | event) for at, event in found]


def pending(database: sqlite3.Connection, sink: str) -> int:
    """How many events still wait for a sink."""
    start = cursor(database, sink)
    query = f"SELECT sinks, sum(min(count, place + count - 1 - ?)) FROM runs WHERE {_AFTER} GROUP BY sinks"  # noqa: S608
    rows = database.execute(query, (start, run_of(start), start))
    return sum(int(number) for names, number in rows if sink in orjson.loads(names))


def oldest(database: sqlite3.Connection, sink: str) -> float | None:
    """When the first event that a sink has not passed yet was received, in seconds since the epoch."""
    start = cursor(database, sink)
    query = f"SELECT received FROM runs WHERE {_AFTER} ORDER BY place LIMIT 1"  # noqa: S608  no input
    row = database.execute(query, (run_of(start), start)).fetchone()
    return None if row is None else float(row[0])


def welcome(database: sqlite3.Connection, sinks: Iterable[str]) -> None:
    """Give each sink that this file does not know a cursor at its end."""
    (following,) = database.execute("SELECT next FROM journal").fetchone()
    with database:
        rows = [(sink, following - 1) for sink in sinks]
        database.executemany("INSERT OR IGNORE INTO cursors VALUES (?, ?)", rows)


def cursor(database: sqlite3.Connection, sink: str) -> int:
    """The place up to which a sink has everything."""
    row = database.execute("SELECT place FROM cursors WHERE sink = ?", (sink,)).fetchone()
    return int(row[0]) if row else 0

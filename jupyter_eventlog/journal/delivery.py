"""What each sink has, and what it gets next: one cursor a sink, moved when a batch was delivered."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

import orjson

from .layout import run_of
from .types import Stored

_AFTER = "place > ? AND place + count - 1 > ?"
"""Runs that hold an event after a place."""


def read(database: sqlite3.Connection, sink: str, limit: int) -> tuple[list[Stored], int]:
    """At most `limit` events for a sink, and the place up to which it will then have everything."""
    start = cursor(database, sink)
    query = f"SELECT place, count, sinks, head, events FROM runs WHERE {_AFTER} ORDER BY place"  # noqa: S608  no input
    stored: list[Stored] = []
    reached = start
    for place, count, names, head, events in database.execute(query, (run_of(start), start)):
        if sink not in orjson.loads(names):
            reached = place + count - 1
            continue
        shared, first = orjson.loads(head), max(start + 1 - place, 0)
        for index, event in enumerate(orjson.loads(events)[first:], first):
            if len(stored) == limit:
                return stored, reached
            stored.append(Stored(place + index, shared | event))
            reached = place + index
        if len(stored) == limit:
            break
    return stored, reached


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

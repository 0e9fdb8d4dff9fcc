"""What each sink has, and what it gets next: one cursor a sink, moved when a batch was delivered."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Sequence

import orjson

from .layout import run_of
from .types import MAX_RUN, PLACE_BITS, Stored

DAMAGED, WITHDRAWN, RELEASED = "damaged", "withdrawn", "released"
"""Why a sink never gets an event that was for it, beside the reasons that sinks give."""

_AFTER = "place > ? AND place + count - 1 > ?"
"""Runs that hold an event after a place."""


def read(
    database: sqlite3.Connection, sink: str, limit: int, withdrawn: Container[tuple[bytes, str]] = ()
) -> tuple[list[Stored], int, list[tuple[int, str]]]:
    """At most `limit` events for a sink, the place up to which it will then have everything, and the places of
    events before it that it will never get, each with why: what is `withdrawn` (code of a person, type), or DAMAGED.
    """
    start = reached = cursor(database, sink)
    if limit < 1:
        return [], start, []
    (following,) = database.execute("SELECT next FROM journal").fetchone()
    # A damaged number must not lead past what has been stored: what comes there later would be passed over.
    columns = f"place, CAST(count AS INTEGER), subject, {_texts('type', 'sinks', 'head', 'events')}"
    query = f"SELECT {columns} FROM runs WHERE {_AFTER} AND place < ? ORDER BY place"  # noqa: S608  no input
    stored: list[Stored] = []
    never: list[tuple[int, str]] = []
    for place, count, subject, name, names, head, events in database.execute(query, (run_of(start), start, following)):
        last = min(place + min(count, MAX_RUN), following) - 1
        if _is_for(sink, names):
            is_over = (subject, name.decode(errors="replace")) in withdrawn
            found = [] if is_over else _unread(place, head, events, start)
            stored += found or ()
            if not found:
                why = DAMAGED if found is None else WITHDRAWN
                never += ((at, why) for at in range(max(place, start + 1), last + 1))
        reached = last
        if len(stored) >= limit:
            return stored[:limit], stored[:limit][-1].place if len(stored) > limit else reached, never
    return stored, reached, never


def read_again(
    database: sqlite3.Connection, sink: str, limit: int, withdrawn: Container[tuple[bytes, str]] = ()
) -> tuple[list[Stored], list[tuple[int, str]]]:
    """At most `limit` events that a sink refused and is to be offered again, and the places of those that it will never
    get, each with why."""
    query = (
        f"SELECT again.place, runs.place, subject, {_texts('type', 'head', 'events')} FROM again JOIN runs "  # noqa: S608
        "ON runs.place BETWEEN again.place - ? AND again.place AND again.place < runs.place + runs.count "
        "WHERE sink = ? ORDER BY again.place"
    )
    stored: list[Stored] = []
    never: list[tuple[int, str]] = []
    for at, place, subject, name, head, events in database.execute(query, (MAX_RUN, sink)):
        is_over = (subject, name.decode(errors="replace")) in withdrawn
        found = [] if is_over else _unread(place, head, events, at - 1)
        stored += found[:1] if found else ()
        if not found:
            never.append((at, DAMAGED if found is None else WITHDRAWN))
        if len(stored) >= limit:
            break
    return stored, never


def _texts(*names: str) -> str:
    """Columns as bytes: what is no UTF-8 any more costs its run, not the sink."""
    return ", ".join(f"CAST({name} AS BLOB)" for name in names)


def _is_for(sink: str, names: bytes) -> bool:
    """Whether a run is for a sink; where nobody can tell any more it is for all, as one that cannot be read."""
    try:
        return sink in orjson.loads(names)
    except (ValueError, TypeError):
        return True


def _unread(place: int, head: bytes, events: bytes, start: int) -> list[Stored] | None:
    """The events of a run that come after a place; None for what is not as it was written."""
    try:
        shared, every = orjson.loads(head), orjson.loads(events)
        first = max(start + 1 - place, 0)
        return [Stored(at, shared | event) for at, event in enumerate(every[first:], place + first)]
    except (ValueError, TypeError):
        return None


def sink_names(sinks: str | bytes) -> list[str]:
    """The sinks of a run; none where that is damaged, so that nobody can tell any more."""
    try:
        found = orjson.loads(sinks)
    except (ValueError, TypeError):
        return []
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def give_up(database: sqlite3.Connection, sink: str, never: Sequence[tuple[int, str]]) -> None:
    """Note the places of events that a sink will never get, each with why."""
    with database:
        rows = [(sink, at, why) for at, why in never]
        database.executemany("INSERT OR REPLACE INTO dead VALUES (?, ?, ?)", rows)
        database.executemany("DELETE FROM again WHERE sink = ? AND place = ?", [row[:2] for row in rows])


def pending(database: sqlite3.Connection, sink: str) -> int:
    """How many events still wait for a sink."""
    start = cursor(database, sink)
    counted = "CAST(sinks AS BLOB), sum(min(count, place + count - 1 - ?))"
    query = f"SELECT {counted} FROM runs WHERE {_AFTER} GROUP BY sinks"  # noqa: S608  no input
    rows = database.execute(query, (start, run_of(start), start))
    (again,) = database.execute("SELECT count(*) FROM again WHERE sink = ?", (sink,)).fetchone()
    return sum(int(number) for names, number in rows if _is_for(sink, names)) + int(again)


def oldest(database: sqlite3.Connection, sink: str) -> float | None:
    """When the first event that a sink has not passed yet was received, in seconds since the epoch."""
    start = cursor(database, sink)
    query = f"SELECT received FROM runs WHERE {_AFTER} ORDER BY place LIMIT 1"  # noqa: S608  no input
    row = database.execute(query, (run_of(start), start)).fetchone()
    return None if row is None else float(row[0])


def welcome(database: sqlite3.Connection, sinks: Iterable[str]) -> None:
    """Give each sink that this file does not know a cursor at its end.

    One that stands where nothing has been stored yet is damaged: all comes again, lest what follows be passed over.
    """
    (following,) = database.execute("SELECT next FROM journal").fetchone()
    # One beyond half of all places is not true, nor could anything follow it.
    query = "SELECT coalesce(max(place), 0) FROM runs WHERE place < ?"
    (highest,) = database.execute(query, (1 << PLACE_BITS - 1,)).fetchone()
    with database:
        if highest >= following:
            # Damaged as well: what comes next must not be put before what sinks have.
            following = highest + MAX_RUN
            database.execute("UPDATE journal SET next = ?", (following,))
        database.execute("UPDATE cursors SET place = 0 WHERE place NOT BETWEEN 0 AND ?", (following - 1,))
        rows = [(sink, following - 1) for sink in sinks]
        database.executemany("INSERT OR IGNORE INTO cursors VALUES (?, ?)", rows)


def cursor(database: sqlite3.Connection, sink: str) -> int:
    """The place up to which a sink has everything, or will never get it: one that was released while it is served goes
    on with what came after."""
    query = (
        "SELECT max(coalesce((SELECT place FROM cursors WHERE sink = ?1), 0), "
        "coalesce((SELECT max(last) FROM released WHERE sink = ?1), 0))"
    )
    return int(database.execute(query, (sink,)).fetchone()[0])


def move(database: sqlite3.Connection, sink: str, place: int, dead: Sequence[tuple[int, str]]) -> None:
    """Move a sink's cursor on, and set aside what it refused, in the transaction that is open."""
    # Of what was erased meanwhile nothing is noted: what the sink says may speak of its content.
    there = "SELECT 1 FROM runs WHERE place BETWEEN ?2 - ?4 AND ?2 AND ?2 < place + count"
    letters = [(sink, at, why, MAX_RUN) for at, why in dead]
    database.executemany(f"INSERT OR REPLACE INTO dead SELECT ?1, ?2, ?3 WHERE EXISTS ({there})", letters)
    reached = max(place, cursor(database, sink))
    database.execute("INSERT OR REPLACE INTO cursors VALUES (?, ?)", (sink, reached))

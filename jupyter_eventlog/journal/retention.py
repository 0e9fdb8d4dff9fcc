"""Deletes what has been kept long enough: bytes and all."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

import orjson

from .chain import add_link, digests
from .counts import count_removed


def expire(database: sqlite3.Connection, cutoffs: Mapping[str, float], now: float) -> int:
    """Delete runs whose time is over, once the sinks that they are for have them; return how many events went.

    A sink that is gone holds them too, until what waits for it is released.

    A run goes at the end that it came with, or earlier where it was received before its type's cutoff of today.
    """
    cursors = dict(database.execute("SELECT sink, place FROM cursors"))
    gone = 0
    with database:
        for condition, values in _over(database, cutoffs, now):
            names, *_ = values
            wanted = [cursors[sink] for sink in orjson.loads(str(names)) if sink in cursors]
            delivered = min(wanted, default=2**62)
            gone += remove(database, f"{condition} AND place + count - 1 <= ?", [*values, delivered], "expired", now)
    if gone:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return gone


def remove(database: sqlite3.Connection, condition: str, values: Sequence[object], why: str, now: float) -> int:
    """Delete the runs that a condition selects, and link that they went; return how many events they had."""
    changes = [(place, digest, None) for place, digest in digests(database, condition, values)]
    if not changes:
        return 0
    count_removed(database, condition, list(values), why)
    query = f"SELECT coalesce(sum(count), 0) FROM runs WHERE {condition}"  # noqa: S608  conditions are ours
    (events,) = database.execute(query, values).fetchone()
    chosen = f"SELECT 1 FROM runs WHERE {condition} AND dead.place BETWEEN runs.place AND runs.place + count - 1"  # noqa: S608
    chosen_again = chosen.replace("dead.", "again.")
    database.execute(f"DELETE FROM again WHERE EXISTS ({chosen_again})", values)  # noqa: S608
    # What a sink said of an event that it refused may speak of its content.
    database.execute(f"DELETE FROM dead WHERE EXISTS ({chosen})", values)  # noqa: S608
    database.execute(f"DELETE FROM runs WHERE {condition}", values)  # noqa: S608
    add_link(database, now, why, changes)
    # With the rows, so that whoever is killed before their old copies are gone leaves word of them.
    database.execute("UPDATE journal SET lingering = 1")
    return int(events)


def _over(database: sqlite3.Connection, cutoffs: Mapping[str, float], now: float) -> list[tuple[str, list[object]]]:
    """For each set of sinks, the conditions of what is over."""
    kinds = [row[0] for row in database.execute("SELECT DISTINCT sinks FROM runs WHERE expires < ?", (now,))]
    found: list[tuple[str, list[object]]] = [("sinks = ? AND expires < ?", [names, now]) for names in kinds]
    for name, cutoff in cutoffs.items():
        query = "SELECT DISTINCT sinks FROM runs WHERE type = ? AND received < ?"
        for (names,) in database.execute(query, (name, cutoff)):
            found.append(("sinks = ? AND type = ? AND received < ?", [names, name, cutoff]))
    return found

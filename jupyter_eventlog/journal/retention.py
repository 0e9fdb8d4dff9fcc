"""Deletes what has been kept long enough: bytes and all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from .chain import add_link, digests
from .counts import count_removed
from .delivery import sink_names

_SINKS = "CAST(sinks AS BLOB)"
"""As bytes: what is no UTF-8 any more can be told apart too, and deleted."""


def expire(database: sqlite3.Connection, cutoffs: Mapping[str, float], now: float) -> int:
    """Delete runs whose time is over, once the sinks that they are for have them; return how many events went.

    A sink that is gone holds them too, until what waits for it is released.

    A run goes at the end that it came with, or earlier where it was received before its type's cutoff of today.
    """
    cursors = dict(database.execute("SELECT sink, place FROM cursors"))
    gone = 0
    with any_text(database), database:
        for condition, values in _over(database, cutoffs, now):
            names, *_ = values
            wanted = [cursors[sink] for sink in sink_names(names) if sink in cursors]
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


@contextmanager
def any_text(database: sqlite3.Connection) -> Iterator[None]:
    """Let a run go whose text is damaged: what is deleted need not be readable."""
    before = database.text_factory
    database.text_factory = lambda text: text.decode(errors="replace")
    try:
        yield
    finally:
        database.text_factory = before


def _over(database: sqlite3.Connection, cutoffs: Mapping[str, float], now: float) -> list[tuple[str, list[Any]]]:
    """For each set of sinks, the conditions of what is over."""
    query = f"SELECT DISTINCT {_SINKS} FROM runs WHERE expires < ?"  # noqa: S608  no input
    kinds = [row[0] for row in database.execute(query, (now,))]
    found: list[tuple[str, list[Any]]] = [(f"{_SINKS} = ? AND expires < ?", [names, now]) for names in kinds]
    for name, cutoff in cutoffs.items():
        query = f"SELECT DISTINCT {_SINKS} FROM runs WHERE type = ? AND received < ?"  # noqa: S608
        for (names,) in database.execute(query, (name, cutoff)):
            found.append((f"{_SINKS} = ? AND type = ? AND received < ?", [names, name, cutoff]))
    return found

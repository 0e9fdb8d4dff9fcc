"""Deletes what has been kept long enough: bytes and all."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence


def expire(database: sqlite3.Connection, sinks: Sequence[str], cutoffs: Mapping[str, float]) -> int:
    """Delete events received before their type's cutoff that every sink has; return how many.

    `secure_delete` overwrites them in the file, and the log that still held them is emptied.
    """
    delivered = _delivered(database, sinks)
    with database:
        gone = sum(
            database.execute(
                "DELETE FROM events WHERE type = ? AND received < ? AND place <= ?", (name, cutoff, delivered)
            ).rowcount
            for name, cutoff in cutoffs.items()
        )
    if gone:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return gone


def _delivered(database: sqlite3.Connection, sinks: Sequence[str]) -> int:
    """The place up to which every configured sink has everything."""
    (last,) = database.execute("SELECT coalesce(max(place), 0) FROM events").fetchone()
    places = dict(database.execute("SELECT sink, place FROM cursors"))
    return min((places.get(sink, 0) for sink in sinks), default=int(last))

"""What became of events, by UTC day, schema and verdict: what an analyst needs to know how complete the records are.

Nothing of a person is here but numbers that many things make up, and nothing at all of who refused.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

DAY = 86400.0

KEPT = 400
"""For how many days counts are kept: a year, and the days until somebody looks."""

ANY = "(any schema)"
"""Stands for what is known of a sender's numbers, which run over all schemas that it sends."""

MISSING = "missing"
"""The verdict on numbers that never came and are not waited for any more."""

Counts = Mapping[tuple[int, str, str], int]
"""Numbers by day (since the epoch, UTC), schema and verdict."""


def add_counts(database: sqlite3.Connection, counts: Counts) -> None:
    """Add to what is counted, in the transaction that is open."""
    database.executemany(
        "INSERT INTO counts VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET number = number + excluded.number",
        [(*key, number) for key, number in counts.items() if number],
    )


def count_removed(database: sqlite3.Connection, condition: str, values: list[object], why: str) -> None:
    """Count the events of the runs that a condition selects, by the day on which they came, before they go."""
    query = f"SELECT cast(received / 86400 AS INTEGER), type, sum(count) FROM runs WHERE {condition} GROUP BY 1, 2"  # noqa: S608
    add_counts(database, {(day, name, why): number for day, name, number in database.execute(query, values)})


def forget_counts(database: sqlite3.Connection, day: int) -> None:
    """Forget what was counted too long before a day."""
    database.execute("DELETE FROM counts WHERE day < ?", (day - KEPT,))

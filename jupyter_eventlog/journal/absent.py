"""Sinks that are not in the configuration any more: what waits for them is kept for a while, and then released."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from ..times import seconds_text
from .counts import DAY
from .delivery import DAMAGED, RELEASED, WITHDRAWN, cursor, pending

DAYS = 7
"""For how long what waits for a sink that is gone is kept: until a mistake in a configuration is found."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A sink that is gone: how many events wait for it, or did, and when they are or were released."""

    name: str
    waiting: int
    ends: float
    is_released: bool

    def __str__(self) -> str:
        day = seconds_text(self.ends)[:10]
        if self.is_released:
            return f"sink {self.name}: it is not configured any more, and {self.waiting} events will never reach it"
        return (
            f"sink {self.name}: it is not configured any more; {self.waiting} events wait for it until {day}, and will "
            f"never reach it then. Configure it again, or `jupyter eventlog sinks forget {self.name}`"
        )


def note_absent(database: sqlite3.Connection, configured: Collection[str], now: float) -> list[Absent]:
    """Note which sinks are gone and which are back, and release those that were gone too long.

    Only those for which anything waits, or did, are told of.
    """
    with database:
        database.executemany("DELETE FROM gone WHERE sink = ?", [(sink,) for sink in configured])
        known = [sink for (sink,) in database.execute("SELECT sink FROM cursors ORDER BY sink")]
        missing = [sink for sink in known if sink not in configured]
        database.executemany("INSERT OR IGNORE INTO gone VALUES (?, ?)", [(sink, now) for sink in missing])
        found = [_judged(database, sink, now) for sink in missing]
    return [one for one in found if one.waiting]


def _judged(database: sqlite3.Connection, sink: str, now: float) -> Absent:
    (since,) = database.execute("SELECT since FROM gone WHERE sink = ?", (sink,)).fetchone()
    ends = since + DAYS * DAY
    waiting = pending(database, sink)
    if now >= ends:
        release(database, sink)
    return Absent(sink, waiting, ends, now >= ends)


def release(database: sqlite3.Connection, sink: str) -> int:
    """Let what waits for a sink wait no more, in the transaction that is open; how many events that are.

    If it comes back, it starts with the events that come after that.
    """
    number = pending(database, sink)
    (following,) = database.execute("SELECT next FROM journal").fetchone()
    reached = cursor(database, sink)
    if reached < following - 1:
        database.execute("INSERT INTO released VALUES (?, ?, ?)", (sink, reached + 1, following - 1))
    database.execute("INSERT OR REPLACE INTO dead SELECT sink, place, ? FROM again WHERE sink = ?", (RELEASED, sink))
    for table in ("again", "cursors", "gone"):
        database.execute(f"DELETE FROM {table} WHERE sink = ?", (sink,))  # noqa: S608  no input
    return number


def ends(database: sqlite3.Connection) -> dict[str, float]:
    """When what waits for each sink that is gone will be released, in seconds since the epoch."""
    return {sink: since + DAYS * DAY for sink, since in database.execute("SELECT sink, since FROM gone")}


def retry(database: sqlite3.Connection, sink: str, reason: str | None = None) -> int:
    """Have a sink offered again what it refused, all or for one reason, in the transaction that is open; how much.

    What was withdrawn, released or is damaged stays as it is.
    """
    chosen = "sink = ? AND reason NOT IN (?, ?, ?) AND reason = coalesce(?, reason)"
    values = (sink, WITHDRAWN, RELEASED, DAMAGED, reason)
    database.execute(f"INSERT OR IGNORE INTO again SELECT sink, place FROM dead WHERE {chosen}", values)  # noqa: S608
    return database.execute(f"DELETE FROM dead WHERE {chosen}", values).rowcount  # noqa: S608  no input

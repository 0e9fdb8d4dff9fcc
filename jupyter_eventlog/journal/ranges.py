"""Which numbers of a session have arrived, as ranges: a session in order costs one row, however long it is."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from .counts import ANY, MISSING, add_counts

MAX_RANGES = 64
"""More gaps than this in one session are closed from the oldest on: what comes that late counts as a repeat."""

DAYS = 21
"""For how many days after it was last heard of a session is remembered: no client holds an event for longer."""


def add_numbers(database: sqlite3.Connection, session: bytes, first: int, last: int, day: int) -> set[int]:
    """Note that a session's numbers from `first` to `last` came on a day; those that were there already."""
    touching = database.execute(
        "SELECT first, last, seen FROM ranges WHERE number = ? AND first <= ? AND last >= ?",
        (session, last + 1, first - 1),
    ).fetchall()
    known = {
        number for start, end, _ in touching for number in range(max(start, first), min(end, last) + 1)
    }  # never more than a request holds
    # A clock that was set back must not make a session look older than it is.
    day = max([day, *(one[2] for one in touching)])
    low, high = min([first, *(one[0] for one in touching)]), max([last, *(one[1] for one in touching)])
    if touching == [(low, high, day)]:
        return known
    for start, _, _ in touching:
        if start != low:
            database.execute("DELETE FROM ranges WHERE number = ? AND first = ?", (session, start))
    database.execute("INSERT OR REPLACE INTO ranges VALUES (?, ?, ?, ?)", (session, low, high, day))
    if not touching and first > 1:
        _merge_oldest(database, session, day)
    return known


def forget(database: sqlite3.Connection, day: int) -> None:
    """Forget the sessions and the ids that were last heard of too long before a day, and count what never came."""
    over = "SELECT number FROM ranges GROUP BY number HAVING max(seen) < ?"
    query = f"SELECT number, first, last, seen FROM ranges WHERE number IN ({over})"  # noqa: S608  no input
    never = gaps(database.execute(query, (day - DAYS,)).fetchall())
    add_counts(database, {(heard, ANY, MISSING): number for heard, number in never.items()})
    database.execute(f"DELETE FROM ranges WHERE number IN ({over})", (day - DAYS,))  # noqa: S608  no input
    database.execute("DELETE FROM ids WHERE seen < ?", (day - DAYS,))


def gaps(ranges: Iterable[tuple[bytes, int, int, int]]) -> Counter[int]:
    """How many numbers are missing in sessions, by the day on which each was last heard of.

    After the last number that came, nobody knows of any. A session may be in several files: what came to any came.
    """
    found: Counter[int] = Counter()
    for _, rows in groupby(sorted(ranges), key=itemgetter(0)):
        reached = missing = heard = 0
        for _, first, last, seen in rows:
            missing += max(first - reached - 1, 0)
            reached, heard = max(reached, last), max(heard, seen)
        found[heard] += missing
    return +found


def _merge_oldest(database: sqlite3.Connection, session: bytes, day: int) -> None:
    (ranges,) = database.execute("SELECT count(*) FROM ranges WHERE number = ?", (session,)).fetchone()
    if ranges > MAX_RANGES:
        query = "SELECT first, last FROM ranges WHERE number = ? ORDER BY first LIMIT 2"
        (first, end), (second, last) = database.execute(query, (session,)).fetchall()
        add_counts(database, {(day, ANY, MISSING): second - end - 1})
        database.execute("DELETE FROM ranges WHERE number = ? AND first = ?", (session, second))
        database.execute("UPDATE ranges SET last = ? WHERE number = ? AND first = ?", (last, session, first))

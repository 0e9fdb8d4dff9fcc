"""Which numbers of a session have arrived, as ranges: a session in order costs one row, however long it is."""

from __future__ import annotations

import sqlite3

MAX_RANGES = 64
"""More gaps than this in one session are closed from the oldest on: what comes that late counts as a repeat."""


def add_number(database: sqlite3.Connection, session: bytes, number: int) -> bool:
    """Note a number of a session; False where it was there already."""
    below = database.execute(
        "SELECT first, last FROM ranges WHERE number = ? AND first <= ? ORDER BY first DESC LIMIT 1",
        (session, number),
    ).fetchone()
    if below and number <= below[1]:
        return False
    above = database.execute(
        "SELECT first, last FROM ranges WHERE number = ? AND first = ?", (session, number + 1)
    ).fetchone()
    first = below[0] if below and below[1] == number - 1 else number
    last = above[1] if above else number
    if above:
        database.execute("DELETE FROM ranges WHERE number = ? AND first = ?", (session, above[0]))
    database.execute("INSERT OR REPLACE INTO ranges VALUES (?, ?, ?)", (session, first, last))
    if first == last:
        _merge_oldest(database, session)
    return True


def _merge_oldest(database: sqlite3.Connection, session: bytes) -> None:
    oldest = database.execute(
        "SELECT first, last FROM ranges WHERE number = ? ORDER BY first LIMIT 2 OFFSET 0", (session,)
    ).fetchall()
    (ranges,) = database.execute("SELECT count(*) FROM ranges WHERE number = ?", (session,)).fetchone()
    if ranges > MAX_RANGES:
        (first, _), (second, last) = oldest
        database.execute("DELETE FROM ranges WHERE number = ? AND first = ?", (session, second))
        database.execute("UPDATE ranges SET last = ? WHERE number = ? AND first = ?", (last, session, first))

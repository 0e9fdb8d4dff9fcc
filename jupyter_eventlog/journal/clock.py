"""What time it is for deleting: a clock that jumps must not delete what has time left.

A second witness, which nobody sets, counts the seconds since the machine started, sleep included. Where the clock runs
ahead of what the two last agreed on, the earlier time counts until the jump has stood for a day. A machine that was
started in between has no witness: there the clock is believed.
"""

from __future__ import annotations

import sqlite3
import time
import uuid
from collections.abc import Callable
from functools import cache
from pathlib import Path

SLACK = 60.0
"""Seconds by which a clock may be adjusted without counting as a jump; it is followed, so that small steps add up."""

PROOF = 86400.0
"""Seconds for which a jump must stand before it is believed."""

Witness = Callable[[], tuple[str, float]]
"""Gives a name for this start of the machine, and the seconds since some moment that is fixed for it."""


def this_start() -> tuple[str, float]:
    """The witness of this machine."""
    # Only Linux tells its starts apart, and counts sleep under this name.
    elapsed = time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()
    return _start(), elapsed


def trusted(database: sqlite3.Connection, now: float, witness: Witness) -> float:
    """The time before which things may be deleted, given the clock's; what is found out is kept in the file."""
    start, elapsed = witness()
    offset = now - elapsed
    row = database.execute("SELECT start, agreed, other, since FROM clock").fetchone()
    if row is None or row[0] != start:
        _keep(database, start, offset)
        return now
    _, agreed, other, since = row
    if abs(offset - agreed) <= SLACK:
        if other is not None or abs(offset - agreed) > SLACK / 4:
            _keep(database, start, offset)
        return now
    if other is None or abs(offset - other) > SLACK:
        _keep(database, start, agreed, offset, elapsed)
    elif elapsed - since >= PROOF:
        _keep(database, start, offset)
        return now
    return min(now, float(agreed) + elapsed)


def _keep(
    database: sqlite3.Connection, start: str, agreed: float, other: float | None = None, since: float | None = None
) -> None:
    with database:
        database.execute("DELETE FROM clock")
        database.execute("INSERT INTO clock VALUES (?, ?, ?, ?)", (start, agreed, other, since))


@cache
def _start() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        # Then nothing is known of the clock before this process.
        return str(uuid.uuid4())

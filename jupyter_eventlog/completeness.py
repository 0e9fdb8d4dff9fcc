"""How complete the records of a journal folder are: what came, what of it was kept, and what is known to be missing."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from .counters import REPORTED, UNLISTED
from .journal.counts import ANY, DAY
from .journal.damage import damaged_files
from .journal.delivery import sink_names
from .journal.files import journal_files
from .journal.listing import is_empty
from .journal.ranges import DAYS, gaps
from .journal.reading import reading
from .journal.states import States
from .journal.types import JournalError

AWAITED = "awaited"
"""Stands for numbers that are missing in sessions from which a repeat may yet come."""

LIMITS = (
    "What a page, a kernel or a program never tried to send, or lost with its machine, nobody knows of: behind the "
    "last number of a session that came, more may be missing.",
    "Numbers run over all schemas of a sender, so nobody can say of which schema a missing one was. It may be one that "
    "its sender reported lost, one of a session that was split over two servers, or one that was refused just before "
    "the server ended.",
    f"Sessions that were heard of in the last {DAYS} days may yet fill their gaps: those numbers are awaited.",
    "What people did not agree to is counted nowhere.",
    "Counts are saved with the next commit, or within a minute: what a killed server counted last may be missing. What "
    "was counted while no journal file was open is not here at all; nor is what a client reports again after a "
    "restart told from what it reported first.",
    "What each sink has is known only of records that are still here.",
)
"""What these numbers cannot say."""

_OURS = (ANY, REPORTED, UNLISTED)


@dataclass
class Line:
    """One schema on one day (by when its events were received): counts by verdict, records still here, and by sink how
    many of those it has, waits for, refused or will never get."""

    day: str
    schema_id: str
    counts: Counter[str] = field(default_factory=Counter)
    here: int = 0
    sinks: dict[str, Counter[str]] = field(default_factory=dict)

    def view(self) -> dict[str, Any]:
        """As JSON has it."""
        sinks = {name: dict(sorted(states.items())) for name, states in sorted(self.sinks.items())}
        counts = dict(sorted(self.counts.items()))
        return {"day": self.day, "schema_id": self.schema_id, "counts": counts, "here": self.here, "sinks": sinks}


@dataclass
class Completeness:
    """Lines by day and schema, and the names of files that nobody can read."""

    lines: list[Line]
    unreadable: list[str]

    def view(self) -> dict[str, Any]:
        """As JSON has it."""
        lines = [one.view() for one in self.lines]
        return {"lines": lines, "unreadable": self.unreadable, "limits": list(LIMITS)}


def completeness(folder: Path, *, schema_id: str | None = None, since: str = "") -> Completeness:
    """What all files of a folder know, of one schema or all, from a day (`YYYY-MM-DD`) on."""
    found: dict[tuple[int, str], Line] = {}
    ranges: list[tuple[bytes, int, int, int]] = []
    unreadable = [file.name for file in damaged_files(folder)]
    for file in journal_files(folder):
        try:
            with reading(file) as database:
                if not is_empty(database):
                    _read(database, found, ranges)
        except JournalError:
            unreadable.append(file.name)
    for day, number in gaps(ranges).items():
        _line(found, day, ANY).counts[AWAITED] += number
    wanted = None if schema_id is None else {schema_id, *_OURS}
    lines = [one for _, one in sorted(found.items()) if one.day >= since and (not wanted or one.schema_id in wanted)]
    return Completeness(lines, sorted(unreadable))


def _read(
    database: sqlite3.Connection, found: dict[tuple[int, str], Line], ranges: list[tuple[bytes, int, int, int]]
) -> None:
    # One moment of the file: what is stored meanwhile would be in one number and not in another.
    database.execute("BEGIN")
    for day, name, verdict, number in database.execute("SELECT * FROM counts"):
        _line(found, day, name).counts[verdict] += number
    ranges += database.execute("SELECT number, first, last, seen FROM ranges")
    states = States(database)
    for place, count, name, received, sinks in database.execute("SELECT place, count, type, received, sinks FROM runs"):
        line = _line(found, int(received // DAY), name)
        line.here += count
        for sink in sink_names(sinks):
            line.sinks[sink] = line.sinks.get(sink, Counter()) + states.count(sink, place, count)


def _line(found: dict[tuple[int, str], Line], day: int, name: str) -> Line:
    if (day, name) not in found:
        found[day, name] = Line((datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day)).strftime("%Y-%m-%d"), name)
    return found[day, name]

"""One person's records in one journal file, and what of it cannot be read any more."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from .files import file_number
from .reading import reading
from .selection import Position, Selection
from .states import States

Read = Callable[[Path], AbstractContextManager[sqlite3.Connection]]
"""Opens a file of a folder for reading. Raises JournalError."""


@dataclass(frozen=True, slots=True)
class Found:
    """One record: where it stands, its kind, its capsule exactly as stored, and how far each sink has come with it."""

    position: Position
    schema_id: str
    capsule: bytes
    delivery: dict[str, str]

    def view(self) -> dict[str, Any]:
        """As the REST interface answers it; the capsule keeps its bytes."""
        return {"capsule": orjson.Fragment(self.capsule), "delivery": self.delivery}


@dataclass
class Gaps:
    """What was passed over, because it could not be read: files by name, and runs with how many events each had."""

    files: set[str] = field(default_factory=set)
    runs: dict[tuple[int, int], int] = field(default_factory=dict)

    def view(self) -> dict[str, Any]:
        """As the REST interface and the archive say it."""
        return {"unreadable": sorted(self.files), "damaged": sum(self.runs.values())}


def newest(
    file: Path, selection: Selection, limit: int, before: Position | None, gaps: Gaps, *, read: Read = reading
) -> list[Found]:
    """At most `limit` records of a file, newest first, older than `before`. Raises JournalError."""
    number = file_number(file)
    found: list[Found] = []
    with read(file) as database:
        if is_empty(database):
            return []
        states = States(database)
        # What is no UTF-8 any more costs its run, not the file.
        database.text_factory = bytes
        for received, place, count, *texts in _runs(database, selection, number, before):
            try:
                run = _parsed(received, place, *texts)
            except ValueError:
                gaps.runs[number, place] = count
                continue
            newest_first = reversed(list(_events(run, number, states)))
            found.extend(one for one in newest_first if before is None or one.position < before)
            if len(found) >= limit:
                break
    return found[:limit]


def summary(file: Path, selection: Selection, read: Read = reading) -> tuple[int, float | None, float | None]:
    """How many records a file has, and when the oldest and the newest were received. Raises JournalError."""
    condition, values = selection.where()
    query = f"SELECT coalesce(sum(count), 0), min(received), max(received) FROM runs WHERE {condition}"  # noqa: S608
    with read(file) as database:
        if is_empty(database):
            return 0, None, None
        count, oldest, newest = database.execute(query, values).fetchone()
    return int(count), oldest, newest


def is_empty(database: sqlite3.Connection) -> bool:
    """Whether a file has no tables: a server may be making it just now, or was killed while it did."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    return not version


def _runs(
    database: sqlite3.Connection, selection: Selection, number: int, before: Position | None
) -> Iterator[tuple[Any, ...]]:
    """The runs that may hold what is looked for, newest first."""
    condition, values = selection.where()
    if before is not None:
        # At one moment files come in the order of their numbers.
        condition += " AND (received, place) < (?, ?)"
        limits = {-1: (before.received, 2**63 - 1), 0: (before.received, before.place), 1: (before.received, -1)}
        values = [*values, *limits[(number > before.file) - (number < before.file)]]
    query = f"SELECT received, place, count, type, sinks, head, events FROM runs WHERE {condition}"  # noqa: S608
    yield from database.execute(f"{query} ORDER BY received DESC, place DESC", values)


class _Run(NamedTuple):
    received: float
    place: int
    schema_id: str
    sinks: list[str]
    head: bytes
    events: list[dict[str, Any]]


def _parsed(received: float, place: int, *texts: bytes) -> _Run:
    """A run of its columns. Raises ValueError for a damaged one."""
    name, sinks, head, events = texts
    names, shared, each = orjson.loads(sinks), orjson.loads(head), orjson.loads(events)
    kinds = ((names, str), (each, dict), ([shared], dict))
    if not all(isinstance(all_, list) and all(isinstance(one, kind) and one for one in all_) for all_, kind in kinds):
        raise ValueError("not the parts of a run")
    return _Run(received, place, name.decode(), names, head, each)


def _events(run: _Run, number: int, states: States) -> Iterator[Found]:
    for place, event in enumerate(run.events, run.place):
        delivery = {one: states.of(one, place) for one in run.sinks}
        capsule = run.head[:-1] + b"," + orjson.dumps(event)[1:]
        yield Found(Position(run.received, number, place), run.schema_id, capsule, {"journal": "stored", **delivery})

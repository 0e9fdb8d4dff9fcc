"""Links every change of a journal's rows to the one before, so that no other change goes unseen.

A link is SHA-256 over the link before it and what happened: which runs, with the digests that they had and have. A
run's digest is salted, and the salt goes with the run: what was erased cannot be confirmed by guessing.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

SALT = 16
"""Bytes of random salt for each run."""

COLUMNS = (
    "place, count, type, received, expires, subject, sinks, disclosure, session, sequence, sanitizes, sanitize, "
    "narrowed, head, events, salt"
)
"""What a run's digest covers, in this order."""

Change = tuple[int, str | None, str | None]
"""A run's place, and its digest before and after: None where it was not, or is not, there."""


def new_salt() -> bytes:
    """A salt for a run."""
    return os.urandom(SALT)


def run_digest(run: Sequence[Any]) -> str:
    """The digest of a run, 32 hex digits, from its columns."""
    *facts, sanitizes, sanitize, narrowed, head, events, salt = run
    # A run that says nothing of it has the digest that it had before there were such columns.
    later = [sanitizes, sanitize, narrowed] if any((sanitizes, sanitize, narrowed)) else []
    said = [one.hex() if isinstance(one, bytes) else one for one in [*facts, *later]]
    # What has no limit comes last, each behind its length.
    text = orjson.dumps([*said, len(head), len(events)])
    return hashlib.sha256(b"".join((salt, text, head.encode(), events.encode()))).hexdigest()[:32]


def add_link(database: sqlite3.Connection, time: float, why: str, changes: Sequence[Change]) -> None:
    """Link a change of some runs, in the transaction that makes it. `time` is in seconds since the epoch."""
    number, before = _last(database)
    rows = orjson.dumps(changes).decode()
    link = _link(before, number + 1, time, why, rows)
    database.execute("INSERT INTO links VALUES (?, ?, ?, ?, ?)", (number + 1, time, why, rows, link))


@dataclass
class Verified:
    """What a check of a chain found: how much there is, and every place where something is not as it was linked."""

    links: int = 0
    runs: int = 0
    events: int = 0
    problems: Sequence[str] = ()


def verify(database: sqlite3.Connection) -> Verified:
    """Hold all that a file holds against its chain."""
    found = Verified()
    known: dict[int, str] = {}
    problems = [*_broken_links(database, known, found), *_broken_runs(database, known, found)]
    found.problems = problems
    return found


def _broken_links(database: sqlite3.Connection, known: dict[int, str], found: Verified) -> Iterator[str]:
    """Follow the chain; `known` is filled with the digest that each run should have."""
    before = b""
    for number, time, why, rows, link in database.execute("SELECT * FROM links ORDER BY number"):
        found.links += 1
        if number != found.links:
            yield f"link {found.links} is missing"
            found.links = number
        if link != _link(before, number, time, why, rows):
            yield f"link {number} does not follow from the one before"
        before = link
        for place, old, new in orjson.loads(rows):
            if known.pop(place, None) != old:
                yield f"link {number}: the run at {place} was not as this link found it"
            if new is not None:
                known[place] = new


def _broken_runs(database: sqlite3.Connection, known: dict[int, str], found: Verified) -> Iterator[str]:
    for run in database.execute(f"SELECT {COLUMNS} FROM runs ORDER BY place"):  # noqa: S608  no input
        found.runs += 1
        found.events += run[1]
        expected = known.pop(run[0], None)
        if expected is None:
            yield f"the run at {run[0]} was put in by somebody else"
        elif expected != digest_now(run):
            yield f"the run at {run[0]} was changed"
    yield from (f"the run at {place} was taken out" for place in sorted(known))


def digest_now(run: Sequence[Any]) -> str | None:
    """The digest of a run as it is; None where a column is not even of its type any more."""
    try:
        return run_digest(run)
    except (AttributeError, TypeError, ValueError):
        return None


def _last(database: sqlite3.Connection) -> tuple[int, bytes]:
    row = database.execute("SELECT number, link FROM links ORDER BY number DESC LIMIT 1").fetchone()
    return row or (0, b"")


def _link(before: bytes, number: int, time: float, why: str, rows: str) -> bytes:
    return hashlib.sha256(before + orjson.dumps([number, time, why]) + rows.encode()).digest()


def changed_since(database: sqlite3.Connection, type_: str) -> bool:
    """Whether the newest link is about anything but one event of a type; that something expired does not count."""
    newest = "SELECT rows FROM links WHERE why != 'expired' ORDER BY number DESC LIMIT 1"
    row = database.execute(newest).fetchone()
    changes = orjson.loads(row[0]) if row else []
    if len(changes) != 1:
        return bool(changes)
    row = database.execute("SELECT type FROM runs WHERE place = ?", (changes[0][0],)).fetchone()
    return row is None or row[0] != type_


def digests(database: sqlite3.Connection, condition: str, values: Iterable[object]) -> list[tuple[int, str | None]]:
    """Place and digest of the runs that a condition selects; None for a run that has none any more."""
    query = f"SELECT {COLUMNS} FROM runs WHERE {condition}"  # noqa: S608  conditions are ours
    return [(run[0], digest_now(run)) for run in database.execute(query, list(values))]

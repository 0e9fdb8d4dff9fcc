"""Reads journal files without disturbing the servers that hold them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import orjson

from ..journal.absent import ends
from ..journal.delivery import pending
from ..journal.files import journal_files
from ..journal.layout import run_of
from ..journal.reading import HeldAloneError
from ..journal.reading import reading as _reading
from ..journal.types import JournalError
from ..times import seconds_text


class CommandError(Exception):
    """What went wrong, in a sentence for the person at the terminal."""


class HeldError(CommandError):
    """A file that nobody can read but the server that holds it."""


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    """A journal file, read only. Raises CommandError for one that cannot be read."""
    try:
        with _reading(file) as database:
            yield database
    except HeldAloneError as error:
        raise HeldError(str(error)) from error
    except JournalError as error:
        raise CommandError(str(error)) from error


def totals(folder: Path) -> dict[str, Any]:
    """What a journal folder holds: files, rows, bytes, and rows by schema; `held` are files that none can read now."""
    by_schema: dict[str, int] = {}
    held: list[str] = []
    size = 0
    files = journal_files(folder)
    for file in files:
        size += sum(part.stat().st_size for part in file.parent.glob(f"{file.name}*"))
        try:
            with reading(file) as database:
                for name, rows in database.execute("SELECT type, sum(count) FROM runs GROUP BY type"):
                    by_schema[name] = by_schema.get(name, 0) + rows
        except HeldError:
            held.append(file.name)
    return {
        "folder": str(folder),
        "files": len(files),
        "held": held,
        "rows": sum(by_schema.values()),
        "bytes": size,
        "schemas": dict(sorted(by_schema.items())),
    }


def waiting(folder: Path) -> dict[str, int]:
    """How many rows each sink has yet to get."""
    found: dict[str, int] = {}
    for file in journal_files(folder):
        with suppress(HeldError), reading(file) as database:
            for (sink,) in database.execute("SELECT sink FROM cursors").fetchall():
                found[sink] = found.get(sink, 0) + pending(database, sink)
    return found


def absent(folder: Path, configured: Collection[str]) -> dict[str, str | None]:
    """The sinks that are not configured and for which something waits, with the day of its release if that is set."""
    found: dict[str, str | None] = {}
    for file in journal_files(folder):
        with suppress(HeldError), reading(file) as database:
            released = ends(database)
            for (sink,) in database.execute("SELECT sink FROM cursors ORDER BY sink").fetchall():
                if sink not in configured and pending(database, sink):
                    day = seconds_text(released[sink])[:10] if sink in released else None
                    found[sink] = max(filter(None, (day, found.get(sink))), default=None)
    return found


def last(folder: Path, number: int) -> list[dict[str, Any]]:
    """The newest capsules of all files of a folder, oldest first."""
    found: list[tuple[float, int, bytes]] = []
    for file in journal_files(folder):
        with reading(file) as database:
            query = "SELECT received, place, capsule FROM events WHERE run > ? ORDER BY place DESC LIMIT ?"
            found.extend(database.execute(query, (_run_before(database, number), number)))
    newest = sorted(found, key=lambda row: row[:2])[-number:] if number else []
    return [orjson.loads(capsule) for _, _, capsule in newest]


def follow(file: Path, place: int) -> tuple[list[dict[str, Any]], int]:
    """The capsules of a file after a place, and the last place now."""
    with reading(file) as database:
        query = "SELECT place, capsule FROM events WHERE run > ? AND place > ? ORDER BY place"
        rows = database.execute(query, (run_of(place), place)).fetchall()
    return [orjson.loads(capsule) for _, capsule in rows], rows[-1][0] if rows else place


def end(file: Path) -> int:
    """The last place of a file."""
    with reading(file) as database:
        (following,) = database.execute("SELECT next FROM journal").fetchone()
    return int(following) - 1


def _run_before(database: sqlite3.Connection, number: int) -> int:
    """The place of a run after which there are still so many events, or 0."""
    found = 0
    for place, count in database.execute("SELECT place, count FROM runs ORDER BY place DESC"):
        found += count
        if found > number:
            return int(place) - 1
    return 0

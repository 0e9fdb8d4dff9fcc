"""A person's own records, over all journal files of a folder: to look at, to export, to erase."""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from .journal.erasure import Erased, erase_unheld
from .journal.files import file_number, journal_files
from .journal.reading import reading
from .journal.selection import Position, Selection
from .journal.types import JournalError
from .receipts import Receipts
from .sink import Destination

if TYPE_CHECKING:
    from .journal.sqlite import SqliteJournal

PAGE = 500
"""How many records an export holds in memory at a time."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of their records a person means; times are RFC 3339 UTC by when the server received them."""

    schema_id: str | None = None
    since: float | None = None
    until: float | None = None

    def view(self) -> dict[str, Any]:
        """As a receipt says it; seconds since the epoch."""
        said = {"schema_id": self.schema_id, "since": self.since, "until": self.until}
        return {key: value for key, value in said.items() if value is not None} or {"all": True}


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


class Records:
    """The records of one journal folder.

    `code` makes the code by which a person's records are found; it is asked only where there are any records.
    """

    def __init__(
        self,
        folder: Path,
        code: Callable[[str], bytes],
        journal: SqliteJournal,
        destinations: Sequence[Destination],
    ) -> None:
        self._folder, self._code, self._journal = folder, code, journal
        self._destinations = {one.name: one for one in destinations}
        self._receipts = Receipts(folder)

    def newest(self, person: str, choice: Choice, limit: int, before: Position | None = None) -> list[Found]:
        """At most `limit` records, newest first, older than `before`. Raises JournalError."""
        selection = self._selection(person, choice)
        if selection is None:
            return []
        files = (_newest(file, selection, limit, before) for file in journal_files(self._folder))
        return list(heapq.merge(*files, key=lambda one: one.position, reverse=True))[:limit]

    def pages(self, person: str, choice: Choice) -> Iterator[list[Found]]:
        """All records, newest first, a page at a time: nothing is held or locked in between."""
        before: Position | None = None
        while page := self.newest(person, choice, PAGE, before):
            yield page
            before = page[-1].position

    def summary(self, person: str, choice: Choice) -> tuple[int, float | None, float | None]:
        """How many records there are, and when the oldest and the newest were received (seconds since the epoch)."""
        selection = self._selection(person, choice)
        files = journal_files(self._folder) if selection else []
        found = [_summary(file, selection) for file in files if selection]
        oldest = [one[1] for one in found if one[1] is not None]
        newest = [one[2] for one in found if one[2] is not None]
        return sum(one[0] for one in found), min(oldest, default=None), max(newest, default=None)

    def receipts(self, person: str) -> list[dict[str, Any]]:
        """What this person had erased, oldest first."""
        return self._receipts.of(self._code(person)) if self._receipts.exist else []

    def erase(self, person: str, choice: Choice, time: str) -> dict[str, Any]:
        """Erase records, and say how far that reaches. Raises JournalError.

        `time` is when it was asked for, RFC 3339. Files of other running servers are not touched, but counted.
        There is a receipt where anything was erased.
        """
        selection = self._selection(person, choice)
        if selection is None:
            return {"deleted": 0, "reach": [], "receipt": None}
        erased = Erased()
        for file in journal_files(self._folder):
            erased.add(self._erased(file, selection))
        answer = {"deleted": erased.deleted, "reach": list(self._reach(erased))}
        # Where nothing was, the kind that was asked for may be any text.
        receipt = erased.deleted and self._receipts.add(
            selection.subject, {"time": time, "asked": choice.view(), **answer}
        )
        return {**answer, "receipt": receipt or None}

    def _selection(self, person: str, choice: Choice) -> Selection | None:
        """None where there is no file: a code would need a key, and so leave something on the disk."""
        if not journal_files(self._folder):
            return None
        return Selection(self._code(person), choice.schema_id, choice.since, choice.until)

    def _erased(self, file: Path, selection: Selection) -> Erased:
        if file == self._journal.file:
            return self._journal.erase(selection)
        try:
            done = erase_unheld(file, selection)
        except (OSError, sqlite3.Error) as error:
            raise JournalError(f"{file}: {error}") from error
        return done if done is not None else Erased(held=_summary(file, selection)[0])

    def _reach(self, erased: Erased) -> Iterable[dict[str, Any]]:
        overwritten = erased.deleted - erased.lingering
        here = (("deleted", overwritten), ("lingering", erased.lingering), ("held", erased.held))
        yield from (_line("journal", word, number) for word, number in here if number)
        for name, number in sorted(erased.cancelled.items()):
            yield _line(name, "cancelled", number)
        for name, number in sorted(erased.sent.items()):
            yield _line(name, self._promise(name), number)

    def _promise(self, name: str) -> str:
        """What the operator says becomes of records at a destination; no sink can erase by itself."""
        said = self._destinations[name].erasure if name in self._destinations else None
        return "unknown" if said is None else "no" if said == "no" else "on-request"


def _line(destination: str, erasure: str, records: int) -> dict[str, Any]:
    return {"destination": destination, "erasure": erasure, "records": records}


def _newest(file: Path, selection: Selection, limit: int, before: Position | None) -> list[Found]:
    number = file_number(file)
    found: list[Found] = []
    with reading(file) as database:
        if not _has_records(database):
            return []
        cursors = dict(database.execute("SELECT sink, place FROM cursors"))
        dead = set(database.execute("SELECT place, sink FROM dead"))
        for run in _runs(database, selection, number, before):
            newest_first = reversed(list(_events(run, number, cursors, dead)))
            found.extend(one for one in newest_first if before is None or one.position < before)
            if len(found) >= limit:
                break
    return found[:limit]


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
    query = f"SELECT received, place, type, sinks, head, events FROM runs WHERE {condition}"  # noqa: S608
    yield from database.execute(f"{query} ORDER BY received DESC, place DESC", values)


def _events(
    run: tuple[Any, ...], number: int, cursors: Mapping[str, int], dead: Container[tuple[int, str]]
) -> Iterator[Found]:
    received, first, name, sinks, head, events = run
    names = orjson.loads(sinks)
    for place, event in enumerate(orjson.loads(events), first):
        states = {one: _state(place, cursors.get(one, 0), (place, one) in dead) for one in names}
        capsule = f"{head[:-1]},{orjson.dumps(event).decode()[1:]}".encode()
        yield Found(Position(received, number, place), name, capsule, {"journal": "stored", **states})


def _state(place: int, cursor: int, dead: bool) -> str:
    return "refused" if dead else "delivered" if place <= cursor else "waiting"


def _summary(file: Path, selection: Selection) -> tuple[int, float | None, float | None]:
    condition, values = selection.where()
    query = f"SELECT coalesce(sum(count), 0), min(received), max(received) FROM runs WHERE {condition}"  # noqa: S608
    with reading(file) as database:
        if not _has_records(database):
            return 0, None, None
        count, oldest, newest = database.execute(query, values).fetchone()
    return int(count), oldest, newest


def _has_records(database: sqlite3.Connection) -> bool:
    """Whether a file has its tables: another server may be making it just now."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    return bool(version)

"""Puts runs into the tables: those events of them that are permitted and new."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import orjson

from ..counters import WITH_COMMIT
from ..types import Status
from .chain import COLUMNS, Change, add_link, new_salt, run_digest
from .counts import DAY, add_counts
from .ranges import add_numbers
from .types import MAX_RUN, Run

_INSERT = f"INSERT INTO runs ({COLUMNS}) VALUES ({', '.join('?' * len(COLUMNS.split(',')))})"  # noqa: S608  no input


def store(database: sqlite3.Connection, sources: Sequence[Sequence[Run]], now: float) -> list[list[Status]]:
    """Store runs in one transaction, and link what came; a status for each event, in order, for each source."""
    (place,) = database.execute("SELECT next FROM journal").fetchone()
    storing = _Storing(database, place, now)
    found = [[status for run in runs for status in storing.run(run)] for runs in sources]
    if storing.changes:
        database.execute("UPDATE journal SET next = ?", (storing.place,))
        add_link(database, now, "stored", storing.changes)
    add_counts(database, storing.counts)
    return found


class _Storing:
    """One transaction. `place` is that of the next event."""

    def __init__(self, database: sqlite3.Connection, place: int, now: float) -> None:
        self._database, self.place, self._now = database, place, now
        self.changes: list[Change] = []
        self.counts: Counter[tuple[int, str, str]] = Counter()
        self._answers: dict[Callable[[], bool], bool] = {}

    def run(self, run: Run) -> list[Status]:
        """Store what is new of a run."""
        count = len(run.events)
        if not self._is_permitted(run):
            return ["no-consent"] * count
        statuses: list[Status] = ["stored"] * count if run.are_new else self._verdicts(run)
        for first, last in _stretches(statuses):
            self._insert(run if last - first == count else run.part(first, last))
        self._count(run, statuses)
        return statuses

    def _count(self, run: Run, statuses: Sequence[Status]) -> None:
        """Write down, with the events, what nobody but this transaction knows for sure."""
        day = int(run.received // DAY)
        for status in WITH_COMMIT:
            number = statuses.count(status)
            if number:
                self.counts[day, run.head["type"], status] += number

    def _is_permitted(self, run: Run) -> bool:
        """Asked once a transaction: what is said after it began counts for the next."""
        if run.permitted not in self._answers:
            self._answers[run.permitted] = run.permitted()
        return self._answers[run.permitted]

    def _verdicts(self, run: Run) -> list[Status]:
        day, count = int(self._now / DAY), len(run.events)
        if run.number is None:
            return [self._verdict(name, day) for name in run.ids]
        session, first = run.number
        for low, high in run.passed:
            add_numbers(self._database, session, low, high, day)
        known = add_numbers(self._database, session, first, first + count - 1, day)
        if not known:
            return ["stored"] * count
        return [self._repeated(run, n) if first + n in known else "stored" for n in range(count)]

    def _verdict(self, name: bytes | None, day: int) -> Status:
        """Whether an event without a number is new: by what stands for its id, where its emitter gave it one."""
        if name is None:
            return "stored"
        added = self._database.execute("INSERT OR IGNORE INTO ids VALUES (?, ?)", (name, day))
        return "stored" if added.rowcount == 1 else "duplicate"

    def _repeated(self, run: Run, index: int) -> Status:
        """A number that was there: the same event again, or another one under its number."""
        event, session = orjson.loads(run.events[index]), run.head.get("session")
        if session is None or run.number is None:
            return "duplicate"
        at = run.number[1] + index
        # As bytes: what is no UTF-8 any more cannot be compared, and must not refuse the sender.
        query = (
            "SELECT sequence, CAST(events AS BLOB) FROM runs "
            "WHERE session = ? AND sequence BETWEEN ? AND ? AND narrowed IS NULL"
        )
        rows = self._database.execute(query, (session, at - MAX_RUN, at))
        held = [events[at - first] for first, text in rows if at - first < len(events := _parsed(text))]
        # What is erased, has expired or was narrowed cannot be compared any more.
        return "duplicate" if not held or any(_is_same(one, event) for one in held) else "invalid"

    def _insert(self, run: Run) -> None:
        head = orjson.dumps(run.head).decode()
        row = (
            self.place,
            len(run.events),
            run.head["type"],
            run.received,
            run.expires,
            run.subject,
            _names(run.sinks),
            run.disclosure,
            None if run.sequence is None else run.head.get("session"),
            run.sequence,
            *(run.sanitize or (None, None)),
            None,
            head,
            f"[{b','.join(run.events).decode()}]",
            new_salt(),
        )
        self._database.execute(_INSERT, row)
        self.changes.append((self.place, None, run_digest(row)))
        self.place += len(run.events)


def _parsed(text: bytes) -> list[dict[str, object]]:
    """The events of a run; none where it is damaged."""
    try:
        found = orjson.loads(text)
    except ValueError:
        return []
    return found if isinstance(found, list) and all(isinstance(one, dict) for one in found) else []


def _is_same(stored: dict[str, object], event: dict[str, object]) -> bool:
    """Whether two events are one: the server gives an id or a time where the emitter gave none, to each try its own."""
    return all(stored.get(key) == event.get(key) for key in ("data", "redacted"))


def _stretches(statuses: Sequence[Status]) -> Iterator[tuple[int, int]]:
    """Where stored events stand beside one another, from an index to before another."""
    first = None
    for index, status in enumerate([*statuses, None]):
        if status == "stored":
            first = index if first is None else first
        elif first is not None:
            yield first, index
            first = None


@lru_cache(maxsize=64)
def _names(sinks: tuple[str, ...]) -> str:
    return orjson.dumps(sinks).decode()

"""Narrows stored events in place once they are old enough: the rest of their bytes is gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol

import orjson

from ..sanitize import Sanitize
from .chain import COLUMNS, Change, add_link, digest_now, new_salt, run_digest
from .counts import DAY
from .delivery import DAMAGED, RELEASED, WITHDRAWN
from .retention import any_text, remove

STEP = 5000
"""About how many events one transaction narrows: what is to be stored meanwhile waits no longer than for that."""

AGREED = "agreed"
"""Stands in `narrowed` for what was agreed to; else there is the name of a policy."""

GONE = "refused"
"""What is left of what a sink said of an event that it refused, once that may speak of what is gone."""

_NAMES = COLUMNS.split(", ")


class Narrowing(Protocol):
    """What is to become of events of which kinds."""

    def today(self) -> Iterator[tuple[str, timedelta, str]]:
        """For each type that is narrowed today: after how long, and a name that changes with what is left."""

    def of(self, schema_id: str, version: str, agreed: str | None = None) -> Sanitize | None:
        """What is left of events of a version; None for one that nobody knows."""


_Run = dict[str, Any]

_Today = Mapping[str, tuple[float, str]]
"""For each type that is narrowed today the moment before which it must have been received, and the policy's name."""


def sanitize(database: sqlite3.Connection, narrowing: Narrowing, now: float) -> bool:
    """Narrow some of the runs whose time has come, and link that; whether there are more."""
    today = {name: (now - after.total_seconds(), policy) for name, after, policy in narrowing.today()}
    with any_text(database):
        found = _some(database, _Judge(narrowing, today, now))
        with database:
            changes = [change for old, new in found if (change := _replace(database, old, new, now))]
            if changes:
                add_link(database, now, "sanitized", changes)
                database.execute("UPDATE journal SET lingering = 1")
    if found:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return bool(sum(old["count"] for old, _ in found) >= STEP)


class _Judge:
    """What is to become of runs at one moment."""

    def __init__(self, narrowing: Narrowing, today: _Today, now: float) -> None:
        self._narrowing, self.today, self.now = narrowing, today, now

    def of(self, old: _Run) -> _Run | None:
        """A run as it is from now on; the same one where its schema is not known, but may yet become so.

        None for a run that cannot be read: what cannot be narrowed must go.
        """
        try:
            return self._narrowed(old)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def _narrowed(self, old: _Run) -> _Run:
        run, version = dict(old), orjson.loads(old["head"])["schemaversion"]
        events = orjson.loads(old["events"])
        for since, agreed, policy in self._reasons(old):
            narrow = self._narrowing.of(old["type"], version, agreed)
            if narrow is None and self.now - since < DAY:
                return old
            for event in events:
                event["data"], event["redacted"] = (narrow or _nothing)(event["data"], event["redacted"])
            run["narrowed"] = policy or old["narrowed"] or AGREED
            if agreed is not None:
                run["sanitizes"] = run["sanitize"] = None
        return run | {"events": orjson.dumps(events).decode(), "salt": new_salt()}

    def _reasons(self, run: _Run) -> Iterator[tuple[float, str | None, str | None]]:
        """Since when a run is to be narrowed: by what was agreed to, and by the policy of that name."""
        if run["sanitizes"] is not None and run["sanitizes"] < self.now:
            yield run["sanitizes"], run["sanitize"], None
        cutoff, policy = self.today.get(run["type"], (0.0, None))
        if policy is not None and run["received"] < cutoff and run["narrowed"] != policy:
            yield self.now - cutoff + run["received"], None, policy


def _some(database: sqlite3.Connection, judge: _Judge) -> list[tuple[_Run, _Run | None]]:
    """Some of the runs whose time has come, as they are and as they will be."""
    found: dict[int, tuple[_Run, _Run | None]] = {}
    size = 0
    for old in _due(database, judge):
        if old["place"] in found:
            continue
        new = judge.of(old)
        if new is old:
            continue
        found[old["place"]] = old, new
        size += old["count"]
        if size >= STEP:
            break
    return list(found.values())


def _due(database: sqlite3.Connection, judge: _Judge) -> Iterator[_Run]:
    """The runs that are old enough, by what was agreed to for each and then by the policy of today."""
    yield from _runs(database, "sanitizes < ? ORDER BY sanitizes", [judge.now])
    for name, (cutoff, policy) in judge.today.items():
        yield from _runs(database, "type = ? AND received < ? AND narrowed IS NOT ?", [name, cutoff, policy])


def _runs(database: sqlite3.Connection, condition: str, values: Sequence[object]) -> Iterator[_Run]:
    query = f"SELECT {COLUMNS} FROM runs WHERE {condition}"  # noqa: S608  conditions are ours
    return (dict(zip(_NAMES, run, strict=True)) for run in database.execute(query, values))


def _replace(database: sqlite3.Connection, old: _Run, new: _Run | None, now: float) -> Change | None:
    """Write a run as it will be; what to link of it."""
    place = old["place"]
    if new is None:
        remove(database, "place = ?", [place], "sanitized", now)
        return None
    changed = ("sanitizes", "sanitize", "narrowed", "events", "salt")
    values = [*(new[name] for name in changed), place]
    database.execute(f"UPDATE runs SET {' = ?, '.join(changed)} = ? WHERE place = ?", values)  # noqa: S608  no input
    database.execute(
        "UPDATE dead SET reason = ? WHERE place BETWEEN ? AND ? AND reason NOT IN (?, ?, ?)",
        [GONE, place, place + old["count"] - 1, DAMAGED, WITHDRAWN, RELEASED],
    )
    return place, digest_now(list(old.values())), run_digest(list(new.values()))


def _nothing(_: dict[str, Any], redacted: list[str]) -> tuple[dict[str, Any], list[str]]:
    """What is left where a schema has not been known for a day: that it happened."""
    return {}, sorted({*redacted, "*"})

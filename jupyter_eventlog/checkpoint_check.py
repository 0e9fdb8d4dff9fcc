"""Holds the checkpoints that a sink kept against the journal files that they are about."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .checkpoints import SIGNED, TYPE
from .signing import is_signed


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One checkpoint, whose signature nobody has looked at yet."""

    said: Mapping[str, Any]
    key: str
    signature: str

    @property
    def journal(self) -> str:
        """The name of the journal that it is about."""
        return str(self.said["journal"])

    @property
    def number(self) -> int:
        """How many links that had."""
        return int(self.said["number"])

    def __str__(self) -> str:
        return f"the checkpoint of {self.said['time']}"


@dataclass
class Held:
    """What checkpoints say: how many are good, the problems, and up to which link each journal is covered."""

    checkpoints: int = 0
    problems: list[str] = field(default_factory=list)
    covered: dict[str, int] = field(default_factory=dict)


def read_checkpoints(lines: Iterable[bytes], held: Held) -> list[Checkpoint]:
    """The checkpoints among what a sink wrote; a line that is no capsule is a problem, other kinds are passed over."""
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            capsule = json.loads(line)
            if capsule["type"] == TYPE:
                found.append(_checkpoint(capsule["data"]))
        except (ValueError, TypeError, KeyError, RecursionError):
            held.problems.append(f"line {number} is not a capsule that can be read")
    return found


def hold(checkpoints: Iterable[Checkpoint], files: Mapping[str, sqlite3.Connection], key: str, held: Held) -> None:
    """Hold checkpoints against files, by the names of their journals. `key` is the only one that counts."""
    seen: dict[tuple[str, int], str] = {}
    for one in sorted(checkpoints, key=lambda one: (one.journal, one.number)):
        problems = [*_untrue(one, key), *_contradicted(one, seen)]
        if not problems:
            held.checkpoints += 1
            problems = list(_not_as_signed(one, files.get(one.journal)))
            held.covered[one.journal] = max(one.number, held.covered.get(one.journal, 0))
        held.problems += (f"{one}: {problem}" for problem in problems)


def _untrue(one: Checkpoint, key: str) -> Iterator[str]:
    if not is_signed(dict(one.said), one.signature, one.key):
        yield "its signature is wrong: it was changed, or never made by us"
    elif one.key != key:
        yield f"it is signed by another key, {one.key}"


def _contradicted(one: Checkpoint, seen: dict[tuple[str, int], str]) -> Iterator[str]:
    """Two that were signed of one link must say the same of it."""
    if seen.setdefault((one.journal, one.number), one.said["link"]) != one.said["link"]:
        yield f"another one says something else of link {one.number}: the journal was put back or its chain made anew"


def _not_as_signed(one: Checkpoint, database: sqlite3.Connection | None) -> Iterator[str]:
    if database is None:
        yield f"{one.journal} had {one.number} links and {one.said['events']} events, and none of these files is it"
        return
    (links,) = database.execute("SELECT coalesce(max(number), 0) FROM links").fetchone()
    row = database.execute("SELECT link FROM links WHERE number = ?", (one.number,)).fetchone()
    if links < one.number:
        yield f"the journal had {one.number} links and has {links}: {one.number - links} are missing at its end"
    elif one.number and (row is None or not isinstance(row[0], bytes) or row[0].hex() != one.said["link"]):
        yield f"link {one.number} is not the one that was signed: the chain was made anew"


def _checkpoint(data: Mapping[str, Any]) -> Checkpoint:
    """Raises KeyError, TypeError or ValueError for what is none."""
    said = {name: data[name] for name in SIGNED}
    kinds = {"journal": str, "number": int, "link": str, "events": int, "time": str}
    if not all(type(said[name]) is kind for name, kind in kinds.items()):
        raise TypeError("not a checkpoint")
    return Checkpoint(said, str(data["key"]), str(data["signature"]))

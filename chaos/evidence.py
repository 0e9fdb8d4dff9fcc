"""What lies on the disk when all is over: in the journals, and where sinks lead."""

from __future__ import annotations

import gzip
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from jupyter_eventlog.journal.chain import verify
from jupyter_eventlog.journal.files import journal_files
from jupyter_eventlog.journal.reading import reading
from jupyter_eventlog.journal.types import JournalError

_OURS = re.compile(r"(journal-\d+\.(sqlite(-wal|-shm)?|lock)|keys\.json|.*consents.*|.*receipts.*|.*tokens.*)")


@dataclass
class Evidence:
    """What the journals of a folder hold."""

    stored: Counter[int] = field(default_factory=Counter)
    texts: dict[int, str] = field(default_factory=dict)
    dead: set[int] = field(default_factory=set)
    """Numbers of dead letters."""
    links: int = 0
    told: list[str] = field(default_factory=list)
    """What `verify` or SQLite says is wrong."""
    unfit: list[str] = field(default_factory=list)
    """How `verify` itself broke, where it did."""


def examine(folder: Path) -> Evidence:
    """Read all journals of a folder that no process uses, as far as they can be read."""
    found = Evidence()
    for file in journal_files(folder):
        try:
            with reading(file) as database:
                _verify(database, file, found)
                _collect(database, file, found)
        except JournalError as error:
            found.told.append(str(error))
    return found


def _verify(database: sqlite3.Connection, file: Path, found: Evidence) -> None:
    # A worker that was killed before it laid out its file has stored nothing.
    if database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
        return
    try:
        verified = verify(database)
    except sqlite3.Error as error:
        found.told.append(f"{file.name}: {error}")
    except Exception as error:
        found.unfit.append(f"verify: {error!r}")
    else:
        found.links += verified.links
        found.told += [f"{file.name}: {one}" for one in verified.problems]


def _collect(database: sqlite3.Connection, file: Path, found: Evidence) -> None:
    if database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,):
        return
    dead = {place for (place,) in database.execute("SELECT place FROM dead")}
    for first, events in database.execute("SELECT place, CAST(events AS BLOB) FROM runs"):
        try:
            for place, one in enumerate(orjson.loads(events), first):
                number = one["data"]["number"]
                found.dead.update([number] if place in dead else ())
                found.stored[number] += 1
                found.texts[number] = one["data"]["text"]
        except (ValueError, TypeError, KeyError):
            found.told.append(f"{file.name}: a run cannot be read")


def set_aside(folder: Path) -> list[str]:
    """The names in a journal folder that are none of those that it has in good times."""
    return sorted(file.name for file in folder.iterdir() if not _OURS.fullmatch(file.name))


def lines(path: Path) -> tuple[Counter[int], list[str]]:
    """How often each number stands where a `file` sink leads, older files included; and lines that are no capsule."""
    found: Counter[int] = Counter()
    broken: list[str] = []
    for file in path.parent.glob(f"{path.stem}*"):
        # A compression that was cut short is made anew; the file that it came from is still there.
        if file.suffix == ".part" or (file.suffix == ".gz" and file.with_suffix("").exists()):
            continue
        text = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        for line in text.splitlines():
            try:
                found[orjson.loads(line)["data"]["number"]] += 1
            except (ValueError, TypeError, KeyError):
                broken.append(f"{file.name}: {line[:80]!r}")
    return found, broken


def files_with(folder: Path, content: bytes) -> list[str]:
    """The journal files, logs included, in whose bytes something stands."""
    return sorted(file.name for file in folder.glob("journal-*") if content in file.read_bytes())


def repeats(counted: Iterable[int]) -> int:
    """How many there are beyond one each."""
    return sum(number - 1 for number in counted if number > 1)

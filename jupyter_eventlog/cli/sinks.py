"""Say what each sink has, what still waits for it, and what it refused for good."""

from __future__ import annotations

import argparse
import json
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import orjson

from ..journal.delivery import oldest, pending
from ..journal.files import journal_files
from ..times import seconds_text
from .configuration import read_configuration, write
from .journal_reader import reading


@dataclass
class _Sink:
    """One sink over all files of a folder; `since` is when the oldest event that waits was received."""

    waiting: int = 0
    since: str | None = None
    dead: dict[str, int] = field(default_factory=dict)
    configured: bool = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command alone."""
    parser.add_argument("--dead", metavar="SINK", help="print the records that a sink refused, each with its reason")


def run(given: argparse.Namespace) -> int:
    """Print the sinks, or the dead letters of one; 1 where something waits for a sink that is not configured."""
    config = read_configuration(given)
    if given.dead is not None:
        for letter in _dead_letters(config.folder, given.dead):
            write(json.dumps(letter, ensure_ascii=not given.json))
        return 0
    made = config.options(logging.getLogger("jupyter_eventlog")).sinks
    found = _sinks(config.folder, {one.destination.name for one in made})
    if given.json:
        write(json.dumps({name: asdict(one) for name, one in found.items()}, indent=2))
    else:
        write("\n".join(_line(name, one) for name, one in found.items()) or "No sinks.")
    return 1 if any(one.waiting and not one.configured for one in found.values()) else 0


def _sinks(folder: Path, configured: set[str]) -> dict[str, _Sink]:
    found: dict[str, _Sink] = {}
    since: dict[str, float] = {}
    for file in journal_files(folder):
        with reading(file) as database:
            for (name,) in database.execute("SELECT sink FROM cursors ORDER BY sink").fetchall():
                sink = found.setdefault(name, _Sink(configured=name in configured))
                waiting = pending(database, name)
                first = oldest(database, name) if waiting else None
                sink.waiting += waiting
                if first is not None:
                    since[name] = min(first, since.get(name, first))
                reasons = database.execute("SELECT reason, count(*) FROM dead WHERE sink = ? GROUP BY reason", (name,))
                sink.dead = dict(Counter(sink.dead) + Counter(dict(reasons)))
    for name, moment in since.items():
        found[name].since = seconds_text(moment)
    return found


def _dead_letters(folder: Path, sink: str) -> Iterator[dict[str, Any]]:
    """What a sink refused: reason, file, place and capsule, oldest first."""
    query = (
        "SELECT dead.place, reason, head, json_extract(events, '$[' || (dead.place - runs.place) || ']') FROM dead "
        "JOIN runs ON runs.place <= dead.place AND dead.place < runs.place + runs.count WHERE sink = ? ORDER BY 1"
    )
    for file in journal_files(folder):
        with reading(file) as database:
            for place, reason, head, event in database.execute(query, (sink,)):
                capsule = orjson.loads(head) | orjson.loads(event)
                yield {"file": file.name, "place": place, "reason": reason, "capsule": capsule}


def _line(name: str, sink: _Sink) -> str:
    waits = f"{sink.waiting} waiting" + (f" since {sink.since}" if sink.since else "")
    dead = ", ".join(f"{number} refused ({reason})" for reason, number in sink.dead.items())
    gone = "" if sink.configured else "  NOT CONFIGURED: what waits for it is kept"
    return f"{name}: {waits}{'; ' + dead if dead else ''}{gone}"

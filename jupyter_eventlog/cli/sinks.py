"""Say what each sink has, what waits for it and what it refused; offer that again, or forget a sink that is gone."""

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

from ..journal.absent import ends
from ..journal.delivery import oldest, pending
from ..journal.files import journal_files
from ..times import seconds_text
from .configuration import read_configuration, write
from .journal_reader import reading
from .sinks_change import change

_ACTIONS = ("list", "retry", "forget")


@dataclass
class _Sink:
    """One sink over all files of a folder.

    `since` is when the oldest event that waits was received, `ends` the day on which what waits for a sink that is not
    configured any more is released.
    """

    waiting: int = 0
    since: str | None = None
    dead: dict[str, int] = field(default_factory=dict)
    configured: bool = False
    ends: str | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command alone."""
    parser.add_argument("action", nargs="?", choices=_ACTIONS, default="list", help="list by default")
    parser.add_argument("name", nargs="?", metavar="NAME", help="retry, forget: which sink")
    parser.add_argument("--reason", help="retry: only what it refused for this reason, as list shows it")
    parser.add_argument("--yes", action="store_true", help="forget: without asking")
    parser.add_argument("--dead", metavar="SINK", help="print the records that a sink refused, each with its reason")


def run(given: argparse.Namespace) -> int:
    """Print the sinks, or the dead letters of one; 1 where something waits for a sink that is not configured."""
    config = read_configuration(given)
    if given.dead is not None:
        for letter in _dead_letters(config.folder, given.dead):
            write(json.dumps(letter, ensure_ascii=not given.json))
        return 0
    made = config.options(logging.getLogger("jupyter_eventlog")).sinks
    configured = {one.destination.name for one in made}
    if given.action != "list":
        return change(given, config.folder, configured)
    found = _sinks(config.folder, configured)
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
            released = ends(database)
            for (name,) in database.execute("SELECT sink FROM cursors ORDER BY sink").fetchall():
                sink = found.setdefault(name, _Sink(configured=name in configured))
                waiting = pending(database, name)
                first = oldest(database, name) if waiting else None
                sink.waiting += waiting
                if not sink.configured and name in released:
                    sink.ends = max(sink.ends or "", seconds_text(released[name])[:10])
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
    kept = f"until {sink.ends}" if sink.ends else "for a week from when a server notices"
    gone = "" if sink.configured else f"  NOT CONFIGURED: what waits for it is kept {kept}"
    return f"{name}: {waits}{'; ' + dead if dead else ''}{gone}"

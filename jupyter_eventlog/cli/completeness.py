"""Say by day and schema what came, what of it is here, where it went, and what is known to be missing."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from ..completeness import LIMITS, Completeness, Line, completeness
from ..durations import duration, is_duration
from .configuration import read_configuration, write

_ORDER = ("stored", "duplicate", "invalid", "sampled", "not-allowed")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command alone."""
    parser.add_argument("--schema", metavar="ID", help="of one schema, and of what belongs to none")
    parser.add_argument(
        "--since", type=_day, metavar="DAY", help="from a UTC day on, as 2026-11-24, or as long ago as 30d"
    )


def run(given: argparse.Namespace) -> int:
    """Print what is known; 1 where a file could not be read."""
    folder = read_configuration(given).folder
    found = completeness(folder, schema_id=given.schema, since=given.since or "")
    if given.json:
        write(json.dumps(found.view(), indent=2))
    else:
        write("\n".join(_lines(found)))
    return 1 if found.unreadable else 0


def _lines(found: Completeness) -> Iterator[str]:
    day = None
    for line in found.lines:
        if line.day != day:
            yield line.day
            day = line.day
        yield f"  {line.schema_id}"
        yield f"    {_numbers(_ordered(line))}"
        for name, states in sorted(line.sinks.items()):
            yield f"    {name}: {_numbers(states)}"
    if not found.lines:
        yield "Nothing was counted."
    yield from (f"{name}: could not be read, and is not in these numbers" for name in found.unreadable)
    yield "What these numbers cannot say:"
    yield from (f"- {limit}" for limit in LIMITS)


def _ordered(line: Line) -> dict[str, int]:
    """The counts in the order of an event's road, and what of them is here."""
    first = {verdict: line.counts[verdict] for verdict in _ORDER if line.counts[verdict]}
    here = {"still here": line.here} if line.counts["stored"] or line.here else {}
    return first | dict(sorted(line.counts.items())) | here


def _numbers(said: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {word}" for word, number in said.items() if number) or "nothing"


def _day(text: str) -> str:
    if is_duration(text):
        return (datetime.now(UTC) - duration(text)).strftime("%Y-%m-%d")
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError("must be a day as 2026-11-24, or a time as 30d") from None

"""What an event of the server's own costs: the caller until `emit` returns, the processor until it is durable.

Beside jupyter_events' `EventLogger.emit` to a file, of the same event, in the same run on the same core.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter_ns, process_time
from timeit import repeat
from typing import Any

import orjson
from events import DATA, ID, SCHEMA, agreed
from table import Row, row

EVENTS, BURST = 40_000, 1_000


def measure() -> list[Row]:
    """All rows."""
    ours, theirs = _fresh("ours"), _fresh("theirs")
    peer = "jupyter_events"
    return [
        row("emit_us", "µs", ours["emit"], 3, peer=(peer, theirs["emit"])),
        row("emit_vs_jupyter_events", "times", theirs["emit"] / ours["emit"], 40, at_least=True),
        row("not_allowed_us", "µs", ours["not allowed"], 0.3),
        row("cpu_us_until_durable", "µs", ours["processor"], 10, peer=(peer, theirs["processor"])),
        row("journal_bytes_ratio", "times", ours["bytes"], 1.6),
        # To compare machines by: 0.76 µs where the goals come from.
        row("orjson_loads_us", "µs", _loads(), 0.76),
    ]


def _loads() -> float:
    """What it takes to parse the data of one event: nothing of ours is in it."""
    text = orjson.dumps(DATA)
    return min(repeat(lambda: orjson.loads(text), number=20_000, repeat=7)) / 20_000 * 1e6


def _fresh(which: str) -> dict[str, float]:
    """The numbers of one side, from a fresh process on one core."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([sys.executable, __file__, which, folder], stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _each(emit: Any, flush: Any) -> dict[str, float]:
    """The median over all calls, and the processor's time until all is flushed."""
    took, empty = [], []
    spent = process_time()
    for _ in range(EVENTS // BURST):
        for _ in range(BURST):
            start = perf_counter_ns()
            emit()
            took.append(perf_counter_ns() - start)
        flush()
    spent = process_time() - spent
    for _ in range(EVENTS):
        start = perf_counter_ns()
        empty.append(perf_counter_ns() - start)
    overhead = sum(empty) / 1e9
    return {"emit": (median(took) - median(empty)) / 1000, "processor": (spent - overhead) / EVENTS * 1e6}


def _ours(folder: Path) -> dict[str, float]:
    eventlog = agreed(folder)
    found = _each(lambda: eventlog.emit(ID, "1", DATA), lambda: eventlog.flush().wait())
    assert eventlog.counters.snapshot()[ID] == {"stored": EVENTS}, eventlog.counters.snapshot()
    took = []
    for _ in range(200):
        start = perf_counter_ns()
        for _ in range(BURST):
            eventlog.emit("https://example.org/not-allowed", "1", DATA)
        took.append((perf_counter_ns() - start) / BURST)
    eventlog.close()
    size = sum(file.stat().st_size for file in (folder / "journal").glob("journal-*.sqlite*"))
    emitted = len(json.dumps({"schema_id": ID, "version": "1", "data": DATA}, separators=(",", ":")))
    return {**found, "not allowed": median(took) / 1000, "bytes": size / EVENTS / emitted}


def _theirs(folder: Path) -> dict[str, float]:
    from jupyter_events import EventLogger  # noqa: PLC0415  each side alone in its process

    logger = EventLogger(handlers=[logging.FileHandler(folder / "events.log")])
    logger.register_event_schema(SCHEMA)
    return _each(lambda: logger.emit(schema_id=ID, data=dict(DATA)), lambda: None)


if __name__ == "__main__":
    os.sched_setaffinity(0, {0})
    side = _ours if sys.argv[1] == "ours" else _theirs
    sys.stdout.write(json.dumps(side(Path(sys.argv[2]))) + "\n")

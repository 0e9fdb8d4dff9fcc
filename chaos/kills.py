"""`kill -9` at random moments, under load: nothing that was acknowledged is lost, and every sink gets all of it."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

from .evidence import examine, lines, repeats
from .outcome import Outcome
from .process import Ledger, Process
from .settled import check_journal, drain

NAME, TIMES = "kills", 100

LONGEST_LIFE = 0.6
"""Seconds from the first event to the kill; one life in five is killed while it starts."""

LONGEST_START = 0.5


def sinks(folder: Path) -> dict[str, dict[str, object]]:
    """One file that grows, and one that is set aside and compressed all the time."""
    turned = {
        "class": "file",
        "path": str(folder / "turned.jsonl"),
        "max_bytes": 400_000,
        "keep": 100_000,
        "gzip": True,
    }
    return {"lines": {"class": "file", "path": str(folder / "lines.jsonl")}, "turned": turned}


def run(home: Path, random: Random, times: int) -> Outcome:
    """Kill so many times, then let a last process deliver what is left."""
    outcome, ledger, folder = Outcome(NAME, times), Ledger(), home / "journal"
    for _ in range(times):
        process = Process(folder, sinks(home), ledger)
        if random.random() < 0.2:
            time.sleep(random.uniform(0, LONGEST_START))
        else:
            process.ready().tell("load")
            time.sleep(random.uniform(0, LONGEST_LIFE))
        process.kill()
    drain(Process(folder, sinks(home), ledger), ledger)
    found = examine(folder)
    check_journal(outcome, found, ledger)
    for name in sinks(home):
        delivered, broken = lines(home / f"{name}.jsonl")
        missing = found.stored.keys() - delivered.keys()
        outcome.repeated_at_sinks += repeats(delivered.values())
        outcome.expect(not missing, f"{len(missing)} stored events never reached the sink {name}")
        outcome.expect(delivered.keys() <= found.stored.keys(), f"the sink {name} got what no journal holds")
        outcome.expect(not broken, f"the sink {name} holds lines that are no capsule: {broken[:3]}")
    outcome.details["stored"] = found.stored.total()
    outcome.details["links of the chain"] = found.links
    return outcome

"""Erasing while everybody sends, and with a kill in the middle of it: in the end not a byte is left in the files.

A person whose request was cut short asks again, as anybody would; what others sent stays.
"""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

from .evidence import examine, files_with
from .outcome import Outcome
from .process import SPACE, Ledger, Process
from .settled import check_journal
from .world import canary

NAME, TIMES = "erasure", 24

GONE, STAYS = "one-who-leaves", "one-who-stays"

LONGEST_LOAD, LONGEST_ERASURE = 0.6, 0.03
"""Seconds under load before a person asks, and from then to the kill."""


def run(home: Path, random: Random, times: int) -> Outcome:
    """Each time in a folder of its own; a kill in two of three."""
    outcome = Outcome(NAME, times, details={"kills after the rows were gone": 0})
    for number in range(times):
        folder = home / str(number)
        folder.mkdir()
        load = random.uniform(0.05, LONGEST_LOAD)
        kill = random.uniform(0, LONGEST_ERASURE) if random.random() < 0.67 else None
        _one(folder, load, kill, outcome)
    return outcome


def _one(home: Path, load: float, kill: float | None, outcome: Outcome) -> None:
    folder, ledger = home / "journal", Ledger()
    sinks = {"lines": {"class": "file", "path": str(home / "lines.jsonl")}}
    process = Process(folder, sinks, ledger, [STAYS, GONE]).ready()
    process.tell("load")
    process.heard(lambda: any(_is_gone(one) for one in ledger.acknowledged), "event of the one who leaves")
    time.sleep(load)
    process.ask("settle", only=GONE)
    if kill is None:
        said, how = process.ask("erase", person=GONE), "under load"
        outcome.expect(said["deleted"], f"{how}: nothing was deleted")
    else:
        process.tell("erase", person=GONE)
        time.sleep(kill)
        process.kill()
        process = Process(folder, sinks, ledger, [STAYS], own=False).ready()
        said = process.ask("erase", person=GONE)
        how = f"killed after {kill * 1000:.0f} ms, and asked again ({said['deleted']} deleted)"
        outcome.details["kills after the rows were gone"] += not said["deleted"]
    if not any(one["erasure"] == "lingering" for one in said["reach"]):
        _expect_nothing(outcome, folder, f"{how}, before the end of the process")
    process.end()
    _expect_nothing(outcome, folder, f"{how}, after the end of the process")
    found = examine(folder)
    left = sum(map(_is_gone, found.stored))
    outcome.expect(not left, f"{how}: {left} records of the one who left are still there")
    ledger.acknowledged = {one for one in ledger.acknowledged if not _is_gone(one)}
    check_journal(outcome, found, ledger)


def _is_gone(number: int) -> bool:
    """Whether an event is one of the person who leaves, the second of two."""
    return SPACE <= number < 2 * SPACE


def _expect_nothing(outcome: Outcome, folder: Path, how: str) -> None:
    files = files_with(folder, canary(GONE).encode())
    outcome.expect(not files, f"{how}: erased content is in the bytes of {', '.join(files)}")

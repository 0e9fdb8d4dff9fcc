"""Two processes on one folder, one of them killed again and again: each has its own file, and neither minds."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

from jupyter_eventlog.journal.files import journal_files

from .evidence import Evidence, examine, lines, repeats
from .outcome import Outcome
from .process import Ledger, Process
from .settled import check_journal, drain

NAME, TIMES = "servers", 20

LONGEST_LIFE = 0.5
"""Seconds that the one lives under load before it is killed."""


def run(home: Path, random: Random, times: int) -> Outcome:
    """Kill one of two so many times; both send all the while, to one file sink that they share."""
    outcome, folder = Outcome(NAME, times), home / "journal"
    sinks = {"lines": {"class": "file", "path": str(home / "lines.jsonl")}}
    steady, mortal = Ledger(), Ledger(space=1)
    stays = Process(folder, sinks, steady, ["stays"]).ready()
    stays.tell("load")
    stays.heard(lambda: steady.acknowledged, "event of the one that stays")
    for _ in range(times):
        dies = Process(folder, sinks, mortal, ["dies"]).ready()
        dies.tell("load")
        time.sleep(random.uniform(0, LONGEST_LIFE))
        dies.kill()
        stays.await_more(steady, "event of the one that stays, after a kill")
    # Started while the other still holds its file, so that it takes the file of the one that was killed.
    drain(Process(folder, sinks, mortal, ["dies"]), mortal)
    outcome.expect(stays.end() == 0, "the one that stays did not end in order")
    drain(Process(folder, sinks, steady, ["stays"]), steady)
    found = examine(folder)
    check_journal(outcome, found, steady, mortal)
    _check(outcome, folder, found, home / "lines.jsonl")
    return outcome


def _check(outcome: Outcome, folder: Path, found: Evidence, path: Path) -> None:
    files = len(journal_files(folder))
    outcome.expect(files == 2, f"two processes made {files} files")
    delivered, broken = lines(path)
    outcome.repeated_at_sinks = repeats(delivered.values())
    outcome.expect(not broken, f"the shared sink holds lines that are no capsule: {broken[:3]}")
    missing = found.stored.keys() - delivered.keys()
    outcome.expect(not missing, f"{len(missing)} stored events never reached the shared sink")
    outcome.details["stored"] = found.stored.total()

"""Erasing while everybody sends, and with a kill in the middle of it: in the end not a byte is left in the files.

A person whose request was cut short asks again, as anybody would; what others sent stays.
"""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

from jupyter_eventlog.journal.files import journal_files
from jupyter_eventlog.journal.reading import reading

from .evidence import examine, files_with
from .outcome import Outcome
from .process import SPACE, Ledger, Process
from .settled import check_journal
from .world import canary

NAME, TIMES = "erasure", 24

GONE, STAYS = "one-who-leaves", "one-who-stays"

AS_SOON_AS_GONE = -1.0

LONGEST_LOAD, LONGEST_ERASURE = 0.6, 0.03
"""Seconds under load before a person asks, and from then to the kill."""


def run(home: Path, random: Random, times: int) -> Outcome:
    """Each time in a folder of its own; a kill in two of three."""
    outcome = Outcome(NAME, times, details={"kills after the rows were gone": 0})
    for number in range(times):
        folder = home / str(number)
        folder.mkdir()
        load = random.uniform(0.05, LONGEST_LOAD)
        kill = random.choice([None, AS_SOON_AS_GONE, random.uniform(0, LONGEST_ERASURE)])
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
        _wait_for(kill, folder)
        process.kill()
        process = Process(folder, sinks, ledger, [STAYS]).ready()
        # A server that holds the file: one that does not has it only for a moment.
        process.tell("load")
        process.await_more(ledger, "event of the one who stays")
        said = process.ask("erase", person=GONE)
        when = "once the rows were gone" if kill == AS_SOON_AS_GONE else f"after {kill * 1000:.0f} ms"
        how = f"killed {when}, and asked again ({said['deleted']} deleted)"
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


def _wait_for(kill: float, folder: Path) -> None:
    """Wait until the moment of a kill."""
    if kill != AS_SOON_AS_GONE:
        time.sleep(kill)
        return
    # To write the file anew comes after the rows are gone: the moment is short, and nobody reports it.
    with reading(journal_files(folder)[0]) as database:
        while not database.execute("SELECT 1 FROM links WHERE why = 'erased'").fetchone():
            time.sleep(0.001)


def _is_gone(number: int) -> bool:
    """Whether an event is one of the person who leaves, the second of two."""
    return SPACE <= number < 2 * SPACE


def _expect_nothing(outcome: Outcome, folder: Path, how: str) -> None:
    files = files_with(folder, canary(GONE).encode())
    outcome.expect(not files, f"{how}: erased content is in the bytes of {', '.join(files)}")

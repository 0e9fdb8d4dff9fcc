"""Destinations that hang, refuse, forget to answer, or reject one event in 1,000.

None may hold up the acknowledgements or another sink; in the end each has everything but what it rejected.
"""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from typing import get_args

from .destination import REJECTED, Destination, Mood
from .evidence import examine, lines, repeats
from .outcome import Outcome
from .process import Ledger, Process
from .settled import check_journal, drain, until

TIMES = 4

TRIES = 2
"""Requests that a bad mood must have seen before it is over."""

TIMEOUT = 0.5
"""Seconds after which the sink gives up on an answer."""

LOAD = 1500
"""Events that must be acknowledged in each bad mood, beside whatever was before."""


def run(home: Path, random: Random, times: int) -> list[Outcome]:
    """Each mood so many times, each in a folder of its own."""
    moods: list[Mood] = [mood for mood in get_args(Mood) if mood != "take"] * times
    random.shuffle(moods)
    found: dict[str, Outcome] = {}
    for number, mood in enumerate(moods):
        outcome = found.setdefault(mood, Outcome(f"sinks that {mood}"))
        outcome.times += 1
        folder = home / str(number)
        folder.mkdir()
        _one(folder, mood, random.random() < 0.5, outcome)
    return list(found.values())


def _one(home: Path, mood: Mood, is_killed: bool, outcome: Outcome) -> None:
    """Load under a mood; where `is_killed`, SIGKILL while it lasts; then recover."""
    ledger, folder, destination = Ledger(), home / "journal", Destination()
    (home / "secret").write_text(os.urandom(16).hex())
    web: dict[str, object] = {
        "class": "http",
        "destination": "a web address",
        "url": destination.url,
        "timeout": TIMEOUT,
    }
    web["secret"] = {"file": str(home / "secret")}
    sinks: dict[str, dict[str, object]] = {"web": web, "lines": {"class": "file", "path": str(home / "lines.jsonl")}}
    process = Process(folder, sinks, ledger).ready()
    destination.set_mood(mood)
    process.tell("load")
    process.heard(lambda: len(ledger.acknowledged) >= LOAD, f"acknowledgements while a sink would {mood}")
    until(lambda: destination.requests[mood] >= TRIES, f"a sink that would {mood}")
    process.ask("settle")
    # The other sink gets everything meanwhile.
    until(lambda: process.ask("waiting")["lines"][0] == 0, f"the sink beside one that would {mood}")
    waiting = process.ask("waiting")["web"]
    if mood != "reject":
        outcome.expect(waiting[0] > 0, f"{mood}: nothing waits for a sink that takes nothing")
        outcome.expect(waiting[1], f"{mood}: the health of the sink says nothing")
        destination.set_mood("take") if not is_killed else process.kill()
    if mood != "reject" and not is_killed:
        until(lambda: process.ask("waiting")["web"][0] == 0, "a sink that has recovered")
    if not is_killed or mood == "reject":
        process.end()
    destination.set_mood("reject" if mood == "reject" else "take")
    drain(Process(folder, sinks, ledger), ledger)
    destination.end()
    _check(outcome, ledger, home, destination, mood)


def _check(outcome: Outcome, ledger: Ledger, home: Path, destination: Destination, mood: Mood) -> None:
    found = examine(home / "journal")
    check_journal(outcome, found, ledger)
    delivered, _ = lines(home / "lines.jsonl")
    outcome.expect(found.stored.keys() == delivered.keys(), f"{mood}: the sink beside it has not got all")
    rejected = {one for one in found.stored if one % REJECTED == 0} if mood == "reject" else set()
    outcome.dead += len(found.dead)
    outcome.expect(mood != "reject" or rejected, "reject: there was nothing to reject")
    outcome.expect(
        found.dead == rejected, f"{mood}: {len(found.dead)} dead letters for {len(rejected)} rejected events"
    )
    missing = found.stored.keys() - destination.taken.keys() - rejected
    outcome.lost += len(missing)
    outcome.expect(not missing, f"{mood}: {len(missing)} events never arrived, and are no dead letters")
    again = repeats(destination.taken.values())
    outcome.repeated_at_sinks += again + repeats(delivered.values())
    outcome.expect(mood != "forget" or again, "forget: nothing came again, so nothing was forgotten")

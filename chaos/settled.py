"""The end that most faults have in common: everything is sent, delivered and closed, then counted."""

from __future__ import annotations

import time
from collections.abc import Callable

from .evidence import Evidence, repeats
from .outcome import Outcome
from .process import DEADLINE, Ledger, Process, StuckError

PAUSE = 0.05
"""Seconds between two looks at a state that nobody reports by itself."""


def until(state: Callable[[], object], what: str, deadline: float = DEADLINE) -> None:
    """Wait for a state. Raises StuckError after `deadline` seconds."""
    end = time.monotonic() + deadline
    while not state():
        if time.monotonic() > end:
            raise StuckError(f"waited {deadline} s for {what}")
        time.sleep(PAUSE)


def drain(process: Process, ledger: Ledger, limit: int = 1) -> None:
    """A last life: send again what is open and `limit` new events, wait until every sink has all, end in order."""
    process.ready().ask("load", limit=limit)
    process.ask("settle", stop=False)
    until(lambda: not any(pending for pending, *_ in process.ask("waiting").values()), "the sinks")
    code = process.end()
    if code:
        ledger.wrong.append(f"an orderly end gave {code}: {process.last_words()}")


def check_journal(outcome: Outcome, found: Evidence, *ledgers: Ledger) -> None:
    """Nothing acknowledged is missing, nothing is there twice, the chain holds, nothing crashed."""
    acknowledged = {number for ledger in ledgers for number in ledger.acknowledged}
    lost, repeated = acknowledged - found.stored.keys(), repeats(found.stored.values())
    outcome.acknowledged += len(acknowledged)
    outcome.lost += len(lost)
    outcome.repeated += repeated
    outcome.refused += sum(ledger.refused for ledger in ledgers)
    outcome.expect(acknowledged, "nothing was acknowledged: this run shows nothing")
    outcome.expect(not lost, f"{len(lost)} acknowledged events are lost, the first {sorted(lost)[:5]}")
    outcome.expect(not repeated, f"{repeated} events are in the journal more than once")
    invalid = [one for ledger in ledgers for one in ledger.invalid]
    outcome.expect(not invalid, f"{len(invalid)} events of ours were called invalid, the first {sorted(invalid)[:5]}")
    outcome.expect(not found.told, f"verify: {found.told[:3]}")
    outcome.failures += [*found.unfit, *(one for ledger in ledgers for one in ledger.wrong)]

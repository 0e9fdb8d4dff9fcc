"""What a fault did: counted, judged, printed and written down."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

SHOWN = 12
"""Failures of a fault that are printed; all are written down."""


@dataclass
class Outcome:
    """One fault's figures, in events; `failures` is a sentence for each thing that must not have happened.

    `lost`: acknowledged, and not there. `repeated`: in a journal more than once; at sinks that is allowed, and
    counted apart. `refused`: tries that an error answered. `dead`: set aside because the sink refused it for good.
    """

    name: str
    times: int = 0
    acknowledged: int = 0
    lost: int = 0
    repeated: int = 0
    repeated_at_sinks: int = 0
    refused: int = 0
    dead: int = 0
    seconds: float = 0.0
    details: dict[str, Any] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def expect(self, holds: object, failure: str) -> None:
        """Note a failure unless something holds."""
        if not holds:
            self.failures.append(failure)

    def view(self, seed: int) -> dict[str, Any]:
        """As it is written down."""
        said = {key: value for key, value in vars(self).items() if key != "seconds"}
        return {**said, "seconds": round(self.seconds, 1), "seed": seed, "met": not self.failures}


COLUMNS = ("times", "acknowledged", "lost", "repeated", "repeated_at_sinks", "refused", "dead")


def show(outcomes: Sequence[Outcome]) -> None:
    """Print a table, and below it what must not have happened."""
    width = max(len(one.name) for one in outcomes)
    heads = [name.replace("_", " ") for name in COLUMNS]
    sys.stdout.write(f"{'fault':{width}}  {'  '.join(heads)}  seconds\n")
    for one in outcomes:
        cells = "  ".join(f"{getattr(one, name):>{len(head)}}" for name, head in zip(COLUMNS, heads, strict=True))
        sys.stdout.write(f"{one.name:{width}}  {cells}  {one.seconds:7.1f}  {'FAILED' if one.failures else 'ok'}\n")
        for key, value in one.details.items():
            sys.stdout.write(f"    {key}: {value}\n")
    for one in outcomes:
        for failure in one.failures[:SHOWN]:
            sys.stdout.write(f"FAILED {one.name}: {failure}\n")
        if len(one.failures) > SHOWN:
            sys.stdout.write(f"FAILED {one.name}: and {len(one.failures) - SHOWN} more\n")

"""Breaks things and counts: `make chaos [ARGS="--only kills disk --times 0.1 --seed 7"]`.

Prints a table, and merges what was found into `benchmarks/results/chaos.json`. Exits with 1 where anything was lost,
was there twice, crashed or went wrong without a word.
"""

from __future__ import annotations

import argparse
import importlib
import secrets
import sys
import tempfile
import time
import traceback
from pathlib import Path
from random import Random

from benchmarks.table import merge

from .outcome import Outcome, show
from .process import kill_all

FAULTS = ("kills", "sinks", "disk", "corruption", "servers", "erasure")


def main() -> int:
    """Run the faults that are named, or all."""
    parser = argparse.ArgumentParser(prog="make chaos", description="Breaks things, and counts what becomes of events.")
    parser.add_argument("--only", nargs="+", choices=FAULTS, default=FAULTS, help="these faults alone")
    parser.add_argument("--times", type=float, default=1.0, help="so many times as often as by default (1)")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**32), help="of every random choice")
    said = parser.parse_args()
    sys.stderr.write(f"seed {said.seed}\n")
    outcomes: list[Outcome] = []
    for name in said.only:
        outcomes += _run(name, said.times, said.seed)
        merge([one.view(said.seed) for one in outcomes], "chaos.json")
    show(outcomes)
    return 1 if any(one.failures for one in outcomes) else 0


def _run(name: str, times: float, seed: int) -> list[Outcome]:
    """One fault, in a folder of its own; what it raises is a failure like any other."""
    fault = importlib.import_module(f"chaos.{name}")
    number = max(round(fault.TIMES * times), 1)
    sys.stderr.write(f"{name}, {number} times …\n")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        try:
            found = fault.run(Path(folder), Random(f"{seed} {name}"), number)
        except Exception:
            found = Outcome(name, number, failures=[traceback.format_exc(limit=-4)])
        finally:
            kill_all()
    outcomes: list[Outcome] = found if isinstance(found, list) else [found]
    for one in outcomes:
        one.seconds = (time.monotonic() - began) / len(outcomes)
    return outcomes


if __name__ == "__main__":
    sys.exit(main())

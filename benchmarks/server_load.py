"""What our extension costs a Jupyter Server: to load while nobody has configured it, and to have while it idles.

Each number is the median over fresh processes, but a time is the least: whatever else a machine does only adds.
Run it with the interpreter that has jupyter_eventlog installed;
it prints a table and merges its rows into `benchmarks/results/server.json`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

RESULTS = Path(__file__).parent / "results" / "server.json"
IDLE_SECONDS = 5

PROBE = Path(__file__).parent / "server_probe.py"


def probe(*, configured: bool) -> dict[str, float]:
    """One fresh server: milliseconds, MiB and counts."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, str(PROBE), json.dumps(configured), str(IDLE_SECONDS), home],
            capture_output=True,
            text=True,
            check=True,
            env={"HOME": home, "JUPYTER_DATA_DIR": f"{home}/data", "PYTHONPATH": str(Path(__file__).parent.parent)},
        )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def row(name: str, unit: str, values: list[float], goal: float) -> dict[str, Any]:
    """A row of the results against its goal. There is no peer: the rest of the server costs what it did."""
    ours = round(min(values) if unit == "ms" else median(values), 2)
    return {
        "name": name,
        "unit": unit,
        "ours": ours,
        "peer": None,
        "peer_name": None,
        "ratio": None,
        "goal": goal,
        "met": ours <= goal,
    }


def measure(runs: int) -> list[dict[str, Any]]:
    """All rows."""
    plain = [probe(configured=False) for _ in range(runs)]
    busy = [probe(configured=True) for _ in range(runs)]

    def of(found: list[dict[str, float]], key: str) -> list[float]:
        return [one[key] for one in found]

    return [
        row("server, unconfigured: import and load", "ms", of(plain, "load"), 40),
        row("server, unconfigured: import and load, processor time", "ms", of(plain, "processor"), 40),
        row("server, unconfigured: memory", "MiB", of(plain, "memory"), 10),
        row("server, unconfigured: threads", "threads", of(plain, "threads"), 0),
        row("server, configured: memory while nothing has happened", "MiB", of(busy, "memory"), 25),
        row("server, configured: memory after an event", "MiB", of(busy, "memory after an event"), 25),
        row("server, configured: threads before the first event", "threads", of(busy, "threads"), 0),
        row(f"server, configured: wake-ups in {IDLE_SECONDS} s of idling", "wake-ups", of(busy, "wake-ups"), 0),
    ]


def merge(rows: list[dict[str, Any]]) -> None:
    """Write rows into the results, each in the place of the one of its name."""
    known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else []
    merged = {one["name"]: one for one in [*known, *rows]}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(list(merged.values()), indent=2) + "\n", encoding="utf-8")


def main() -> int:
    """Measure, print, keep; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="fresh processes for each number")
    rows = measure(parser.parse_args().runs)
    width = max(len(one["name"]) for one in rows)
    for one in rows:
        verdict = "met" if one["met"] else "MISSED"
        print(f"{one['name']:{width}}  {one['ours']:>8} (goal {one['goal']}) {one['unit']}: {verdict}")  # noqa: T201
    merge(rows)
    return 0 if all(one["met"] for one in rows) else 1


if __name__ == "__main__":
    sys.exit(main())

"""What our extension costs a Jupyter Server: to load while nobody has configured it, and to have while it idles."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from table import Row, row

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
            env={"HOME": home, "JUPYTER_DATA_DIR": f"{home}/data", "PYTHONPATH": str(Path(__file__).parents[1])},
        )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def least(name: str, unit: str, values: list[float], goal: float) -> Row:
    """A row of what only grows with whatever else a machine does; there is no peer: the server costs what it did."""
    return row(name, unit, min(values), goal)


def middle(name: str, unit: str, values: list[float], goal: float) -> Row:
    """A row of what differs a little from run to run."""
    return row(name, unit, median(values), goal)


def measure(runs: int = 5) -> list[Row]:
    """All rows, each over this many fresh processes."""
    plain = [probe(configured=False) for _ in range(runs)]
    busy = [probe(configured=True) for _ in range(runs)]

    def of(found: list[dict[str, float]], key: str) -> list[float]:
        return [one[key] for one in found]

    return [
        least("server, unconfigured: import and load", "ms", of(plain, "load"), 40),
        least("server, unconfigured: import and load, processor time", "ms", of(plain, "processor"), 40),
        middle("server, unconfigured: memory", "MiB", of(plain, "memory"), 10),
        middle("server, unconfigured: threads", "threads", of(plain, "threads"), 0),
        middle("server, configured: memory while nothing has happened", "MiB", of(busy, "memory"), 25),
        middle("server, configured: memory after an event", "MiB", of(busy, "memory after an event"), 25),
        middle("server, configured: threads before the first event", "threads", of(busy, "threads"), 0),
        middle(f"server, configured: wake-ups in {IDLE_SECONDS} s of idling", "wake-ups", of(busy, "wake-ups"), 0),
    ]

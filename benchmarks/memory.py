"""Whether memory grows with what was emitted, and with what a sink that is down has yet to get."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from events import DATA, ID, agreed
from table import Row, row

EVENTS = {"up": 5_000_000, "down": 1_000_000}
BURST, WARM = 1_000, 50_000


def measure() -> list[Row]:
    """All rows; `EVENTS=20000` in the environment for a glance."""
    return [
        row("rss_growth_mb", "MB", _fresh("up"), 20),
        row("rss_growth_mb, a sink down", "MB", _fresh("down"), 20),
    ]


def _fresh(which: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([sys.executable, __file__, which, folder], stdout=subprocess.PIPE, text=True, check=True)
    return float(done.stdout.splitlines()[-1])


def _resident() -> float:
    """Resident memory in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _grown(which: str, folder: Path) -> float:
    path = folder / "lines.jsonl" if which == "up" else folder / "no-such-folder" / "lines.jsonl"
    lines = {"class": "file", "path": str(path), "destination": "a file", "third_party": False}
    eventlog = agreed(folder, max_size=0, sinks={"lines": lines})
    before, events = 0.0, int(os.environ.get("EVENTS", EVENTS[which]))
    for number in range(0, WARM + events, BURST):
        if number == WARM:
            before = _resident()
        for _ in range(BURST):
            eventlog.emit(ID, "1", DATA)
        eventlog.flush().wait()
    grown = _resident() - before
    (health,) = [one.health for one in eventlog.dispatchers]
    assert (health.failing_since is None) is (which == "up"), health
    assert eventlog.counters.snapshot()[ID] == {"stored": WARM + events}, eventlog.counters.snapshot()
    return grown


if __name__ == "__main__":
    sys.stdout.write(f"{_grown(sys.argv[1], Path(sys.argv[2]))}\n")
    sys.stdout.flush()
    # Nothing that an orderly end does is of interest.
    os._exit(0)

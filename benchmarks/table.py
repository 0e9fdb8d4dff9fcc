"""Rows of results: printed as a table, and merged into a file of `benchmarks/results/`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"

Row = dict[str, Any]


def row(
    name: str,
    unit: str,
    ours: float,
    goal: float,
    *,
    at_least: bool = False,
    peer: tuple[str, float] | None = None,
) -> Row:
    """One measured number against its goal, an upper bound or, with `at_least`, a lower one.

    `peer` is the name and the number of what was measured beside it in the same run; `ratio` is how many times less
    (or, with `at_least`, more) ours is.
    """
    name_of_peer, theirs = peer or (None, None)
    ratio = None if not theirs or not ours else round(ours / theirs if at_least else theirs / ours, 2)
    return {
        "name": name,
        "unit": unit,
        "ours": round(ours, 2),
        "peer": None if theirs is None else round(theirs, 2),
        "peer_name": name_of_peer,
        "ratio": ratio,
        "goal": goal,
        "met": ours >= goal if at_least else ours <= goal,
    }


def show(rows: Sequence[Row]) -> None:
    """Print a table."""
    width = max(len(one["name"]) for one in rows)
    for one in rows:
        beside = f"  {one['peer_name']} {one['peer']}, {one['ratio']}x" if one["peer_name"] else ""
        verdict = "met" if one["met"] else "MISSED"
        sys.stdout.write(
            f"{one['name']:{width}} {one['ours']:>12} {one['unit']} (goal {one['goal']}): {verdict}{beside}\n"
        )


def merge(rows: Sequence[Row], file: str) -> None:
    """Write rows into a file of results, each in the place of the one of its name."""
    path = RESULTS / file
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    merged = {one["name"]: one for one in [*known, *rows]}
    RESULTS.mkdir(exist_ok=True)
    path.write_text(json.dumps(list(merged.values()), indent=2) + "\n", encoding="utf-8")

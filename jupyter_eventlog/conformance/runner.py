"""Runs vectors: what a case is about shows in its keys."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .capsules import capsules
from .compare import Check
from .decisions import decisions
from .disclosures import disclosed, widenings
from .events import events
from .policies import policies
from .projections import projected, sanitize
from .schemas import schemas
from .texts import texts

CHECKS: dict[str, Callable[[Mapping[str, Any]], Check]] = {
    "capsule": capsules,
    "decide": decisions,
    "disclosure": disclosed,
    "errors": policies,
    "projected": projected,
    "refused": schemas,
    "sanitize": sanitize,
    "texts": texts,
    "wider": widenings,
    "event": events,
}
"""For the key that tells what a case is about: what makes the check of a suite."""


def failures(suite: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Each case's title and, where it fails, the difference."""
    made: dict[str, Check] = {}
    for case in suite["cases"]:
        kind = next((key for key in CHECKS if key in case), None)
        if kind is None:
            yield case["title"], "no check knows this kind of case"
            continue
        check = made.get(kind) or made.setdefault(kind, CHECKS[kind](suite))
        yield case["title"], check(case)


def main(arguments: list[str] | None = None) -> int:
    """Run every vector of a folder; the last line is `N passed, M failed`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    passed = failed = 0
    for file in sorted(folder.rglob("*.json")):
        for title, wrong in failures(json.loads(file.read_text(encoding="utf-8"))):
            passed, failed = passed + (wrong is None), failed + (wrong is not None)
            if wrong:
                sys.stdout.write(f"FAILED {file.name}: {title}: {wrong}\n")
    sys.stdout.write(f"{passed} passed, {failed} failed\n")
    return 0 if passed and not failed else 1

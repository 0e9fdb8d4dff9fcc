"""The envelope of an event: cases `{draft, capsule}` under a suite's `policy` and `stamp`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..drafts import read_draft
from ..pipeline import Pipeline
from ..stages.capsule import Stamp, capsule
from ..types import Drop
from .compare import Check, difference
from .events import suite_pipeline


def make_capsule(pipeline: Pipeline, draft: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any] | None:
    """The capsule of an event as it was sent, or None where it gets none."""
    read = read_draft(dict(draft))
    kept = read if isinstance(read, Drop) else pipeline.process(read, lambda _: True)
    return None if isinstance(kept, Drop) else capsule(kept, _stamp(said))


def capsules(suite: Mapping[str, Any]) -> Check:
    """The check of a suite's capsules; a case's `stamp` replaces what it names of the suite's."""
    pipeline = suite_pipeline(suite)

    def check(case: Mapping[str, Any]) -> str | None:
        stamp = {**suite.get("stamp", {}), **case.get("stamp", {})}
        return difference({"capsule": make_capsule(pipeline, case["draft"], stamp)}, {"capsule": case["capsule"]})

    return check


def _stamp(said: Mapping[str, Any]) -> Stamp:
    return Stamp(
        source=said["source"],
        origin=said["origin"],
        policy=said["policy"],
        session_key=bytes.fromhex(said["session_key"]),
        user_key=bytes.fromhex(said["user_key"]),
        user=said.get("user"),
        base_url=said.get("base_url"),
        now=lambda: datetime.fromisoformat(said["now"]),
        new_id=lambda: str(said["new_id"]),
        new_random_id=lambda: str(said["new_random_id"]),
    )

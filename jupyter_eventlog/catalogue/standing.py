"""Kinds, from disclosures and from what a person's answers come to."""

from __future__ import annotations

from collections.abc import Mapping

from ..answers import Decision
from ..disclosure import Disclosure
from .kinds import Kind


def kinds_of(disclosures: Mapping[str, Disclosure], decisions: Mapping[str, Decision]) -> list[Kind]:
    """What may be recorded here, and where each of it stands."""
    return [
        Kind(
            name,
            disclosure,
            decisions[name].status,
            decisions[name].ground,
            decisions[name].time,
            decisions[name].wider,
            decisions[name].lapsed,
            decisions[name].off_destinations,
            refused=_refused(disclosure, decisions[name]),
            changed=decisions[name].changed,
        )
        for name, disclosure in disclosures.items()
    ]


def _refused(disclosure: Disclosure, decision: Decision) -> str | None:
    """When a person said no to what has become required since, and has not been told so."""
    return decision.time if disclosure["mode"] == "required" and decision.status == "unasked" else None

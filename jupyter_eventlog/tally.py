"""How many people said yes and how many no: only where both are so many that nobody can be picked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .eventlog import EventLog

FEWEST = 5
"""Fewer people than this on either side are not counted aloud: a no must stay invisible to those with power."""

_MEANING = {"on": "yes", "off": "no"}


def tally(eventlog: EventLog) -> dict[str, dict[str, int]]:
    """People by kind and answer, `{schema_id: {"yes": 12, "no": 7}}`; kinds with few of either are left out."""
    counts: dict[str, dict[str, int]] = {}
    for person in eventlog.consents.subjects():
        for schema_id, decision in eventlog.agreement.decisions(person).items():
            # What is on after a notice was agreed to by nobody.
            answer = None if decision.ground == "shown" else _MEANING.get(decision.status)
            if answer is not None:
                found = counts.setdefault(schema_id, {"yes": 0, "no": 0})
                found[answer] += 1
    return {schema_id: found for schema_id, found in counts.items() if min(found.values()) >= FEWEST}

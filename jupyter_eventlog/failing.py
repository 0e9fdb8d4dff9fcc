"""Which destinations of a person's records take nothing at present."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .eventlog import EventLog


def failing(eventlog: EventLog, person: str) -> list[dict[str, str]]:
    """Name and since when, of those that something of this person goes to; not why, which may hold an address."""
    agreement = eventlog.agreement
    places = {
        place["name"]
        for schema_id, decision in agreement.decisions(person).items()
        if decision.granted
        for place in agreement.disclosure(schema_id)[1]["destinations"]
        if place["name"] not in decision.off_destinations
    }
    return [
        {"destination": one.sink.destination.destination, "since": since}
        for one in eventlog.dispatchers
        if one.name in places and (since := one.health.failing_since) is not None
    ]

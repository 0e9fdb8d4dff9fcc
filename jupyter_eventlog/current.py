"""The one EventLog of this process, for code that has no other way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .eventlog import EventLog

# The only state of the package that belongs to the process: `emit` can be called from anywhere in it.
_current: EventLog | None = None


def set_current(eventlog: EventLog | None) -> None:
    """Make an EventLog the one that `emit` reaches, or none."""
    global _current  # noqa: PLW0603
    _current = eventlog


def emit(schema_id: str, version: str | int, data: dict[str, Any]) -> None:
    """Emit an event; one dictionary look-up where nothing is collected.

    Never raises for what policy, consent or delivery make of it. An event that does not fit its schema is counted
    and logged, without its values.
    """
    if _current is not None:
        _current.emit(schema_id, version, data)

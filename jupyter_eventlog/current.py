"""The one EventLog of this process, for code that has no other way to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .emitter import Emitter
from .flushed import Flushed

if TYPE_CHECKING:
    from datetime import datetime

    from .eventlog import EventLog

# The only state of the package that belongs to the process: `emit` can be called from anywhere in it.
_current: EventLog | None = None


def set_current(eventlog: EventLog | None) -> None:
    """Make an EventLog the one that `emit` reaches, or none."""
    global _current  # noqa: PLW0603
    _current = eventlog


def get_current() -> EventLog | None:
    """The EventLog that `emit` reaches, or None while nobody collects."""
    return _current


def emit(schema_id: str, version: str | int, data: Mapping[str, Any], *, time: datetime | None = None) -> None:
    """Emit an event; one dictionary look-up where nothing is collected.

    `time` is when it happened, by default now; one without a zone is in UTC. Never raises for what policy, consent
    or delivery make of it. An event that does not fit its schema is counted and logged, without its values.
    """
    if _current is not None:
        _current.emit(schema_id, version, data, time=time)


def emitter(schema_id: str, version: str | int) -> Emitter[Any]:
    """An emitter of one kind of event, which can be made at any time, also before the server starts."""
    return Emitter(schema_id, version, get_current)


def flush() -> Flushed:
    """A durable point: `await flush()`, or `flush().wait()` outside of an event loop."""
    return Flushed() if _current is None else _current.flush()

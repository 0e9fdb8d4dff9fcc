"""Which events are meant, and in which order they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Position(NamedTuple):
    """Where an event stands among all of a folder: later ones are greater.

    `received` is in seconds since the epoch, `file` the number of the journal file, `place` the event's in it.
    """

    received: float
    file: int
    place: int


class Selected(Protocol):
    """Says which runs are meant."""

    def where(self) -> tuple[str, list[object]]:
        """The condition on the table `runs`, and its values."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Events of one person: of one kind or all, received from `since` on and before `until` (seconds, epoch)."""

    subject: bytes
    schema_id: str | None = None
    since: float | None = None
    until: float | None = None

    def where(self) -> tuple[str, list[object]]:
        """The condition on the table `runs`, and its values."""
        said = {
            "subject = ?": self.subject,
            "type = ?": self.schema_id,
            "received >= ?": self.since,
            "received < ?": self.until,
        }
        return _condition(said)


@dataclass(frozen=True, slots=True)
class Purge:
    """Events of everybody: of one kind or all, received before `until` (seconds, epoch) or whenever."""

    schema_id: str | None = None
    until: float | None = None

    def where(self) -> tuple[str, list[object]]:
        """The condition on the table `runs`, and its values."""
        return _condition({"type = ?": self.schema_id, "received < ?": self.until})


def _condition(said: Mapping[str, object]) -> tuple[str, list[object]]:
    given = {condition: value for condition, value in said.items() if value is not None}
    return " AND ".join(given) or "TRUE", list(given.values())

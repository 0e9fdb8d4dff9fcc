"""Which of one person's events are meant, and in which order they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Position(NamedTuple):
    """Where an event stands among all of a folder: later ones are greater.

    `received` is in seconds since the epoch, `file` the number of the journal file, `place` the event's in it.
    """

    received: float
    file: int
    place: int


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
        given = {condition: value for condition, value in said.items() if value is not None}
        return " AND ".join(given), list(given.values())

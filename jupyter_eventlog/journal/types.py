"""What goes into a journal, what comes out of it, and what a journal must do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Protocol

from ..types import Status


@dataclass(frozen=True, slots=True)
class Row:
    """An event on its way into the journal.

    `received` is in seconds since the epoch. `sinks` are the names of those that it may go to. `number` is (a code
    of principal and session, sequence) for an event that its emitter numbered, else duplicates are recognised by
    the capsule's id. `permitted` is asked once more inside the commit, so that a withdrawal counts for whatever is
    not stored yet.
    """

    capsule: dict[str, Any]
    received: float
    sinks: tuple[str, ...]
    disclosure: str
    subject: bytes | None
    number: tuple[bytes, int] | None
    permitted: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Stored:
    """An event as it lies in the journal, at its place in the order."""

    place: int
    capsule: dict[str, Any]


class JournalError(RuntimeError):
    """The journal cannot take or give events now; the message names the file and the cause."""


class Journal(Protocol):
    """Keeps events in order, and remembers how far each sink has read."""

    @property
    def source(self) -> str:
        """The URI that names this journal in every capsule; asking for it opens the journal."""

    def append(self, rows: Sequence[Row]) -> Future[list[Status]]:
        """Store rows; the future resolves, in order, once they are durable. Fails with JournalError."""

    def read(self, sink: str, limit: int) -> tuple[list[Stored], int]:
        """The next events for a sink, and the place up to which it will then have everything."""

    def ack(self, sink: str, place: int, dead: Sequence[tuple[int, str]] = ()) -> None:
        """A sink has everything up to a place, but for the dead letters (place, reason)."""

    def pending(self, sink: str) -> int:
        """How many events still wait for a sink."""

    def finish(self) -> None:
        """Commit what was appended and take no more; reading goes on."""

    def close(self) -> None:
        """Finish, and let go of the file; safe to call twice."""

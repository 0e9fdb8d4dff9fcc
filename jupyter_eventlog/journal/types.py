"""What goes into a journal, what comes out of it, and what a journal must do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any, Protocol

from ..types import Status

PLACE_BITS = 48
"""Places of a file are below this power of two: what stands above it in a number may say which file it is."""

MAX_RUN = 1000
"""The most events of one run, so that the run of an event is found by its place."""


@dataclass(slots=True)
class Run:
    """Events that arrived together, one after the other, and share all but what each says for itself.

    `head` holds the attributes that their capsules share, `events` the rest of each, as JSON objects, and `sequence`
    the first one's number as its capsule tells it. `received` is in seconds since the epoch, `expires` the moment until
    which they may be kept, None for no end. `sanitize` is the moment at which they are narrowed, and to what (JSON), as
    it was agreed to; None where they never are. `sinks` are the names of those that they may go to. `permitted` is
    asked once more inside the commit, so that a withdrawal counts for whatever is not stored yet.

    Repeats are recognised by `number`, a code of principal and session and the sequence of the first event, where
    the others follow without a gap; where there is none by `ids`, a code of principal and id for each event whose
    emitter gave it one; not at all where they `are_new`. `passed` are earlier numbers of the same session that came
    and were refused, first and last of each stretch: they are not missing.
    """

    head: dict[str, Any]
    events: Sequence[bytes]
    sequence: int | None
    received: float
    expires: float | None
    sinks: tuple[str, ...]
    disclosure: str
    subject: bytes | None
    permitted: Callable[[], bool]
    number: tuple[bytes, int] | None = None
    are_new: bool = False
    ids: Sequence[bytes | None] = ()
    passed: tuple[tuple[int, int], ...] = ()
    sanitize: tuple[float, str] | None = None

    def part(self, first: int, last: int) -> Run:
        """Some of these events, from an index to before another."""
        return replace(
            self,
            events=self.events[first:last],
            sequence=None if self.sequence is None else self.sequence + first,
            number=None if self.number is None else (self.number[0], self.number[1] + first),
            ids=self.ids[first:last],
            passed=(),
        )


Source = Callable[[], Sequence[Run]]
"""Makes runs, in the thread that commits."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An event as it lies in the journal, at its place in the order."""

    place: int
    capsule: dict[str, Any]


class DamagedError(sqlite3.DatabaseError):
    """A file that SQLite reads, and that is not as it was made."""


class JournalError(RuntimeError):
    """The journal cannot take or give events now; the message names the file and the cause."""


class Owed(Protocol):
    """What sinks read from."""

    def read(self, sink: str, limit: int) -> tuple[list[Stored], int]:
        """The next events for a sink, and the place up to which it will then have everything."""

    def ack(self, sink: str, place: int, dead: Sequence[tuple[int, str]] = ()) -> None:
        """A sink has everything up to a place, but for the dead letters (place, reason)."""

    def pending(self, sink: str) -> int:
        """How many events still wait for a sink."""


class Journal(Owed, Protocol):
    """Keeps events in order, and remembers how far each sink has read."""

    @property
    def source(self) -> str:
        """The URI that names this journal in every capsule; asking for it opens the journal."""

    @property
    def queued(self) -> int:
        """How many events wait for a commit."""

    def append(self, source: Source, size: int, *, lazy: bool = False) -> Future[list[Status]]:
        """Store what a source makes, about so many events; the future resolves, in order, once they are durable.

        One that is `lazy` may wait a moment for others. Fails with JournalError.
        """

    def hurry(self) -> None:
        """Let nothing that was appended wait any longer than it must."""

    def finish(self) -> None:
        """Commit what was appended and take no more; reading goes on."""

    def close(self) -> None:
        """Finish, and let go of the file; safe to call twice."""

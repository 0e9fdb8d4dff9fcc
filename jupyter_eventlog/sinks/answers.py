"""What a destination's answers mean, for all sinks alike: taken, never, or not now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ..sink import LONGEST_REASON, Rejected, SafeError, UnavailableError

REFUSALS = (400, 413, 415, 422)
"""Answers that are about what was sent, and would be the same the next time."""

_MAYBE = 500

SUSPICIOUS = 8
"""So many events refused one by one, and none taken: then it may not be they."""

Item = tuple[str, bytes]
"""The id of a capsule, and the capsule as it is sent."""


class RefusedError(Exception):
    """The destination refuses what it was sent. `certain`: it would refuse this alone in any state."""

    def __init__(self, reason: str, *, certain: bool = False) -> None:
        super().__init__(reason)
        self.certain = certain


def check_status(status: int, refusals: Sequence[int] = REFUSALS) -> None:
    """Return for 2xx. Raises RefusedError for an answer about the events, UnavailableError for any other but one.

    500 is a fault of the destination's own, which one event may have caused: that raises SafeError, and so is looked
    for.
    """
    if 200 <= status < 300:
        return
    if status in refusals:
        raise RefusedError(f"the destination answered {status}")
    said = f"the destination answered {status}"
    raise SafeError(said) if status == _MAYBE else UnavailableError(said)


class Tally:
    """What became of a batch, one event at a time: who was refused, and whether anything was taken."""

    def __init__(self, size: int) -> None:
        self._size, self._taken, self._suspicious = size, 0, 0
        self._refused: dict[str, str] = {}

    def taken(self, number: int, refused: Mapping[str, str] | None = None) -> None:
        """So many were answered for; some of them with a refusal of their own."""
        self._taken += number
        self._refused |= refused or {}

    def refused(self, name: str, refusal: RefusedError) -> None:
        """One was refused alone."""
        self._refused[name] = str(refusal)
        self._size -= refusal.certain
        self._suspicious += not refusal.certain

    @property
    def suspicious(self) -> int:
        """How many were refused alone while nothing of the batch was taken; 0 as soon as anything was."""
        return 0 if self._taken else self._suspicious

    def close(self) -> None:
        """Return when all was taken. Raises Rejected for those refused, UnavailableError where all of several were.

        A destination that refuses everything is broken or set up wrongly: its events must not end as dead letters.
        """
        if self.suspicious and self._size > 1:
            raise UnavailableError("the destination refuses every event")
        if self._refused:
            reason = "; ".join(sorted(set(self._refused.values())))
            raise Rejected(list(self._refused), reason[:LONGEST_REASON])


def deliver(items: Sequence[Item], send: Callable[[Sequence[Item]], Mapping[str, str]]) -> None:
    """Send a batch, in halves where it is refused, in order, until those that are to blame stand alone.

    `send` returns the refused among what it sent (id: reason), or raises RefusedError for all of it. Raises Rejected
    and UnavailableError; any exception means that the whole batch is to be sent again.
    """
    tally = Tally(len(items))
    waiting = [items] if items else []
    while waiting:
        part = waiting.pop()
        try:
            tally.taken(len(part), send(part))
        except RefusedError as refusal:
            middle = len(part) // 2
            if middle:
                waiting += [part[middle:], part[:middle]]
                continue
            tally.refused(part[0][0], refusal)
            if tally.suspicious == SUSPICIOUS:
                _probe(items, send, tally)
    tally.close()


def _probe(items: Sequence[Item], send: Callable[[Sequence[Item]], Mapping[str, str]], tally: Tally) -> None:
    """Look for one that is taken, all over the batch, before each of hundreds is refused.

    It comes again in its turn. Raises UnavailableError where none is.
    """
    for probe in items[:: -max(len(items) // SUSPICIOUS, 1)]:
        try:
            send([probe])
        except RefusedError:
            continue
        tally.taken(1)
        return
    tally.close()

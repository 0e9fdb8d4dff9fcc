"""Finds the one event that a sink cannot take, so that it holds up no others.

After a failure the sink is handed one event, then two, then four: whatever comes before the one to blame is delivered,
and then that one stands first. It is a dead letter only if, while it fails, another one alone is taken, several times.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..journal.types import Stored
from ..sink import LONGEST_REASON, Capsule, Rejected, SafeError, UnavailableError

BATCH = 500

STRIKES = 4
"""So often an event must fail twice while in between another one is taken: a sink that fails now and then should not
cost an event."""

ALONE = 3
"""So often an event must fail alone before another one is tried in front of it: most failures are over by then."""


class Isolation:
    """Hands events to one sink, as many at a time as has proved possible."""

    def __init__(self, write: Callable[[Sequence[Capsule]], None]) -> None:
        self._write = write
        self._size = BATCH
        self._suspect, self._failures, self._strikes, self._other = 0, 0, 0, 1

    def deliver(self, stored: Sequence[Stored]) -> tuple[int, list[tuple[int, str]]]:
        """Hand over some of what is there, from its beginning; how many are settled, and the dead letters among them.

        Raises what the sink raised, when nothing is settled and all is to be tried again.
        """
        part = stored[: self._size]
        try:
            dead = self._hand_over(part)
        except UnavailableError:
            # No event is to blame, so none is looked for; a sink that looks by itself needs neighbours.
            self._size = BATCH
            raise
        except Exception as error:
            if len(part) > 1:
                self._size = 1
                raise
            dead = self._blame(stored, error, STRIKES)
        else:
            # Alone everything looks refused to a destination that is broken: there must be one that is taken.
            if dead and self._size == 1 < len(stored):
                dead = self._blame(stored, SafeError(dead[0][1]), 1)
        self._size = min(2 * self._size, BATCH)
        return len(part), dead

    def _hand_over(self, part: Sequence[Stored]) -> list[tuple[int, str]]:
        try:
            self._write([one.capsule for one in part])
        except Rejected as refusal:
            return [(one.place, refusal.reason) for one in part if one.capsule["id"] in refusal.ids]
        return []

    def _blame(self, stored: Sequence[Stored], error: Exception, strikes: int) -> list[tuple[int, str]]:
        """The first event as a dead letter, or nothing where it is taken after all. Raises the error where that is
        not certain yet."""
        first = stored[0]
        if self._suspect != first.place:
            self._suspect, self._failures, self._strikes, self._other = first.place, 0, 0, 1
        self._failures += 1
        if len(stored) == 1 or (self._failures < ALONE and strikes > 1):
            raise error
        if not self._is_taken(stored[min(self._other, len(stored) - 1)]):
            # It may be to blame as well: another one next time.
            self._strikes, self._other = 0, self._other % (len(stored) - 1) + 1
            raise error
        if self._is_taken(first):
            return []
        self._strikes += 1
        if self._strikes < strikes:
            raise error
        return [(first.place, said(error))]

    def _is_taken(self, one: Stored) -> bool:
        try:
            return not self._hand_over([one])
        except UnavailableError:
            raise
        except Exception:
            return False


def said(error: Exception) -> str:
    """What may be shown of an error: any other text may quote an address or what was sent."""
    return (str(error) if isinstance(error, SafeError) else type(error).__name__)[:LONGEST_REASON]

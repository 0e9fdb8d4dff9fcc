"""Which numbers of a sender's sessions came and were refused: they are not missing, although nothing is stored of them.

They are held in memory, and noted on the disk only together with a later event of the same session that is stored:
that the numbers before its own were given is evident then. What for they were refused is noted nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock

from .types import Draft

SESSIONS = 1000
"""How many sessions are remembered; of the others, a number that was refused looks like one that never came."""

MOST = 1000
"""How many numbers of one session."""

Key = tuple[str, str]
"""Principal and session."""


class Refusals:
    """Numbers that several threads note and take."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._sessions: dict[Key, set[int]] = {}

    def note(self, principal: str, draft: Draft) -> None:
        """Note an event's number, where it has one."""
        if draft.session is None or draft.sequence is None:
            return
        with self._lock:
            numbers = self._sessions.setdefault((principal, draft.session), set())
            if len(numbers) < MOST:
                numbers.add(draft.sequence)
            if len(self._sessions) > SESSIONS:
                del self._sessions[next(iter(self._sessions))]

    def before(self, principal: str, session: str, number: int) -> tuple[tuple[int, int], ...]:
        """The numbers below one, first and last of each stretch; they are forgotten here."""
        key = principal, session
        with self._lock:
            held = self._sessions.get(key, set())
            taken = {one for one in held if one < number}
            held -= taken
            if not held:
                self._sessions.pop(key, None)
        return tuple(_stretches(sorted(taken)))


def _stretches(numbers: Iterable[int]) -> Iterable[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return found

"""Which numbers of a sender's sessions came and were refused: they are not missing, although nothing is stored of them.

They are held in memory, and noted on the disk only together with a later event of the same session that is stored:
that the numbers before its own were given is evident then. What for they were refused is noted nowhere.
"""

from __future__ import annotations

from threading import Lock

from .types import Draft

SESSIONS = 1000
"""How many sessions are remembered; of the others, a number that was refused looks like one that never came."""

MOST = 64
"""How many stretches of numbers of one session."""

Key = tuple[str, str]
"""Principal and session."""

Stretch = tuple[int, int]
"""The first and the last of some numbers."""


class Refusals:
    """Numbers that several threads note and take."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._sessions: dict[Key, list[Stretch]] = {}

    def note(self, principal: str, draft: Draft, count: int = 1) -> None:
        """Note an event's number, where it has one, and those of the events that follow it."""
        if draft.session is None or draft.sequence is None:
            return
        number, end = draft.sequence, draft.sequence + count - 1
        with self._lock:
            held = self._sessions.setdefault((principal, draft.session), [])
            if held and held[-1][1] == number - 1:
                held[-1] = held[-1][0], end
            elif len(held) < MOST and not any(first <= number <= last for first, last in held):
                held.append((number, end))
            if len(self._sessions) > SESSIONS:
                del self._sessions[next(iter(self._sessions))]

    def before(self, principal: str, session: str, number: int) -> tuple[Stretch, ...]:
        """The numbers below one; they are held until they are on the disk, because a commit may fail."""
        with self._lock:
            held = self._sessions.get((principal, session), ())
            return tuple((first, min(last, number - 1)) for first, last in held if first < number)

    def forget(self, principal: str, draft: Draft) -> None:
        """The numbers below an event's are on the disk."""
        number = draft.sequence
        if draft.session is None or number is None:
            return
        key = principal, draft.session
        with self._lock:
            held = self._sessions.pop(key, [])
            later = [(max(first, number), last) for first, last in held if last >= number]
            if later:
                self._sessions[key] = later

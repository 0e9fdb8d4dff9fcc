"""How many events a minute one sender may bring: a bucket of tokens for each, of which an event takes one."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from ..status import RequestError
from .body import MAX_EVENTS

MINUTE = 60.0
_FEW = 64
"""Senders up to which nobody looks for those that can be forgotten."""


class Rates:
    """The buckets of one server.

    `per_minute` is what a bucket fills by in a minute, and what it holds (at least one full request); 0 sets no
    limit. `now` is a clock in seconds. A bucket that is full again is forgotten, so that memory holds those who sent
    something in the last minute and no others.
    """

    def __init__(self, per_minute: int, now: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._now = per_minute / MINUTE, now
        self._size = max(per_minute, MAX_EVENTS)
        self._left: dict[str, tuple[float, float]] = {}
        self._enough = _FEW

    def __len__(self) -> int:
        """How many senders are remembered."""
        return len(self._left)

    def take(self, principal: str, events: int) -> None:
        """Let a sender bring events, all or none. Raises RequestError, with when to come again."""
        if self._rate <= 0 or events == 0:
            return
        now = self._now()
        left = self._level(principal, now)
        if events > left:
            wait = math.ceil((events - left) / self._rate)
            raise RequestError(429, "rate", "That is more events a minute than this server takes.", wait)
        self._left[principal] = left - events, now
        if len(self._left) > self._enough:
            self._forget(now)

    def _level(self, principal: str, now: float) -> float:
        left, then = self._left.get(principal, (float(self._size), now))
        return min(self._size, left + (now - then) * self._rate)

    def _forget(self, now: float) -> None:
        self._left = {one: said for one, said in self._left.items() if self._level(one, now) < self._size}
        # Twice as many as are left, so that looking through them costs the same for each request.
        self._enough = max(_FEW, 2 * len(self._left))

"""How long to wait before the next try.

Full jitter (the whole delay is random up to a bound that doubles), so that many servers that lost the same
destination do not come back to it at the same moment.
"""

from __future__ import annotations

import random
from collections.abc import Callable

FIRST = 0.5
LONGEST = 60.0
_DOUBLINGS = 10


class Backoff:
    """Delays in seconds between tries at one destination."""

    def __init__(self, uniform: Callable[[float, float], float] = random.uniform) -> None:
        self._uniform = uniform
        self._failures = 0

    def next(self) -> float:
        """The delay after one more failure."""
        bound = min(LONGEST, FIRST * 2 ** min(self._failures, _DOUBLINGS))
        self._failures += 1
        return self._uniform(0, bound)

    def reset(self) -> None:
        """Forget the failures: something was delivered."""
        self._failures = 0

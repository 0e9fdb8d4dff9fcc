"""How long a file that another process holds may keep this one: its event loop stands still meanwhile."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 0.25
"""Seconds for which a lock of another process is waited for."""

PAUSE = 1.0
"""Seconds after a failure in which nobody tries again: many ask, and one alone should wait."""


class Pause:
    """Keeps a file that cannot be used from being tried again and again. `now` is a clock in seconds."""

    def __init__(self, file: Path, now: Callable[[], float] = time.monotonic) -> None:
        self._file, self._now = file, now
        self._until: float | None = None

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Try now, or raise OSError where that has just failed; a failure in here begins a pause."""
        if self._until is not None and self._now() < self._until:
            raise OSError(f"{self._file}: could not be used a moment ago")
        try:
            yield
        except (OSError, sqlite3.Error):
            self._until = self._now() + PAUSE
            raise
        self._until = None

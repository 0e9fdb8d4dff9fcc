"""What is done once an hour, and when a file is opened: let go of what is over."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from .absent import note_absent
from .clock import Witness, trusted
from .counts import DAY, forget_counts
from .ranges import forget
from .retention import expire
from .sanitizing import Narrowing, sanitize


class Upkeep:
    """Looks after a file of a journal with these `sinks`; its parts are told what they mean by `SqliteJournal`."""

    def __init__(
        self,
        sinks: Sequence[str],
        *,
        retention: Mapping[str, timedelta],
        narrowing: Narrowing | None,
        absent: Callable[[str, str], None],
        now: Callable[[], float],
        witness: Witness | None,
    ) -> None:
        self._sinks, self._retention, self._narrowing = sinks, retention, narrowing
        self._absent, self._now, self._witness = absent, now, witness

    def tidy(self, database: sqlite3.Connection) -> bool:
        """Delete what has been kept long enough, narrow some of what is old enough for it, and forget sessions that are
        over; whether there is more to narrow."""
        now = self._now() if self._witness is None else trusted(database, self._now(), self._witness)
        cutoffs = {name: now - kept.total_seconds() for name, kept in self._retention.items()}
        for one in note_absent(database, self._sinks, now):
            self._absent(one.name, str(one))
        expire(database, cutoffs, now)
        with database:
            forget(database, int(now / DAY))
            forget_counts(database, int(now / DAY))
        return self._narrowing is not None and sanitize(database, self._narrowing, now)

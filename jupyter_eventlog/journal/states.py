"""What became of stored events at each sink."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Mapping

from .delivery import RELEASED, WITHDRAWN

_CANCELLED = (WITHDRAWN, RELEASED)


class States:
    """How far each sink of a file has come, as of one moment.

    `offered` says up to which place each sink was handed events that it has not confirmed, `handed` which places it
    was offered again: those may have arrived, and count as delivered.
    """

    def __init__(
        self,
        database: sqlite3.Connection,
        offered: Mapping[str, int] | None = None,
        handed: Mapping[str, Collection[int]] | None = None,
    ) -> None:
        self._cursors: dict[str, int] = dict(database.execute("SELECT sink, place FROM cursors"))
        for sink, place in (offered or {}).items():
            self._cursors[sink] = max(place, self._cursors.get(sink, 0))
        dead = database.execute("SELECT sink, place, reason FROM dead")
        self._dead = {(sink, place): why for sink, place, why in dead}
        again = set(database.execute("SELECT sink, place FROM again"))
        self._again = again - {(sink, place) for sink, places in (handed or {}).items() for place in places}
        self._released: dict[str, list[tuple[int, int]]] = {}
        for sink, first, last in database.execute("SELECT sink, first, last FROM released"):
            self._released.setdefault(sink, []).append((first, last))
            # It has all that is before, whether or not it is back.
            self._cursors[sink] = max(last, self._cursors.get(sink, 0))
        self._uneven = {sink for sink, _ in (*self._dead, *self._again)} | self._released.keys()

    def of(self, sink: str, place: int) -> str:
        """`delivered`, `waiting`, `refused` or `cancelled`."""
        why = self._dead.get((sink, place))
        if why is not None:
            return "cancelled" if why in _CANCELLED else "refused"
        if (sink, place) in self._again:
            return "waiting"
        if any(first <= place <= last for first, last in self._released.get(sink, ())):
            return "cancelled"
        return "delivered" if place <= self._cursors.get(sink, 0) else "waiting"

    def count(self, sink: str, place: int, number: int) -> Counter[str]:
        """The same of so many events from a place on, by state."""
        if sink in self._uneven:
            return Counter(self.of(sink, at) for at in range(place, place + number))
        passed = min(max(self._cursors.get(sink, 0) - place + 1, 0), number)
        return +Counter(delivered=passed, waiting=number - passed)

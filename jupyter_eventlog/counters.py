"""Counts of what became of events, by schema and verdict: nothing is dropped without being counted."""

from __future__ import annotations

from collections import Counter
from threading import Lock

UNLISTED = "(not listed)"
"""Stands for every schema that the policy does not list: what others send must not name a counter."""

REPORTED = "(reported lost)"
"""Stands for the events that clients say they lost before they could send them; the verdict is their reason."""


REFUSED = "no-consent"
"""The verdict that is told to nobody but who sends: where one person is at work, its number says what they answered."""


class Counters:
    """Counts that several threads add to."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._lock = Lock()

    def add(self, schema_id: str, status: str, number: int = 1) -> None:
        """Count events of a schema that met with a verdict."""
        with self._lock:
            self._counts[schema_id, status] += number

    def snapshot(self) -> dict[str, dict[str, int]]:
        """All counts by schema, then verdict."""
        with self._lock:
            items = sorted(self._counts.items())
        found: dict[str, dict[str, int]] = {}
        for (schema_id, status), number in items:
            found.setdefault(schema_id, {})[status] = number
        return found

    def told(self) -> dict[str, dict[str, int]]:
        """All counts but those that tell who refused; nor is a schema named of which there is nothing else to say."""
        found = self.snapshot()
        kept = {name: {one: counts[one] for one in counts if one != REFUSED} for name, counts in found.items()}
        return {name: counts for name, counts in kept.items() if counts}

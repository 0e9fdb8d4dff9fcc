"""Counts of what became of events, by schema and verdict: nothing is dropped without being counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

UNLISTED = "(not listed)"
"""Stands for every schema that the policy does not list: what others send must not name a counter."""

REPORTED = "(reported lost)"
"""Stands for the events that clients say they lost before they could send them; the verdict is their reason."""


REFUSED = "no-consent"
"""The verdict that is told to nobody but who sends: where one person is at work, its number says what they answered."""

WITH_COMMIT = ("stored", "duplicate")
"""Verdicts that a commit writes down together with the events."""


class Counters:
    """Counts that several threads add to: since the start, and those that no disk has yet.

    `today` is the UTC day (since the epoch) that what is added now belongs to; `noted` is called when there is
    something that ought to be saved.
    """

    def __init__(self, today: Callable[[], int] = lambda: 0, noted: Callable[[], None] = lambda: None) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._unsaved: Counter[tuple[int, str, str]] = Counter()
        self._today, self._noted = today, noted
        self._lock = Lock()

    def add(self, schema_id: str, status: str, number: int = 1) -> None:
        """Count events of a schema that met with a verdict."""
        is_saved = status == REFUSED or status in WITH_COMMIT
        with self._lock:
            self._counts[schema_id, status] += number
            is_first = not is_saved and not self._unsaved
            if not is_saved:
                self._unsaved[self._today(), schema_id, status] += number
        if is_first:
            self._noted()

    @contextmanager
    def saving(self) -> Iterator[Counter[tuple[int, str, str]]]:
        """What is not on the disk yet, by day, schema and verdict; from when this ends without an error, it is."""
        with self._lock:
            taken, self._unsaved = self._unsaved, Counter()
        try:
            yield taken
        except BaseException:
            with self._lock:
                self._unsaved.update(taken)
            raise

    def snapshot(self) -> dict[str, dict[str, int]]:
        """All counts by schema, then verdict, since the start."""
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

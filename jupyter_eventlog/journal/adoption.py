"""Delivers what other files of the folder still owe, where the processes that held them are gone.

Each sink goes through those files by itself, after this process's own, and holds up no other. A file is held as long as
any sink is at it, then let go: nothing is ever stored in it here. The lock keeps two processes from delivering one
file at a time, and cursors lie in the file: whoever takes it next goes on where the last one was.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .files import journal_files
from .sqlite import SqliteJournal
from .types import PLACE_BITS, JournalError, Stored

_PLACE = (1 << PLACE_BITS) - 1
"""What of a number is a place; above it stands which file it is, 0 for this process's own."""


@dataclass
class _Adopted:
    """A file that is held for the sinks that are at it; `reached` is up to where each has confirmed."""

    file: Path
    journal: SqliteJournal
    number: int
    sinks: set[str] = field(default_factory=set)
    reached: dict[str, int] = field(default_factory=dict)


class Adoption:
    """What all sinks read from: the own journal, then those that nobody holds.

    `adopt` makes a journal of a file, `wake` wakes all sinks, `failed` is told what could not be adopted.
    """

    def __init__(
        self,
        folder: Path,
        own: SqliteJournal,
        *,
        adopt: Callable[[Path], SqliteJournal],
        wake: Callable[[], None],
        failed: Callable[[str], None],
    ) -> None:
        self._folder, self._own, self._adopt, self._wake, self._failed = folder, own, adopt, wake, failed
        self._lock = threading.RLock()
        self._left: dict[str, list[Path]] = {}
        self._passed_over: dict[str, set[Path]] = {}
        self._at: dict[str, _Adopted] = {}
        self._number = 0
        self._reached: dict[str, int] = {}
        self._handed: set[str] = set()
        self._is_ending = False

    def look(self) -> None:
        """Have every sink go once more through the files that nobody holds."""
        with self._lock:
            self._left.clear()
            self._passed_over.clear()
        self._wake()

    def holder(self, file: Path) -> SqliteJournal | None:
        """The journal that holds a file in this process; None where none does."""
        if file == self._own.file:
            return self._own
        with self._lock:
            return next((one.journal for one in self._at.values() if one.file == file), None)

    def read(self, sink: str, limit: int) -> tuple[list[Stored], int]:
        """The next events for a sink, and the place up to which it will then have everything of a file."""
        stored, place = self._own.read(sink, limit)
        if stored:
            self._handed.add(sink)
        if stored or place != self._reached.get(sink):
            return stored, place
        with self._lock:
            return self._read_adopted(sink, limit) or (stored, place)

    def ack(self, sink: str, place: int, dead: Sequence[tuple[int, str]] = ()) -> None:
        """A sink has everything up to a place of the file that it was read from."""
        number, place = place >> PLACE_BITS, place & _PLACE
        if number == 0:
            # What was offered again lies before the place that was reached.
            if sink in self._handed or place != self._reached.get(sink):
                self._own.ack(sink, place, dead)
            self._handed.discard(sink)
            self._reached[sink] = place
            return
        with self._lock:
            found = self._at.get(sink)
            # What was let go meanwhile is delivered again, by whoever takes it.
            if found is not None and found.number == number:
                found.journal.ack(sink, place, [(at & _PLACE, why) for at, why in dead])
                found.reached[sink] = place

    def pending(self, sink: str) -> int:
        """How many events still wait for a sink, in its own file and the one that it is at."""
        with self._lock:
            found = self._at.get(sink)
            return self._own.pending(sink) + (found.journal.pending(sink) if found else 0)

    def finish(self) -> None:
        """Take no other file any more."""
        self._is_ending = True

    def close(self) -> None:
        """Let go of what was adopted; safe to call twice."""
        self.finish()
        with self._lock:
            for sink in list(self._at):
                self._leave(sink)

    def disown(self) -> None:
        """In a forked child: let go without a touch."""
        self._lock, self._is_ending = threading.RLock(), True
        for one in self._at.values():
            one.journal.disown()

    def _read_adopted(self, sink: str, limit: int) -> tuple[list[Stored], int] | None:
        """None where nobody owes this sink anything more."""
        while (found := self._at.get(sink) or self._next(sink)) is not None:
            try:
                stored, place = found.journal.read(sink, limit)
            except JournalError as error:
                self._failed(f"what waits in {found.file.name} is not delivered: {error}")
                self._leave(sink)
                continue
            if stored or place != found.reached.get(sink):
                above = found.number << PLACE_BITS
                return [Stored(above | one.place, one.capsule) for one in stored], above | place
            self._leave(sink)
        return None

    def _next(self, sink: str) -> _Adopted | None:
        """Go on to the next file that can be held."""
        files = self._left.setdefault(sink, [] if self._is_ending else journal_files(self._folder))
        while files and not self._is_ending:
            file = files.pop(0)
            if file == self._own.file:
                continue
            found = next((one for one in self._at.values() if one.file == file), None) or self._take(file)
            if found is not None:
                found.sinks.add(sink)
                self._at[sink] = found
                return found
            self._passed_over.setdefault(sink, set()).add(file)
        return None

    def _take(self, file: Path) -> _Adopted | None:
        """Hold a file; None for one that a process holds, or that cannot be used."""
        journal = self._adopt(file)
        try:
            if journal.hold():
                self._offer_again(file)
                self._number += 1
                return _Adopted(file, journal, self._number)
        except JournalError as error:
            self._failed(f"what waits in {file.name} is not delivered: {error}")
        journal.close()
        return None

    def _offer_again(self, file: Path) -> None:
        """Whoever took a file last serves it to all of its sinks: two that hold it in turns must not both pass it over
        for one of them."""
        again = [sink for sink, files in self._passed_over.items() if file in files]
        for sink in again:
            self._passed_over[sink].discard(file)
            self._left.setdefault(sink, []).append(file)
        if again:
            self._wake()

    def _leave(self, sink: str) -> None:
        found = self._at.pop(sink)
        found.sinks.discard(sink)
        if not found.sinks:
            found.journal.close()

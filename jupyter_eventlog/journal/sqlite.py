"""The journal in SQLite: a write-ahead log with an fsync before every acknowledgement."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import timedelta
from math import inf
from pathlib import Path
from time import monotonic

from ..types import Status
from . import delivery, network, writer
from .chain import changed_since
from .clock import Witness
from .connection import Connection
from .counts import DAY, Counts, add_counts
from .erasure import Erased, clean, erase
from .holding import Holding
from .mark import Mark, newest_link
from .reading import reading
from .sanitizing import Narrowing
from .selection import Selection
from .storing import store
from .types import JournalError, Run, Source, Stored
from .upkeep import Upkeep
from .writer import Writer


class SqliteJournal:
    """One file of a journal folder, opened when it is first needed.

    `sinks` are the names of the configured sinks: a new one starts with the events that come after it.
    `retention` gives how long events of a type may be kept today, which can only shorten what each came with; none
    goes before the sinks that it is for have it. `committed` is called after each commit that stored something.
    A file takes nothing more while it holds `max_size` bytes. `damaged` is told of what cannot be read any more.
    `withdrawn` gives for a sink whose events (by code) of which types must not reach it any more. `counted` gives what
    else was counted: a commit takes it along, or `remind` that there is some. `narrowing` says what is left of events
    that are sanitized. `absent` is told by name of sinks that are not configured any more, where anything waits for
    them. `hourly` is called once an hour by the thread that commits. `witness` tells whether the clock has jumped;
    without it `now` is believed. `alone`, for a network file system, has no memory shared: then no other connection
    can read the file. `only` is a file of which it is to be the journal, instead of the first that nobody holds.
    """

    def __init__(
        self,
        folder: Path,
        sinks: Sequence[str],
        committed: Callable[[], None],
        *,
        retention: Mapping[str, timedelta] | None = None,
        now: Callable[[], float] = time.time,
        witness: Witness | None = None,
        max_size: int | None = None,
        damaged: Callable[[str], None] = lambda _: None,
        withdrawn: Callable[[str], Container[tuple[bytes, str]]] = lambda _: (),
        counted: Callable[[], AbstractContextManager[Counts]] = lambda: nullcontext({}),
        narrowing: Narrowing | None = None,
        absent: Callable[[str, str], None] = lambda *_: None,
        hourly: Callable[[], None] = lambda: None,
        alone: bool = False,
        only: Path | None = None,
    ) -> None:
        self._folder, self._sinks, self._committed = folder, tuple(sinks), committed
        self._now, self._max_size, self._each_hour = now, max_size, hourly
        self._damaged, self._withdrawn, self._counted = damaged, withdrawn, counted
        self._upkeep = Upkeep(
            self._sinks, retention=retention or {}, narrowing=narrowing, absent=absent, now=now, witness=witness
        )
        self._holding, self.alone = Holding(folder, damaged, alone=alone, only=only), alone
        self._connection = Connection(folder, self._holding, self._welcome, alone=alone)
        self._open = self._connection.open
        self._offered: dict[str, int] = {}
        self._handed: dict[str, list[int]] = {}
        self._overwritten = -inf
        self._writer = Writer(self._commit, self._hourly, self._save, network.GAP if alone else writer.GAP)

    @property
    def is_open(self) -> bool:
        """Whether anything has needed the file yet."""
        return self._connection.database is not None

    @property
    def file(self) -> Path | None:
        """This process's file, once anything has needed one."""
        return self._holding.file

    @property
    def source(self) -> str:
        """`urn:uuid:…`, made with the file."""
        with self._open():
            return self._connection.source

    def hold(self) -> bool:
        """Open the file; False where another process holds the only one that will do. Raises JournalError."""
        try:
            with self._open():
                return True
        except JournalError as error:
            if isinstance(error.__cause__, BlockingIOError):
                return False
            raise

    def append(self, source: Source, size: int, *, lazy: bool = False) -> Future[list[Status]]:
        """Store what a source makes with one commit for all that wait; resolved once it is on the disk."""
        return self._writer.put(source, size, lazy=lazy)

    def hurry(self) -> None:
        """Commit what is lazy now."""
        self._writer.hurry()

    def tidy(self) -> None:
        """Do now what is done hourly, in the thread that commits."""
        self._writer.tidy()

    def remind(self) -> None:
        """Something was counted that a commit should take along; without one it is written within a minute."""
        self._writer.remind()

    def read(self, sink: str, limit: int) -> tuple[list[Stored], int]:
        """The next events for a sink, and the place up to which it will then have everything."""
        withdrawn = self._withdrawn(sink)
        with self._open() as database:
            again, never = delivery.read_again(database, sink, limit, withdrawn)
            self._handed[sink] = [one.place for one in again]
            # What is refused again must not stand alone: nothing would show that it is to blame, and it would go first
            # for ever.
            stored, place, more = delivery.read(database, sink, limit - len(again), withdrawn)
            never += more
            if never:
                delivery.give_up(database, sink, never)
            broken = sum(why == delivery.DAMAGED for _, why in never)
            if broken:
                self._damaged(f"{sink}: {broken} events cannot be read any more")
            if stored:
                self._offered[sink] = max(place, self._offered.get(sink, 0))
        return [*again, *stored], place

    def ack(self, sink: str, place: int, dead: Sequence[tuple[int, str]] = ()) -> None:
        """Move a sink's cursor, and set aside what it refused."""
        with self._open() as database, database:
            delivery.move(database, sink, place, dead)
            # What was offered again lies before the cursor.
            again = [(sink, at) for at in self._handed.pop(sink, ()) if at <= place]
            database.executemany("DELETE FROM again WHERE sink = ? AND place = ?", again)

    def pending(self, sink: str) -> int:
        """How many events still wait for a sink."""
        with self._open() as database:
            return delivery.pending(database, sink)

    @property
    def queued(self) -> int:
        """How many events wait for a commit."""
        return self._writer.queued

    @property
    def size(self) -> int:
        """How many bytes the file and its log take; 0 before there is one."""
        file = self.file
        parts = [] if file is None else [file, file.with_name(f"{file.name}-wal")]
        return sum(part.stat().st_size for part in parts if part.exists())

    def lag(self, sink: str) -> float:
        """For how many seconds the oldest event has waited for a sink; 0 where none does."""
        with self._open() as database:
            oldest = delivery.oldest(database, sink)
        return 0.0 if oldest is None else max(0.0, self._now() - oldest)

    @contextmanager
    def reading(self, file: Path) -> Iterator[sqlite3.Connection]:
        """A file of the folder, read only: through the one connection that there may be, where it is held alone."""
        if not self.alone or file != self.file or not self.is_open:
            with reading(file) as database:
                yield database
            return
        with self._open() as database:
            texts = database.text_factory
            try:
                yield database
            finally:
                database.text_factory = texts

    def erase(self, selection: Selection) -> Erased:
        """Erase from this process's file what is selected, also what was appended before and is not committed yet.

        What waits for a sink is cancelled. Raises JournalError.
        """
        self.append(tuple, 0).result()
        with self._open() as database:
            erased = erase(database, selection, self._now(), offered=self._offered, handed=self._handed)
            self._holding.note(database)
        return erased

    def end(self) -> tuple[Mark, int]:
        """The newest link, and how many events were ever stored."""
        with self._open() as database:
            (following,) = database.execute("SELECT next FROM journal").fetchone()
            return newest_link(database), int(following) - 1

    def has_changed_since(self, type_: str) -> bool:
        """Whether anything came, or was erased, after the newest event of a type was stored by itself."""
        with self._open() as database:
            return changed_since(database, type_)

    def finish(self) -> None:
        """Commit what was appended and take no more; reading goes on."""
        self._writer.close()

    def close(self) -> None:
        """Finish, and let go of the file; safe to call twice."""
        self.finish()
        # What fails now failed before: who cannot write the disk has been told.
        with suppress(JournalError):
            self._save()
        self._connection.close()

    def disown(self) -> None:
        """In a forked child: let go of the lock, so that it ends with its owner, and touch nothing else."""
        self._connection.disown()

    def _welcome(self, database: sqlite3.Connection) -> None:
        delivery.welcome(database, self._sinks)
        if self._tidy(database):
            self._writer.tidy()

    def _tidy(self, database: sqlite3.Connection) -> bool:
        has_more = self._upkeep.tidy(database)
        self._holding.note(database)
        return has_more

    def _make_room(self, database: sqlite3.Connection) -> None:
        """Raises JournalError while the file is full; what is accepted is never dropped to take more."""
        if self._max_size is None or _used(database) < self._max_size:
            return
        raise JournalError(f"{self.file}: holds {self._max_size} bytes, as many as `max_size` lets it")

    def _hourly(self) -> bool:
        """Raises JournalError, and nothing else: whatever goes wrong here, the thread goes on to store events."""
        try:
            return self._look_after()
        except JournalError:
            raise
        except Exception as error:
            self._damaged(f"{self.file}: what is done hourly failed ({type(error).__name__})")
            return False

    def _look_after(self) -> bool:
        with self._open() as database:
            has_more = self._tidy(database)
            # Somebody may have asked at a terminal for something to be offered again.
            is_again = database.execute("SELECT 1 FROM again LIMIT 1").fetchone()
            # To write a large file anew takes long: old copies of what was deleted may stay for a day.
            if monotonic() - self._overwritten >= DAY:
                self._overwritten = monotonic()
                clean(database)
        if is_again:
            self._committed()
        if not has_more:
            self._each_hour()
        return has_more

    def _save(self) -> None:
        """Write down what no commit took along, where there is a file: counts alone make none."""
        if self.is_open:
            with self._open() as database, self._counted() as counts, database:
                add_counts(database, counts)

    def _commit(self, sources: Sequence[Sequence[Run]]) -> list[list[Status]]:
        with self._open() as database:
            with self._counted() as counts, database:
                self._make_room(database)
                statuses = store(database, sources, self._now())
                add_counts(database, counts)
            is_new = any("stored" in found for found in statuses)
            if is_new:
                self._holding.note(database)
        if is_new:
            self._committed()
        return statuses


def _used(database: sqlite3.Connection) -> int:
    """Bytes of a file that hold something."""
    (pages,), (free,), (size,) = (
        database.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)

"""The events that this process itself emits: copied at once, made ready by the thread that stores them."""

from __future__ import annotations

import sqlite3
import uuid
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal

from .callers import Caller
from .flushed import Flushed
from .journal.types import Journal, JournalError, Run
from .journal.writer import GROUP
from .nesting import is_recording
from .stages.capsule import new_id
from .types import Draft, Drop, Kept, Status
from .waiting import Waiting, copied, draft_of

if TYPE_CHECKING:
    from .options import Options
    from .road import Ways
    from .runs import Gathered

LATELY = 0.1
"""Seconds for which an answer is not looked up again before an event is queued."""

MAX_WAITING = 50_000
"""How many events may wait to be made ready; more are dropped, and leave a gap in the numbers."""


class InvalidEventError(ValueError):
    """An event that does not fit its schema, where `strict` asks to be told."""


class OwnEvents:
    """Emits for this process.

    `admit` is the look at policy and consent that costs no disk; `process` is the whole pure road; `gather` and
    `runs` make events ready for the journal; `count` notes verdicts. Beside the verdicts of the policy these are
    counted: `loop` (emitted while an event was being recorded), `closed` (after the end), `forked` (in a child of the
    process), `full` (too many wait), `failed`.
    """

    def __init__(
        self,
        options: Options,
        journal: Journal,
        *,
        admit: Callable[[str, Caller], Drop | None],
        process: Callable[[Draft, Caller, Ways], Kept | Drop],
        gather: Callable[[Iterable[Kept], Caller], list[Gathered]],
        runs: Callable[[Sequence[Gathered], Caller], list[Run]],
        count: Callable[..., None],
    ) -> None:
        self._options, self._log, self._journal = options, options.log, journal
        self._admit, self._process, self._count = admit, process, count
        self._gather, self._runs = gather, runs
        self._session, self._sequence = uuid.uuid4().hex, 0
        self._ended: Literal["closed", "forked"] | None = None
        self._told_forked = False
        self._open: dict[str, tuple[Caller, float]] = {}
        self._waiting: deque[Waiting] = deque()
        self._lock, self._is_called, self._full = Lock(), False, 0
        self._last: Future[Any] | None = None
        self._error: BaseException | None = None

    @property
    def has_ended(self) -> bool:
        """Whether nothing is taken any more."""
        return self._ended is not None

    @property
    def is_inherited(self) -> bool:
        """Whether this is a forked child's copy of its parent's."""
        return self._ended == "forked"

    def emit(self, schema_id: str, version: str | int, data: Mapping[str, Any], time: datetime | None) -> None:
        """Take an event that the policy lists. Raises InvalidEventError under `strict`, and nothing else."""
        if self._ended is not None:
            self._refuse_late(schema_id)
        elif is_recording():
            self._count(schema_id, "loop")
        else:
            try:
                caller = self._options.caller()
                if self._is_open(schema_id, caller):
                    self._take(schema_id, version, data, time, caller)
            except InvalidEventError:
                raise
            except Exception as error:
                self._failed({schema_id: 1}, error)

    def flush(self) -> Flushed:
        """A point at which everything that was emitted before is durable."""
        if self._last is None or self._ended == "forked":
            return Flushed()
        done: Future[None] = Future()
        # Whoever stops waiting must not cancel it for others.
        done.set_running_or_notify_cancel()

        def settled(_: object) -> None:
            error, self._error = self._error, None
            if error is None:
                done.set_result(None)
            else:
                done.set_exception(error if isinstance(error, JournalError) else JournalError(type(error).__name__))

        last = self._last if self._ended else self._call(lazy=False)
        last.add_done_callback(settled)
        return Flushed(done)

    def close(self) -> None:
        """Take nothing more; what waits is stored before the journal ends."""
        self._ended = self._ended or "closed"

    def disown(self) -> None:
        """In a forked child: take nothing, and wait for nobody."""
        self._ended = "forked"

    def _is_open(self, schema_id: str, caller: Caller) -> bool:
        """Whether events of a schema are let in, as of a moment ago; the commit looks again."""
        known = self._open.get(schema_id)
        if known is not None and known[0] is caller and known[1] > monotonic():
            return True
        refused = self._admit(schema_id, caller)
        if refused is not None:
            self._count(schema_id, refused.status)
            return False
        self._open[schema_id] = caller, monotonic() + LATELY
        return True

    def _take(
        self, schema_id: str, version: str | int, data: Mapping[str, Any], time: datetime | None, caller: Caller
    ) -> None:
        text = copied(data)
        if text is None or not isinstance(time, datetime | None):
            self._refused(
                schema_id, Drop("invalid", "data: is not JSON" if text is None else "time: must be a datetime")
            )
            return
        waiting = (schema_id, version, text, self._options.clock() if time is None else time, caller)
        if self._options.strict:
            self._insist(waiting)
        number = len(self._waiting)
        if number >= MAX_WAITING:
            self._overflow(schema_id)
            return
        self._waiting.append(waiting)
        if not self._is_called:
            self._call(lazy=True)
        elif number == GROUP:
            self._journal.hurry()

    def _overflow(self, schema_id: str) -> None:
        self._count(schema_id, "full")
        with self._lock:
            self._full += 1

    def _insist(self, waiting: Waiting) -> None:
        """Raises InvalidEventError for an event that will turn out to be invalid."""
        result = self._judged(waiting, {})
        if isinstance(result, Drop) and result.status == "invalid":
            self._refused(waiting[0], result)
            raise InvalidEventError(f"{waiting[0]}: {result.error}")

    def _call(self, *, lazy: bool) -> Future[list[Status]]:
        """Have the journal come for what waits."""
        self._is_called = True
        names: list[str] = []
        self._last = self._journal.append(lambda: self._make(names), GROUP if lazy else 0, lazy=lazy)
        self._last.add_done_callback(lambda done: self._settled(names, done))
        return self._last

    def _make(self, names: list[str]) -> list[Run]:
        """Make ready all that waits, in the thread that stores it; `names` gets the schema of each event."""
        # From here on, whoever emits calls again.
        self._is_called = False
        with self._lock:
            self._sequence, self._full = self._sequence + self._full, 0
        waiting = [self._waiting.popleft() for _ in range(len(self._waiting))]
        # All of them are lost if what follows fails.
        names[:] = [one[0] for one in waiting]
        made = [(self._gather(self._ready(some), of), of) for of, some in groupby(waiting, key=itemgetter(4))]
        names[:] = [one.first.draft.schema_id for gathered, _ in made for one in gathered for _ in one.events]
        return [run for gathered, caller in made if gathered for run in self._runs(gathered, caller)]

    def _ready(self, waiting: Iterable[Waiting]) -> Iterator[Kept]:
        """Those of one caller's events that are kept, each with its number and id."""
        ways: Ways = {}
        for one in waiting:
            result = self._judged(one, ways)
            if isinstance(result, Drop):
                self._refused(one[0], result)
                continue
            # Numbered last and in the order of the journal, so that a gap in the numbers means a loss.
            self._sequence += 1
            result.draft.sequence, result.draft.id = self._sequence, new_id()
            yield result

    def _judged(self, waiting: Waiting, ways: Ways) -> Kept | Drop:
        draft = draft_of(waiting, self._session)
        return draft if isinstance(draft, Drop) else self._process(draft, waiting[4], ways)

    def _settled(self, names: Sequence[str], done: Future[list[Status]]) -> None:
        error = done.exception()
        if error is None:
            for (name, status), number in Counter(zip(names, done.result(), strict=True)).items():
                self._count(name, status, number)
            return
        # What nobody came for is lost too once the journal has ended.
        left = [self._waiting.popleft()[0] for _ in range(len(self._waiting))] if self._ended else []
        self._failed(Counter([*names, *left]), error)

    def _refuse_late(self, schema_id: str) -> None:
        if self._ended == "forked" and not self._told_forked:
            self._told_forked = True
            self._log.warning("eventlog: events of a forked process are dropped: emit them in its parent")
        self._count(schema_id, str(self._ended))

    def _refused(self, schema_id: str, drop: Drop) -> None:
        self._count(schema_id, drop.status)
        if drop.status == "invalid":
            self._log.warning("eventlog: an event of %s is invalid: %s", schema_id, drop.error)

    def _failed(self, numbers: Mapping[str, int], error: BaseException) -> None:
        self._error = error
        for schema_id, number in numbers.items():
            self._count(schema_id, "failed", number)
        # Only of our own errors, and those of the disk, is it known that they quote no value.
        told = isinstance(error, JournalError | OSError | sqlite3.Error)
        said = error if told else type(error).__name__
        self._log.error("eventlog: %d events could not be stored: %s", sum(numbers.values()), said)

"""The events that this process itself emits: copied, numbered, and never a burden to who emits them."""

from __future__ import annotations

import asyncio
import sqlite3
import uuid
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextvars import Context
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Literal

import orjson

from . import nesting
from .callers import Caller
from .canonical import version_text
from .flushed import Flushed
from .journal.types import JournalError
from .stages.capsule import new_id
from .times import time_text
from .types import Draft, Drop, Kept

if TYPE_CHECKING:
    from .eventlog import Options


class InvalidEventError(ValueError):
    """An event that does not fit its schema, where `strict` asks to be told."""


class OwnEvents:
    """Emits for this process.

    `admit` is the look at policy and consent that costs no disk; `process` is the whole pure road; `append` hands an
    event to the journal; `count` notes a verdict. Beside the verdicts of the policy these are counted: `loop` (emitted
    while an event was being recorded), `closed` (after the end), `forked` (in a child of the process), `failed`.
    """

    def __init__(
        self,
        options: Options,
        *,
        admit: Callable[[str, Caller], Drop | None],
        process: Callable[[Draft, Caller], Kept | Drop],
        append: Callable[[Kept, Caller], Future[Any]],
        count: Callable[[str, str], None],
    ) -> None:
        self._options, self._log = options, options.log
        self._admit, self._process, self._append, self._count = admit, process, append, count
        self._session, self._sequence, self._lock = uuid.uuid4().hex, 0, Lock()
        self._ended: Literal["closed", "forked"] | None = None
        self._told_forked = False
        # While a thread opens the journal, events of event loops wait for it, in order.
        self._opener: Thread | None = None
        self._is_open, self._gate = False, Lock()
        self._waiting: deque[Callable[[], None]] = deque()
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
            if self._ended == "forked":
                self._tell_forked()
            self._count(schema_id, self._ended)
            return
        self._recording(schema_id, partial(self._emit, schema_id, version, data, time))

    def flush(self) -> Flushed:
        """A point at which everything that was emitted before is durable."""
        done: Future[None] = Future()
        # Whoever stops waiting must not cancel it for others.
        done.set_running_or_notify_cancel()
        if self._ended == "forked":
            return Flushed()
        settle = partial(self._settle, done)
        if not self._queued(settle, start=False):
            settle()
        return Flushed(done)

    def close(self) -> None:
        """Take nothing more, and pass on what waits for the journal to open."""
        self._ended = self._ended or "closed"
        with self._gate:
            opener = self._opener
        if opener is not None:
            opener.join()

    def disown(self) -> None:
        """In a forked child: take nothing, and wait for nobody."""
        self._ended = "forked"

    def _tell_forked(self) -> None:
        if not self._told_forked:
            self._told_forked = True
            self._log.warning("eventlog: events of a forked process are dropped: emit them in its parent")

    def _recording(self, schema_id: str, work: Callable[[], None]) -> None:
        token = nesting.enter()
        if token is None:
            self._count(schema_id, "loop")
            return
        try:
            work()
        except InvalidEventError:
            raise
        except Exception as error:
            self._failed(schema_id, error)
        finally:
            nesting.leave(token)

    def _emit(self, schema_id: str, version: str | int, data: Mapping[str, Any], time: datetime | None) -> None:
        try:
            private = orjson.loads(orjson.dumps(data, default=_plain))
        except (TypeError, ValueError):
            self._refused(schema_id, Drop("invalid", "data: is not JSON"))
            return
        if not isinstance(time, datetime | None):
            self._refused(schema_id, Drop("invalid", "time: must be a datetime"))
            return
        moment = self._options.now() if time is None else time
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        draft = Draft(schema_id, version_text(version) or "", private, time_text(moment), session=self._session)
        caller = self._options.caller()
        if not self._would_block():
            self._take(draft, caller)
            return
        refused = self._admit(schema_id, caller)
        take = partial(self._take, draft, caller)
        if refused is not None:
            self._refused(schema_id, refused)
        elif not self._queued(partial(self._recording, schema_id, take), start=True):
            take()

    def _take(self, draft: Draft, caller: Caller) -> None:
        result = self._process(draft, caller)
        if isinstance(result, Drop):
            self._refused(draft.schema_id, result)
            return
        with self._lock:
            # Numbered last and in the order of the journal, so that a gap in the numbers means a loss.
            numbered = replace(result.draft, sequence=self._sequence + 1, id=new_id())
            self._last = self._append(Kept(numbered, result.entry), caller)
            self._last.add_done_callback(self._note_error)
            self._sequence += 1
        self._is_open = True

    def _would_block(self) -> bool:
        """Whether this is an event loop, which must not wait for a journal's first writes to the disk."""
        if (self._is_open and self._opener is None) or self._options.strict:
            return False
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return False
        return True

    def _queued(self, work: Callable[[], None], *, start: bool) -> bool:
        """Put work behind what waits for the journal; False where nothing has to wait."""
        with self._gate:
            if self._opener is None:
                if self._is_open or not start:
                    return False
                # In a context of its own: this one is marked as recording, and some Pythons hand it on to threads.
                opener = Thread(target=Context().run, args=[self._open], name="eventlog-opener", daemon=True)
                opener.start()
                self._opener = opener
            self._waiting.append(work)
            return True

    def _open(self) -> None:
        while True:
            with self._gate:
                if not self._waiting:
                    self._opener = None
                    return
                work = self._waiting.popleft()
            work()

    def _settle(self, done: Future[None]) -> None:
        def settled(_: object = None) -> None:
            error, self._error = self._error, None
            if error is None:
                done.set_result(None)
            else:
                done.set_exception(error if isinstance(error, JournalError) else JournalError(type(error).__name__))

        if self._last is None:
            settled()
        else:
            self._last.add_done_callback(settled)

    def _note_error(self, done: Future[Any]) -> None:
        self._error = done.exception() or self._error

    def _refused(self, schema_id: str, drop: Drop) -> None:
        self._count(schema_id, drop.status)
        if drop.status == "invalid":
            self._log.warning("eventlog: an event of %s is invalid: %s", schema_id, drop.error)
            if self._options.strict:
                raise InvalidEventError(f"{schema_id}: {drop.error}")

    def _failed(self, schema_id: str, error: Exception) -> None:
        self._error = error
        self._count(schema_id, "failed")
        # Only of our own errors, and those of the disk, is it known that they quote no value.
        told = isinstance(error, JournalError | OSError | sqlite3.Error)
        self._log.error("eventlog: 1 events could not be stored: %s", error if told else type(error).__name__)


def _plain(value: Any) -> dict[str, Any]:
    """Mappings that are no dict are as good as one."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError

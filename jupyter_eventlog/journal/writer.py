"""The one thread that commits: while it waits for the disk, the next group gathers."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from math import inf
from time import monotonic
from typing import NamedTuple

from .. import nesting
from ..types import Status
from .types import JournalError, Run, Source

GROUP = 1000
"""Events after which a commit takes no more groups."""

LINGER = 0.02
"""Seconds for which what is lazy waits for more."""

GAP = 0.01
"""Seconds between the beginnings of two commits: under load, one flush of the disk serves many requests."""

HOUR = 3600.0

MINUTE = 60.0
"""Seconds after which counts that no commit took along are saved."""

Commit = Callable[[Sequence[Sequence[Run]]], list[list[Status]]]


class _Entry(NamedTuple):
    source: Source
    size: int
    lazy: bool
    future: Future[list[Status]]


class Writer:
    """Commits what sources make, in the order in which they were put. Its thread starts with the first.

    `hourly` is called by that thread once an hour after the first commit, and again as soon as nothing waits where it
    says that it has more to do; `save` is called a minute after it was reminded. Nothing else wakes an idle writer.
    """

    def __init__(self, commit: Commit, hourly: Callable[[], bool], save: Callable[[], None], gap: float = GAP) -> None:
        self._commit, self._hourly, self._save, self._gap = commit, hourly, save, gap
        self._reminded = inf
        self._waiting: deque[_Entry] = deque()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closing = self._is_hurried = False
        self._began = self._ticked = 0.0
        self.queued = 0
        """How many events wait for a commit."""

    def put(self, source: Source, size: int, *, lazy: bool = False) -> Future[list[Status]]:
        """Put a source in the queue; the future resolves when it is committed, or fails with the commit's error."""
        future: Future[list[Status]] = Future()
        future.set_running_or_notify_cancel()
        with self._changed:
            if self._closing:
                future.set_exception(JournalError("the journal is closed"))
                return future
            self._start()
            self._waiting.append(_Entry(source, size, lazy, future))
            self.queued += size
            self._changed.notify()
        return future

    def hurry(self) -> None:
        """Let nothing that waits be lazy."""
        with self._changed:
            self._is_hurried = True
            self._changed.notify()

    def tidy(self) -> None:
        """Have `hourly` called as soon as nothing waits."""
        with self._changed:
            if not self._closing:
                self._start()
                self._ticked = -inf
                self._changed.notify()

    def remind(self) -> None:
        """There is something to save within a minute, unless a commit takes it along or the journal ends."""
        with self._changed:
            self._reminded = min(self._reminded, monotonic() + MINUTE)
            self._changed.notify()

    def close(self) -> None:
        """Commit what is waiting, then end the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        nesting.mark_thread()
        while True:
            group = self._next()
            if group:
                self._settle(group)
            elif self._closing:
                return
            if monotonic() >= self._reminded:
                self._reminded = inf
                try:
                    self._save()
                except JournalError:
                    self.remind()
            # Also where there is always something to commit.
            if monotonic() >= self._ticked + HOUR:
                self._ticked = monotonic()
                # What fails now (a full disk, a locked file) is tried again in an hour, and at the next start.
                with suppress(JournalError):
                    if self._hourly():
                        self._ticked = -inf

    def _start(self) -> None:
        if self._thread is None:
            self._ticked = monotonic()
            self._thread = threading.Thread(target=self._run, name="eventlog-writer", daemon=True)
            self._thread.start()

    def _settle(self, group: Sequence[_Entry]) -> None:
        """Make, commit, and tell whoever waits; a source that fails takes only its own events along."""
        made: list[tuple[_Entry, Sequence[Run]]] = []
        for entry in group:
            try:
                made.append((entry, entry.source()))
            except Exception as error:
                entry.future.set_exception(error)
        try:
            statuses = self._commit([runs for _, runs in made]) if any(runs for _, runs in made) else [[]] * len(made)
        except Exception as error:
            self._fail(made, error)
        else:
            for (entry, _), found in zip(made, statuses, strict=True):
                entry.future.set_result(found)

    def _fail(self, made: Sequence[tuple[_Entry, Sequence[Run]]], error: Exception) -> None:
        """What cannot be stored for a reason of its own takes no neighbours along; a disk fails all at once."""
        if len(made) > 1 and not isinstance(error, JournalError):
            for entry, runs in made:
                try:
                    entry.future.set_result(self._commit([runs])[0])
                except Exception as alone:
                    entry.future.set_exception(alone)
            return
        for entry, _ in made:
            entry.future.set_exception(error)

    def _next(self) -> list[_Entry]:
        """All that waits, up to a group's size; nothing when the writer is closing or an hour has passed."""
        with self._changed:
            self._rest()
            self._changed.wait_for(self._is_due, LINGER)
            self._changed.wait_for(self._is_full, self._began + self._gap - monotonic())
            self._is_hurried, self._began = False, monotonic()
            group: list[_Entry] = []
            size = 0
            while self._waiting and size < GROUP:
                group.append(self._waiting.popleft())
                size += group[-1].size
            self.queued -= size
            return group

    def _rest(self) -> None:
        """Sleep until there is something to do; the time of it may change meanwhile."""
        while not self._waiting and not self._closing:
            left = min(self._ticked + HOUR, self._reminded) - monotonic()
            if left <= 0:
                return
            self._changed.wait(left)

    def _is_full(self) -> bool:
        return self._closing or self._is_hurried or self.queued >= GROUP

    def _is_due(self) -> bool:
        return self._closing or self._is_hurried or not all(entry.lazy for entry in self._waiting)

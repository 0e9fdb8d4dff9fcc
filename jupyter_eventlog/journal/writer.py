"""The one thread that commits: while it waits for the disk, the next group gathers."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress

from .. import nesting
from ..types import Status
from .types import JournalError, Row

GROUP = 1000
"""Rows after which a commit takes no more groups."""

HOUR = 3600.0

Commit = Callable[[Sequence[Sequence[Row]]], list[list[Status]]]


class Writer:
    """Commits groups of rows in the order in which they were put. Its thread starts with the first.

    `hourly` is called by that thread once an hour; without it an idle writer never wakes.
    """

    def __init__(self, commit: Commit, hourly: Callable[[], None] | None = None) -> None:
        self._commit, self._hourly = commit, hourly
        self._waiting: deque[tuple[Sequence[Row], Future[list[Status]]]] = deque()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closing = False
        self.queued = 0
        """How many rows wait for a commit."""

    def put(self, rows: Sequence[Row]) -> Future[list[Status]]:
        """Put rows in the queue; the future resolves when they are committed, or fails with the commit's error."""
        future: Future[list[Status]] = Future()
        future.set_running_or_notify_cancel()
        with self._changed:
            if self._closing:
                future.set_exception(JournalError("the journal is closed"))
                return future
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="eventlog-writer", daemon=True)
                self._thread.start()
            self._waiting.append((rows, future))
            self.queued += len(rows)
            self._changed.notify()
        return future

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
            if not group:
                if self._closing:
                    return
                self._tick()
                continue
            try:
                statuses = self._commit([rows for rows, _ in group])
            except Exception as error:
                for _, future in group:
                    future.set_exception(error)
            else:
                for (_, future), found in zip(group, statuses, strict=True):
                    future.set_result(found)

    def _next(self) -> list[tuple[Sequence[Row], Future[list[Status]]]]:
        """All that waits, up to a group's size; nothing when the writer is closing or an hour has passed."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closing, HOUR if self._hourly else None)
            group, size = [], 0
            while self._waiting and size < GROUP:
                group.append(self._waiting.popleft())
                size += len(group[-1][0])
            self.queued -= size
            return group

    def _tick(self) -> None:
        if self._hourly:
            # What fails now (a full disk, a locked file) is tried again in an hour, and at the next start.
            with suppress(JournalError):
                self._hourly()

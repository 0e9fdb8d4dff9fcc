"""Brings what the journal holds to one sink, in order, for as long as it takes."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import UTC, datetime

from .. import nesting
from ..journal.types import Owed
from ..sink import Sink
from ..times import time_text
from .backoff import Backoff
from .isolation import BATCH, Isolation, said

PATIENCE = 5.0
"""Seconds that the end of a server waits for a sink that hangs; what it has not taken stays in the journal."""


@dataclass
class Health:
    """How one sink is doing: `failing_since` and `error` while its last try failed."""

    delivered: int = 0
    dead: int = 0
    failing_since: str | None = None
    error: str | None = None


class Dispatcher:
    """One sink's worker thread. It sleeps until it is woken, or until the next try of what failed."""

    def __init__(self, journal: Owed, sink: Sink, log: logging.Logger, backoff: Backoff | None = None) -> None:
        self._journal, self._sink, self._log = journal, sink, log
        self._backoff, self._isolation = backoff or Backoff(), Isolation(sink.write)
        self._wake, self._stop = threading.Event(), threading.Event()
        self.health = Health()
        self._thread = threading.Thread(target=self._run, name=f"eventlog-{self.name}", daemon=True)

    @property
    def name(self) -> str:
        """The sink's name."""
        return self._sink.destination.name

    @property
    def sink(self) -> Sink:
        """The sink that is served."""
        return self._sink

    def start(self) -> None:
        """Begin with whatever the journal still holds for the sink."""
        self._thread.start()
        self.wake()

    def wake(self) -> None:
        """There is something new."""
        self._wake.set()

    def close(self) -> None:
        """Try once more what waits, then end the thread and close the sink."""
        self._stop.set()
        self._wake.set()
        if self._thread.ident is not None:
            self._thread.join(PATIENCE)
        if not self._thread.is_alive():
            self._sink.close()

    def _run(self) -> None:
        nesting.mark_thread()
        while not self._stop.is_set():
            self._wake.wait()
            self._wake.clear()
            while not self._deliver_next():
                if self._stop.wait(self._backoff.next()):
                    return

    def _deliver_next(self) -> bool:
        """Deliver all there is; False when a try failed."""
        try:
            while self._deliver_batch():
                self._backoff.reset()
        except Exception as error:
            self._failed(error)
            return False
        self.health.failing_since = self.health.error = None
        return True

    def _deliver_batch(self) -> bool:
        """Deliver one batch; False when there is none."""
        stored, place = self._journal.read(self.name, BATCH)
        settled, dead = self._isolation.deliver(stored) if stored else (0, [])
        if settled < len(stored):
            place = stored[settled - 1].place
        # What is offered again lies before the place that was reached.
        moved = bool(stored) or place != self._reached
        if moved:
            self._journal.ack(self.name, place, dead)
            self._reached = place
        self.health.delivered += settled - len(dead)
        self.health.dead += len(dead)
        return moved

    _reached = -1

    def _failed(self, error: Exception) -> None:
        if self.health.failing_since is None:
            self.health.failing_since = time_text(datetime.now(UTC))
            self._log.warning("eventlog: sink %s fails and is tried again: %s", self.name, said(error))
        self.health.error = said(error)

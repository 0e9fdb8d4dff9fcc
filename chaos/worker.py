"""The process that faults happen to: `python -m chaos.worker SPEC`, told on stdin what to do, a JSON object a line.

It reports on stdout, unbuffered: which numbers it is about to send (`sent`), which of them were acknowledged (`ack`),
which were refused for now (`refused`, with the error), and whatever must not happen (`crash`).
"""

from __future__ import annotations

import json
import logging
import os
import resource
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from chaos.world import ID, OWNER, data, make
from jupyter_eventlog.callers import Caller
from jupyter_eventlog.eventlog import EventLog, Verdict
from jupyter_eventlog.journal.types import JournalError
from jupyter_eventlog.records import Choice

IN_FLIGHT = 8
"""Requests of one client that wait for their verdicts."""

LONGEST_REQUEST, LONGEST_BURST = 20, 40

AGAIN = 0.05
"""Seconds after which a client that was refused tries again."""

ACKNOWLEDGED = {"stored", "duplicate"}

REFUSALS = (JournalError, OSError)
"""What the road may raise, by its own word, when nothing can be stored now."""


def report(**said: Any) -> None:
    """One line to the parent, in one write: a kill leaves it whole or not there."""
    os.write(1, json.dumps(said).encode() + b"\n")


class Client:
    """Sends numbered events of one person with `receive`, and again what was not acknowledged."""

    def __init__(self, eventlog: EventLog, person: str, first: int, again: list[int]) -> None:
        self._eventlog, self._person = eventlog, person
        self._caller = Caller(person, origin="frontend", principal=person)
        self._next, self._again, self._free = first, deque(again), threading.Semaphore(IN_FLIGHT)
        self._is_refused = False

    def run(self, stop: threading.Event, limit: int | None) -> None:
        """Send until told to stop, or until `limit` new events and all old ones are acknowledged."""
        random, end = Random(self._next), None if limit is None else self._next + limit
        while not stop.is_set():
            self._free.acquire()
            if self._is_refused:
                self._is_refused = False
                stop.wait(AGAIN)
            numbers = self._take(random.randint(1, LONGEST_REQUEST), end)
            if numbers:
                self._send(numbers)
                continue
            self._free.release()
            if self._settle() and not self._again:
                return
        self._settle()

    def _take(self, size: int, end: int | None) -> list[int]:
        if self._again:
            return [self._again.popleft() for _ in range(min(size, len(self._again)))]
        last = self._next + size if end is None else min(self._next + size, end)
        numbers = list(range(self._next, last))
        self._next = last
        return numbers

    def _settle(self) -> bool:
        """Wait for every verdict."""
        for _ in range(IN_FLIGHT):
            self._free.acquire()
        self._free.release(IN_FLIGHT)
        return True

    def _send(self, numbers: list[int]) -> None:
        report(sent=numbers, person=self._person)
        shared = {"schema_id": ID, "version": "1", "session": self._person}
        events = [{**shared, "sequence": one, "data": data(one, self._person)} for one in numbers]
        try:
            self._eventlog.receive(events, self._caller).add_done_callback(partial(self._answered, numbers))
        except REFUSALS as error:
            self._refused(numbers, error)

    def _answered(self, numbers: list[int], done: Future[list[Verdict]]) -> None:
        error = done.exception()
        if isinstance(error, REFUSALS):
            self._refused(numbers, error)
            return
        if error is not None:
            report(crash=f"receive: {error!r}")
        else:
            statuses = [one.status for one in done.result()]
            verdicts = list(zip(numbers, statuses, strict=True))
            report(ack=[one for one, status in verdicts if status in ACKNOWLEDGED])
            report(invalid=[one for one, status in verdicts if status == "invalid"])
            if odd := set(statuses) - ACKNOWLEDGED - {"invalid"}:
                report(odd=f"{sorted(odd)} for {numbers}")
        self._free.release()

    def _refused(self, numbers: list[int], error: BaseException) -> None:
        self._again.extend(numbers)
        self._is_refused = True
        report(refused=len(numbers), why=str(error))
        self._free.release()


def emit_own(eventlog: EventLog, first: int, stop: threading.Event, limit: int | None) -> None:
    """Emit bursts as the process's own, and report each once `flush` says that it is durable."""
    random, number = Random(first), first
    while not stop.is_set() and (limit is None or number < first + limit):
        burst = list(range(number, number + random.randint(1, LONGEST_BURST)))
        number = burst[-1] + 1
        for one in burst:
            eventlog.emit(ID, "1", data(one, OWNER))
        try:
            eventlog.flush().wait()
        except JournalError as error:
            report(refused=len(burst), why=str(error))
            stop.wait(AGAIN)
        else:
            report(ack=burst)


class Worker:
    """Does what it is told."""

    def __init__(self, spec: dict[str, Any]) -> None:
        self._spec = spec
        self._senders: dict[str, tuple[threading.Thread, threading.Event]] = {}
        people = [one["person"] for one in spec["clients"]]
        self._eventlog = make(Path(spec["folder"]), spec["sinks"], people)

    def load(self, limit: int | None = None) -> None:
        """Begin to send: for ever, or so many events from each."""
        for one in self._spec["clients"]:
            client = Client(self._eventlog, one["person"], one["first"], one["again"])
            self._begin(one["person"], partial(client.run, limit=limit))
        if self._spec["own"]:
            self._begin(OWNER, partial(emit_own, self._eventlog, self._spec["own"], limit=limit))

    def settle(self, *, stop: bool = True, only: str | None = None) -> None:
        """Wait until everything that was sent, or that one sends, has its answer; first have them stop, by default."""
        for name in [only] if only else list(self._senders):
            thread, stopped = self._senders.pop(name)
            if stop:
                stopped.set()
            thread.join()

    def waiting(self) -> dict[str, Any]:
        """How many events wait for each sink, and the error with which its last try failed."""
        pending = self._eventlog.journal.pending
        return {one.name: [pending(one.name), one.health.error] for one in self._eventlog.dispatchers}

    def erase(self, person: str) -> dict[str, Any]:
        """Erase all records of a person."""
        records = self._eventlog.records
        if records is None:
            raise ValueError("there is no index of people")
        return records.erase(person, Choice(), datetime.now(UTC).isoformat())

    def close(self) -> None:
        """An orderly end."""
        self.settle()
        self._eventlog.close()

    def _begin(self, name: str, run: Callable[[threading.Event], None]) -> None:
        stop = threading.Event()
        thread = threading.Thread(target=_guarded, args=[partial(run, stop)], daemon=True)
        self._senders[name] = thread, stop
        thread.start()


def _guarded(run: Callable[[], None]) -> None:
    try:
        run()
    except Exception:
        report(crash=traceback.format_exc(limit=-6))


def main() -> None:
    """Do what the lines of stdin say, one after another; each is answered by a line of its own."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    spec = json.loads(sys.argv[1])
    if spec["room"] is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (spec["room"], resource.RLIM_INFINITY))
    worker = Worker(spec)
    report(done="ready")
    for line in sys.stdin:
        what, options = json.loads(line)
        try:
            report(done=what, answer=getattr(worker, what)(**options))
        except REFUSALS as error:
            report(done=what, error=str(error))
        except Exception:
            report(crash=traceback.format_exc(limit=-6), done=what, error="crash")


if __name__ == "__main__":
    main()

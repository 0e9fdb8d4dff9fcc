"""The client's one thread: takes events in order, numbers them, and sends them in batches until they arrive."""

from __future__ import annotations

import json
import os
import random
import threading
from collections import Counter, deque
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from queue import Empty, SimpleQueue
from typing import Any, Protocol

# Not when the thread needs it: a fork in the middle of an import would leave the child with half a module.
from .client_http import Connection, Outcome

Event = tuple[float, str, "str | int", str]
"""Time, schema id, version, data as JSON."""

Numbered = tuple[int, str]
"""An event's number in its session, and the event as JSON."""

Item = Event | threading.Event
"""An event, or what `flush` waits for."""

LINGER = 0.25
"""Seconds in which events gather after the first one of a batch."""

MAX_BATCH = 250
MAX_BATCH_BYTES = 1000 * 1000
"""What a request holds. The server takes 1,000 events and 1 MiB, but while it reads a long request it serves nobody."""

_ENVELOPE = 256
_REPORTS = 100
_KINDS = 100

_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0


class Owner(Protocol):
    """The side of the client that puts events in the queue."""

    off: bool
    unfit: Iterator[int]


class Worker:
    """Sends one session of one process. All but `hurry`, `closing` and reading is for its own thread alone."""

    def __init__(self, owner: Owner, inbox: SimpleQueue[Item], full: Iterator[int]) -> None:
        self._owner, self._inbox = owner, inbox
        self.hurry, self.closing = threading.Event(), threading.Event()
        self.schemas: Collection[str] | None = None
        self.taken_bytes = 0
        self._over = False
        self._problem: str | None = None
        self._full, self._unfit = _Tally(full), _Tally(owner.unfit)
        self._session, self._sequence = os.urandom(16).hex(), 0
        self._heads: dict[tuple[str, str | int, type], str] = {}
        self._second = -1.0, ""
        self._markers: list[threading.Event] = []
        self._report: deque[dict[str, Any]] = deque(maxlen=_REPORTS)
        self._verdicts: Counter[str] = Counter()
        self._lost: Counter[str] = Counter()
        self._carried: Item | None = None

    def run(self, file: str) -> None:
        """Send, with the connection of a file, until there is nobody to send to."""
        try:
            connection = Connection(file)
            self.schemas = connection.schemas
            while not self._over:
                self._deliver(connection, self._batch())
                self._settle()
        except Exception as error:
            # A trace that a thread prints would land in somebody's cell.
            self._end(f"{type(error).__name__}: {error}")

    def status(self) -> dict[str, Any]:
        """What became of the events so far; may be read by any thread."""
        lost = {reason: number for reason, number in self._lost.copy().items() if number}
        unfit = self._unfit.total()
        return {
            "waiting": self._inbox.qsize(),
            "verdicts": dict(self._verdicts),
            "lost": lost | ({"unfit": unfit} if unfit else {}),
            "problem": self._problem,
        }

    def _batch(self) -> list[Numbered]:
        """The next events; waits for the first one."""
        first = self._carried or self._inbox.get()
        self._carried = None
        if self._inbox.qsize() < MAX_BATCH:
            self.hurry.wait(LINGER)
            self.hurry.clear()
        batch: list[Numbered] = []
        size = 0
        for item in self._items(first):
            if isinstance(item, threading.Event):
                self._markers.append(item)
                break
            size += len(item[3]) + _ENVELOPE
            if batch and size > MAX_BATCH_BYTES:
                self._carried = item
                break
            self._take(item, batch)
            if len(batch) >= MAX_BATCH:
                break
        self._note_full()
        return batch

    def _items(self, first: Item) -> Iterator[Item]:
        yield first
        while True:
            try:
                yield self._inbox.get_nowait()
            except Empty:
                return

    def _take(self, event: Event, batch: list[Numbered]) -> None:
        time, schema_id, version, data = event
        self.taken_bytes += len(data)
        try:
            if self.schemas is not None and schema_id not in self.schemas:
                return
            head = self._heads.get((schema_id, version, type(version))) or self._head(schema_id, version)
        except (TypeError, ValueError):
            next(self._owner.unfit)
            return
        self._sequence += 1
        envelope = f'"time":"{self._time_text(time)}","id":"{uuid7(time)}","sequence":{self._sequence}'
        batch.append((self._sequence, f'{head},{envelope},"data":{data}}}'))

    def _head(self, schema_id: str, version: str | int) -> str:
        """What events of a kind share, without the closing brace: this thread's time is the cell's."""
        text = json.dumps({"schema_id": schema_id, "version": version, "session": self._session})[:-1]
        if len(self._heads) < _KINDS:
            # 1 and True would be one key.
            self._heads[schema_id, version, type(version)] = text
        return text

    def _time_text(self, time: float) -> str:
        second, fraction = divmod(time, 1)
        if second != self._second[0]:
            self._second = second, datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%S")
        return f"{self._second[1]}.{int(fraction * 1e6):06d}Z"

    def _note_full(self) -> None:
        """Give the events that found no place their numbers, so that the gap can be told."""
        lost = self._full.news()
        if lost:
            first, self._sequence = self._sequence + 1, self._sequence + lost
            self._lose(first, self._sequence, "full")

    def _lose(self, first: int, last: int, reason: str) -> None:
        self._lost[reason] += last - first + 1
        self._report.append({"session": self._session, "ranges": [[first, last]], "reason": reason})

    def _deliver(self, connection: Connection, batch: list[Numbered]) -> None:
        """Send a batch until it has an answer that lasts."""
        parts, failures = deque([batch] if batch else []), 0
        while parts and not self._over:
            part = parts[0]
            outcome = connection.post(self._body(part), len(part))
            self._problem = outcome.why or None
            if outcome.kind == "hold":
                self._wait(outcome.after, failures)
                failures += 1
                continue
            failures = 0
            parts.popleft()
            if outcome.kind == "split" and len(part) > 1:
                middle = len(part) // 2
                parts.extendleft([part[middle:], part[:middle]])
            else:
                self._conclude(part, outcome)
        self._lost["stopped"] += sum(map(len, parts))

    def _conclude(self, part: list[Numbered], outcome: Outcome) -> None:
        if outcome.kind == "done":
            self._verdicts.update(outcome.verdicts)
            self._report.clear()
        elif outcome.kind == "over":
            self._lost["stopped"] += len(part)
            self._end(outcome.why)
        else:
            self._lose(part[0][0], part[-1][0], "too-large" if outcome.kind == "split" else "refused")

    def _wait(self, after: float, failures: int) -> None:
        """Back off with full jitter, no earlier than the server asked for; the end of the process waits for nobody."""
        if self.closing.is_set():
            self._end(self._problem or "")
            return
        longest = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(failures, 16))
        self.closing.wait(after + random.uniform(0, longest))  # noqa: S311  no secret

    def _body(self, part: list[Numbered]) -> bytes:
        report = f',"report":{json.dumps(list(self._report))}' if self._report else ""
        return f'{{"events":[{",".join(text for _, text in part)}]{report}}}'.encode("ascii")

    def _settle(self) -> None:
        for marker in self._markers:
            marker.set()
        self._markers.clear()

    def _end(self, problem: str) -> None:
        """Take nothing more, and let go of what waits and who waits."""
        self._problem, self._over, self._owner.off = problem, True, True
        for item in self._items(self._carried or threading.Event()):
            if isinstance(item, threading.Event):
                self._markers.append(item)
            else:
                self._lost["stopped"] += 1
        self._settle()


class _Tally:
    """Reads a counter that other threads advance with `next`, which alone cannot be torn by them."""

    def __init__(self, counter: Iterator[int]) -> None:
        self._counter, self._reads, self._known = counter, 0, 0

    def total(self) -> int:
        """How often it was advanced, but for this reading."""
        found = next(self._counter) - self._reads
        self._reads += 1
        return found

    def news(self) -> int:
        """How often since the last call."""
        before, self._known = self._known, self.total()
        return self._known - before


def uuid7(time: float) -> str:
    """A UUIDv7 for a time in seconds since the epoch."""
    noise = int.from_bytes(os.urandom(10), "big")
    number = (int(time * 1000) & 0xFFFFFFFFFFFF) << 80 | 0x7 << 76 | (noise >> 62 & 0xFFF) << 64
    digits = f"{number | 0x2 << 62 | noise & 0x3FFFFFFFFFFFFFFF:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

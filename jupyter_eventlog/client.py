"""Emit events from a kernel, or from any program that was given a connection file.

    from jupyter_eventlog.client import emit

    emit("https://example.org/schemas/model-fitted", 1, {"rows": 1000})

Needs Python's standard library alone. Nothing here raises, prints, or waits for a disk or a network: events gather in
memory, a thread sends them, and what cannot be sent or held is counted. `docs/kernels.md` describes the protocol.
"""

from __future__ import annotations

import atexit
import json
import os
import threading
from collections.abc import Callable, Iterator
from itertools import count
from json import encoder
from queue import SimpleQueue
from time import time
from typing import Any

from .client_worker import Item, Worker

__all__ = ["VARIABLE", "emit", "flush", "status"]

VARIABLE = "JUPYTER_EVENTLOG_CONNECTION"
"""The environment variable that holds the path of the connection file. Without it nothing is emitted."""

MAX_EVENTS = 50_000
MAX_BYTES = 16 * 1024 * 1024
"""What may wait to be sent; further events are counted as lost."""

MAX_EVENT_BYTES = 512 * 1024
"""A larger event is counted as unfit, like one that is not JSON."""

AT_EXIT = 1.0
"""Seconds that a program that ends waits for its last events."""


def _refuse(value: Any) -> Any:
    raise TypeError(type(value).__name__)


def _encoder() -> Callable[[Any], str]:
    """JSON as the worker splices it. The C encoder, made once, takes half as long as one made for each event."""
    make = getattr(encoder, "c_make_encoder", None)
    if make is None:
        return json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode
    # No memory of what contains what: a value that contains itself ends as RecursionError.
    encode = make(None, _refuse, encoder.encode_basestring_ascii, None, ":", ",", False, False, False)
    return lambda value: "".join(encode(value, 0))


_encode = _encoder()


class Client:
    """The caller's side: a queue that many threads put events in, and one thread that starts with the first.

    There is no lock on the way of an event: a destructor, a signal handler or an interrupt can come at any moment,
    and a lock that it left held would hang the cell.
    """

    def __init__(self) -> None:
        self.off = False
        self.unfit: Iterator[int] = count()
        self._inbox: SimpleQueue[Item] = SimpleQueue()
        self._bytes = 0
        self._full: Iterator[int] = count()
        self._worker = Worker(self, self._inbox, self._full)
        self._starting, self._started = threading.Lock(), False

    def put(self, schema_id: str, version: str | int, data: dict[str, Any]) -> None:
        """Take a private copy of an event, or count it."""
        worker = self._worker
        if not (self._started or self._start()) or (worker.schemas is not None and schema_id not in worker.schemas):
            return
        if self._inbox.qsize() >= MAX_EVENTS:
            next(self._full)
            return
        try:
            text = _encode(data)
        except Exception:
            next(self.unfit)
            return
        size = len(text)
        if size > MAX_EVENT_BYTES:
            next(self.unfit)
        elif self._bytes - worker.taken_bytes + size > MAX_BYTES:
            next(self._full)
        else:
            self._inbox.put((time(), schema_id, version, text))
            # An interrupt between the two lines leaves a little too much room, and never too little for good.
            self._bytes += size

    def flush(self, timeout: float) -> bool:
        """Wait until the server has answered for all that was put before."""
        if not self._started or self.off:
            return not self._started
        done = threading.Event()
        self._inbox.put(done)
        self._worker.hurry.set()
        return done.wait(timeout) and not self.off

    def close(self, timeout: float) -> None:
        """Send what waits, but try only once."""
        if self._started and not self.off:
            self._worker.closing.set()
            self.flush(timeout)

    def status(self) -> dict[str, Any]:
        """What became of the events so far."""
        state = "running" if self._started else "idle"
        if self.off:
            state = "stopped" if self._started else "off"
        return {"state": state, **self._worker.status()}

    def _start(self) -> bool:
        """Start the worker; whether events may be put, also while another thread starts it."""
        file = os.environ.get(VARIABLE)
        if not file:
            self.off = True
            return False
        if not self._starting.acquire(blocking=False):
            return True
        try:
            if not self._started:
                _watch_process()
                # An interrupt may come once the thread runs: a second one would send the same events.
                self._started = True
                threading.Thread(target=self._worker.run, args=[file], name="jupyter-eventlog", daemon=True).start()
        except RuntimeError:
            # There are no more threads, or the interpreter is ending.
            self._started, self.off = False, True
        finally:
            self._starting.release()
        return not self.off


_client = Client()
_watched = False


def emit(schema_id: str, version: str | int, data: dict[str, Any]) -> None:
    """Emit an event; `data` may be changed afterwards.

    Never raises, waits or prints. What the policy does not allow, the person has not agreed to, or does not fit its
    schema is left out by the server.
    """
    if _client.off:
        return
    try:
        _client.put(schema_id, version, data)
    except Exception:
        # Whatever is wrong with an event must not be the cell's problem.
        next(_client.unfit)


def flush(timeout: float = 5.0) -> bool:
    """Wait, at most `timeout` seconds, until the server has answered for all that was emitted.

    True when it has, or where nothing was taken. Call it at the end of a forked worker, which ends without warning.
    """
    return _client.flush(timeout)


def status() -> dict[str, Any]:
    """What became of the events of this process: `{state, waiting, verdicts, lost, problem}`.

    `state` is `idle` before the first event, `off` without a connection, `running`, or `stopped` for good.
    """
    return _client.status()


def _watch_process() -> None:
    global _watched  # noqa: PLW0603
    if not _watched:
        _watched = True
        atexit.register(lambda: _client.close(AT_EXIT))
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=_renew)


def _renew() -> None:
    """A forked child has no worker, and another session: what waits is its parent's to send."""
    global _client  # noqa: PLW0603
    _client = Client()

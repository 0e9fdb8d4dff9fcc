"""The `logging` sink: any handler of Python's logging is a destination.

"Delivered" means handed over and flushed: it promises as much as the handler's transport does, and that is more
than memory only for synchronous ones (files, sockets, HTTP). A handler that swallows its errors, as logging's own
do by way of `handleError`, is made to raise, so that the batch is tried again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import orjson

from ..sink import Capsule, Destination

LOGGER_NAME = "jupyter_eventlog"


class LoggingSink:
    """Writes each capsule as one line of JSON through a logging handler."""

    def __init__(self, handler: logging.Handler, destination: Destination) -> None:
        self._handler = handler
        self.destination = destination
        # A handler without a formatter prints the message alone: one capsule, one line.

    @classmethod
    def of_handler(cls, handler: logging.Handler, taken: set[str]) -> LoggingSink:
        """A sink for a bare handler, named and described as far as its class tells."""
        base = handler.get_name() or type(handler).__name__
        name = next(one for one in _numbered(base) if one not in taken)
        return cls(handler, describe(handler, name))

    def write(self, batch: Sequence[Capsule]) -> None:
        """Emit each capsule, then flush."""
        with _raising(self._handler):
            for capsule in batch:
                self._handler.handle(_record(capsule))
            self._handler.flush()

    def close(self) -> None:
        """Close the handler."""
        self._handler.close()


def make(name: str, described: Mapping[str, Any], options: Mapping[str, Any]) -> LoggingSink:
    """A sink for `{"class": "logging", "handler": handler, "destination": …}`."""
    handler = options.get("handler")
    if not isinstance(handler, logging.Handler) or len(options) > 1:
        raise ValueError('give the handler as "handler", a logging.Handler, and nothing else')
    if "destination" not in described:
        return LoggingSink(handler, describe(handler, name))
    return LoggingSink(handler, Destination(name=name, **described))


def describe(handler: logging.Handler, name: str) -> Destination:
    """Where a handler leads: a file or a stream of this server, else nobody has said."""
    if isinstance(handler, logging.FileHandler):
        return Destination(name, "a file on this server")
    if type(handler) is logging.StreamHandler:
        return Destination(name, "the console of this server")
    said = f"Unknown destination: a {type(handler).__name__} log handler"
    return Destination(name, said, third_party=True, unknown=True)


def _record(capsule: Capsule) -> logging.LogRecord:
    line = orjson.dumps(capsule).decode()
    # Arguments stay empty: a percent sign in the data is data.
    return logging.LogRecord(LOGGER_NAME, logging.INFO, "", 0, line, None, None)


@contextmanager
def _raising(handler: logging.Handler) -> Iterator[None]:
    """Let a handler's errors out for the time of one batch."""

    def fail(record: logging.LogRecord) -> None:
        raise  # noqa: PLE0704  logging calls this from inside its except clause

    handler.handleError = fail  # type: ignore[method-assign]
    try:
        yield
    finally:
        del handler.handleError


def _numbered(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1

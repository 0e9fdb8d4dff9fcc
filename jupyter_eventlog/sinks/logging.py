"""The `logging` sink: any handler of Python's logging is a destination.

Delivered: handed over and flushed, without an error. That promises as much as the handler's transport does, which is
more than memory only for synchronous ones (files, sockets, HTTP); `docs/sinks.md` says it for each.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from logging.handlers import BufferingHandler
from typing import Any

import orjson

from ..sink import Capsule, Destination, Rejected
from .answers import RefusedError, Tally
from .handlers import check_open, start_anew, telling
from .options import check_keys

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
        """Emit each capsule, then flush. Raises what the handler would swallow."""
        try:
            check_open(self._handler)
            with telling(self._handler):
                self._emit(batch)
        except Rejected:
            raise
        except BaseException:
            start_anew(self._handler, LOGGER_NAME)
            raise

    def close(self) -> None:
        """Close the handler."""
        self._handler.close()

    def _emit(self, batch: Sequence[Capsule]) -> None:
        tally = Tally(len(batch))
        for capsule in batch:
            try:
                # What the handler's own filter removes is removed by whoever put it there.
                self._handler.handle(_record(capsule))
                tally.taken(1)
            except RefusedError as refusal:
                if isinstance(self._handler, BufferingHandler):
                    # It may have been one of those before.
                    raise
                tally.refused(capsule["id"], refusal)
        self._handler.flush()
        tally.close()


def make(name: str, described: Mapping[str, Any], options: Mapping[str, Any]) -> LoggingSink:
    """A sink for `{"class": "logging", "handler": handler, "destination": …}`; a function may make the handler."""
    check_keys(options, ["handler"], ["handler"])
    handler = options["handler"]
    if callable(handler) and not isinstance(handler, logging.Handler):
        # Made here, it is younger than any dictConfig of the application, which would have closed it.
        try:
            handler = handler()
        except Exception as error:
            raise ValueError(f'"handler": the function failed ({type(error).__name__})') from error
    if not isinstance(handler, logging.Handler):
        raise ValueError('"handler" must be a logging.Handler, or a function that makes one')
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


def _numbered(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1

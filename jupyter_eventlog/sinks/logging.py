"""The `logging` sink: any handler of Python's logging is a destination.

Delivered: handed over and flushed, without an error. That promises as much as the handler's transport does, which is
more than memory only for synchronous ones (files, sockets, HTTP); `docs/sinks.md` says it for each.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from logging.handlers import BufferingHandler
from typing import Any

import orjson

from ..sink import Capsule, Destination, Rejected, UnavailableError
from .answers import RefusedError, Tally
from .handlers import check_open, start_anew, telling
from .options import check_keys

LOGGER_NAME = "jupyter_eventlog"

Handler = logging.Handler | Callable[[], logging.Handler]


class LoggingSink:
    """Writes each capsule as one line of JSON through a logging handler."""

    def __init__(self, handler: Handler, destination: Destination) -> None:
        """`handler` may be a function, which makes it before the first batch."""
        self._given = handler
        self._made = handler if isinstance(handler, logging.Handler) else None
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
        handler = self._handler()
        try:
            check_open(handler)
            with telling(handler):
                self._emit(handler, batch)
        except Rejected:
            raise
        except BaseException:
            start_anew(handler, LOGGER_NAME)
            raise

    def close(self) -> None:
        """Close the handler."""
        if self._made is not None:
            self._made.close()

    def _handler(self) -> logging.Handler:
        """The handler. One that is made so late is younger than any dictConfig, which would have closed it."""
        if self._made is None:
            made = self._given() if callable(self._given) else self._given
            if not isinstance(made, logging.Handler):
                raise UnavailableError(f"the function makes a {type(made).__name__}, which is no logging.Handler")
            self._made = made
        return self._made

    def _emit(self, handler: logging.Handler, batch: Sequence[Capsule]) -> None:
        tally = Tally(len(batch))
        for capsule in batch:
            try:
                # What the handler's own filter removes is removed by whoever put it there.
                handler.handle(_record(capsule))
                tally.taken(1)
            except RefusedError as refusal:
                if isinstance(handler, BufferingHandler):
                    # It may have been one of those before.
                    raise
                tally.refused(capsule["id"], refusal)
        handler.flush()
        tally.close()


def make(name: str, described: Mapping[str, Any], options: Mapping[str, Any]) -> LoggingSink:
    """A sink for `{"class": "logging", "handler": handler, "destination": …}`; a function may make the handler."""
    check_keys(options, ["handler"], ["handler"])
    handler = options["handler"]
    if "destination" not in described and isinstance(handler, logging.Handler):
        return LoggingSink(handler, describe(handler, name))
    if not isinstance(handler, logging.Handler) and not callable(handler):
        raise ValueError('"handler" must be a logging.Handler, or a function that makes one')
    if "destination" not in described:
        raise ValueError('say where the handlers of the function lead, as "destination"')
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

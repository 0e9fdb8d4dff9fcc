"""What handlers of Python's logging keep to themselves when something goes wrong, and how it is found out.

Logging never lets an error out to whoever logs. Here a lost record is a lost event, so for the time of one batch a
handler is made to tell: errors that it would print, answers that it does not read, records that it drops.
"""

from __future__ import annotations

import errno
import http.client
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from logging.handlers import BufferingHandler, DatagramHandler, HTTPHandler, MemoryHandler, SocketHandler, SysLogHandler
from typing import Any

from ..sink import UnavailableError
from .answers import RefusedError, check_status

TIMEOUT = 30.0
"""Seconds that a web server has to answer, where the handler gives it for ever."""


@contextmanager
def telling(handler: logging.Handler) -> Iterator[None]:
    """Let a handler's errors out for the time of one batch, to this thread alone: others may log through it too."""
    with ExitStack() as stack:
        for one in _chain(handler):
            stack.enter_context(_replaced(one, "handleError", _raise))
            if isinstance(one, HTTPHandler):
                stack.enter_context(_replaced(one, "getConnection", _strict_connection(one)))
            elif isinstance(one, SocketHandler) and not isinstance(one, DatagramHandler):
                stack.enter_context(_replaced(one, "send", _strict_send(one)))
        yield


def check_open(handler: logging.Handler) -> None:
    """Raise UnavailableError for a handler that was closed and drops what it is given without a word.

    `logging.config.dictConfig` closes every handler that there is, and a Jupyter application calls it when its log
    level is configured.
    """
    for one in _chain(handler):
        is_shut = (
            (isinstance(one, MemoryHandler) and one.target is None)
            or (isinstance(one, logging.FileHandler) and one.stream is None and one.mode == "w" and _was_closed(one))
            or getattr(one, "shutting_down", False) is True  # watchtower
        )
        if is_shut:
            raise UnavailableError(f"the {type(one).__name__} is closed")


def start_anew(handler: logging.Handler, logger: str) -> None:
    """After a failure: let go of what would fail again or come twice, so that the next try can succeed."""
    for one in _chain(handler):
        with one.lock or threading.RLock():
            if isinstance(one, BufferingHandler):
                one.buffer[:] = [record for record in one.buffer if record.name != logger]
            elif isinstance(one, SysLogHandler):
                _disconnect(one)


def _chain(handler: logging.Handler | None) -> Iterator[logging.Handler]:
    """A handler, and those that it hands on to."""
    seen: list[logging.Handler] = []
    while isinstance(handler, logging.Handler) and handler not in seen:
        yield handler
        seen.append(handler)
        handler = getattr(handler, "target", None)


def _raise(_: logging.LogRecord) -> None:
    """Raise the error that a handler would swallow. Raises RefusedError for a datagram that is too long."""
    error = sys.exc_info()[1]
    if isinstance(error, OSError) and error.errno == errno.EMSGSIZE:
        raise RefusedError("is too long for a datagram", certain=True) from None
    raise error or UnavailableError("the handler reports an error")


def _disconnect(handler: Any) -> None:
    """Let a SysLogHandler connect anew: it keeps a broken connection for ever."""
    if handler.socket:
        handler.socket.close()
        handler.socket = None


def _strict_send(handler: SocketHandler) -> Callable[[bytes], None]:
    send = handler.send

    def strict(record: bytes) -> None:
        send(record)
        if handler.sock is None:
            raise UnavailableError("the handler has no connection")

    return strict


def _strict_connection(handler: HTTPHandler) -> Callable[[str, bool], http.client.HTTPConnection]:
    make = handler.getConnection

    def strict(host: str, secure: bool) -> http.client.HTTPConnection:
        connection = make(host, secure)
        if not isinstance(connection.timeout, int | float):
            connection.timeout = TIMEOUT
        answered = connection.getresponse

        def read() -> http.client.HTTPResponse:
            try:
                with answered() as answer:
                    check_status(answer.status)
                    return answer
            finally:
                connection.close()

        connection.getresponse = read  # type: ignore[method-assign]
        return connection

    return strict


@contextmanager
def _replaced(handler: logging.Handler, name: str, ours: Callable[..., Any]) -> Iterator[None]:
    """Put our method before the handler's, for this thread; afterwards all is as it was."""
    mine, theirs = threading.get_ident(), getattr(handler, name)
    was_set = name in vars(handler)

    def either(*arguments: Any) -> Any:
        return (ours if threading.get_ident() == mine else theirs)(*arguments)

    setattr(handler, name, either)
    try:
        yield
    finally:
        setattr(handler, name, theirs) if was_set else delattr(handler, name)


def _was_closed(handler: logging.Handler) -> bool:
    return bool(getattr(handler, "_closed", False))

"""Tells events that come of recording events: a sink or a log handler that emits must not feed itself for ever."""

from __future__ import annotations

from contextvars import ContextVar, Token

# A context, not a thread: what is handed to an event loop or to `asyncio.to_thread` carries it along. A plain thread
# that a sink starts begins with an empty one before Python 3.14, and cannot be told from any other.
_recording: ContextVar[bool] = ContextVar("jupyter_eventlog_recording", default=False)


def is_recording() -> bool:
    """Whether this context is about recording an event."""
    return _recording.get()


def enter() -> Token[bool] | None:
    """Mark this context as recording until :func:`leave`; None where it is already."""
    return None if _recording.get() else _recording.set(True)


def leave(token: Token[bool]) -> None:
    """End what :func:`enter` began."""
    _recording.reset(token)


def mark_thread() -> None:
    """Mark a thread that does nothing but record, for as long as it lives."""
    _recording.set(True)

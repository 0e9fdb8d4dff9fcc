"""What is answered over HTTP: refusals of whole requests as status and sentence, and the state of the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._version import __version__

if TYPE_CHECKING:
    from .dispatch.dispatcher import Dispatcher
    from .eventlog import EventLog


class RequestError(Exception):
    """A request that is refused as a whole: its HTTP status, a closed reason, and a sentence that holds no value.

    `retry_after` is in whole seconds, None where asking again is of no use or nobody knows when.
    """

    def __init__(self, status: int, reason: str, message: str, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.status, self.reason, self.message, self.retry_after = status, reason, message, retry_after


def silent_view(problem: str | None) -> dict[str, Any]:
    """The state of a server without an EventLog: nobody has allowed anything, or something is quite wrong."""
    return _view("unconfigured") if problem is None else {**_view("error"), "errors": [problem]}


def status_view(eventlog: EventLog) -> dict[str, Any]:
    """The state of a server as its owner may see it: no secrets, no options of sinks."""
    policy = eventlog.policy
    state = "error" if policy.errors else "configured" if policy.enabled else "unconfigured"
    return _view(state) | {
        "digest": policy.digest if policy.enabled else "",
        "errors": [*policy.errors, *policy.kinds_off.values(), *eventlog.problems.all()],
        "sinks": [_sink_view(dispatcher, eventlog) for dispatcher in eventlog.dispatchers],
        "counters": eventlog.counters.told(),
    }


def _view(state: str) -> dict[str, Any]:
    return {"version": __version__, "state": state, "digest": "", "errors": [], "sinks": [], "counters": {}}


def _sink_view(dispatcher: Dispatcher, eventlog: EventLog) -> dict[str, Any]:
    from .disclosure import destination_view  # noqa: PLC0415  a server that collects nothing answers without it

    health = dispatcher.health
    return destination_view(dispatcher.sink.destination) | {
        # Asking a journal that nothing has opened yet would make its file.
        "pending": eventlog.journal.pending(dispatcher.name) if eventlog.journal.is_open else 0,
        "delivered": health.delivered,
        "dead": health.dead,
        "failing_since": health.failing_since,
        "error": health.error,
    }

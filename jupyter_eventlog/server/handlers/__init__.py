"""The REST interface, one file a resource."""

from __future__ import annotations

from .base import EventLogHandler
from .consent import ConsentHandler, ReceiptsHandler
from .events import EventsHandler
from .policy import PolicyHandler
from .status import StatusHandler

__all__ = ["ROUTES", "EventLogHandler"]

ROUTES: list[tuple[str, type[EventLogHandler]]] = [
    (r"/?", StatusHandler),
    (r"consent/?", ConsentHandler),
    (r"consent/receipts/?", ReceiptsHandler),
    (r"events/?", EventsHandler),
    (r"policy/?", PolicyHandler),
]
"""Paths beneath `/api/eventlog`."""

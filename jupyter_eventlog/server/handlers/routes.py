"""The resources of a server that is configured; one that is not loads none of this, but `silent.py`."""

from __future__ import annotations

from .base import EventLogHandler
from .consent import ConsentHandler, ReceiptsHandler
from .events import EventsHandler
from .pause import PauseHandler
from .policy import PolicyHandler
from .records import ExportHandler, OutlookHandler, RecordsHandler
from .schemas import SchemasHandler
from .status import StatusHandler

ROUTES: list[tuple[str, type[EventLogHandler]]] = [
    (r"/?", StatusHandler),
    (r"consent/?", ConsentHandler),
    (r"consent/receipts/?", ReceiptsHandler),
    (r"events/?", EventsHandler),
    (r"pause/?", PauseHandler),
    (r"policy/?", PolicyHandler),
    (r"records/?", RecordsHandler),
    (r"records/export/?", ExportHandler),
    (r"records/outlook/?", OutlookHandler),
    (r"schemas/?", SchemasHandler),
]
"""Paths beneath `/api/eventlog`."""

"""`GET /`: the state of this server."""

from __future__ import annotations

import json

from jupyter_server.auth.decorator import authorized
from tornado import web

from ...status import silent_view, status_view
from ..extension import PROBLEM
from .base import EventLogHandler


class StatusHandler(EventLogHandler):
    """What is collected, where it goes, and how that works out."""

    @web.authenticated
    @authorized
    def get(self) -> None:
        """The state, also of a server that collects nothing."""
        eventlog = self.eventlog
        view = silent_view(self.settings[PROBLEM]) if eventlog is None else status_view(eventlog)
        self.finish(json.dumps(view))

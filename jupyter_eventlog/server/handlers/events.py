"""`POST /events`: events that a page or another program emitted."""

from __future__ import annotations

import asyncio
import json

from jupyter_server.auth.decorator import authorized
from tornado import web

from ..body import read_events
from .base import EventLogHandler


class EventsHandler(EventLogHandler):
    """Takes events; the answer comes once what is stored is on the disk."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Every batch that can be read is answered with one verdict an event, in order."""
        headers = self.request.headers
        events = read_events(self.request.body, headers.get("Content-Type", ""), headers.get("Content-Encoding", ""))
        verdicts = await asyncio.wrap_future(self.collecting.receive(events, self.caller))
        self.finish(json.dumps({"results": [verdict.view() for verdict in verdicts]}))

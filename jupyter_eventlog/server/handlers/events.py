"""`POST /events`: events that a page or another program emitted."""

from __future__ import annotations

import asyncio
import json

from jupyter_server.auth.decorator import authorized
from tornado import web

from ...counters import REPORTED
from ..body import read_batch
from ..extension import RATES
from .base import EventLogHandler


class EventsHandler(EventLogHandler):
    """Takes events; the answer comes once what is stored is on the disk."""

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Every batch that can be read is answered with one verdict an event, in order."""
        headers, eventlog, caller = self.request.headers, self.collecting, self.caller
        batch = read_batch(self.body, headers.get("Content-Type", ""), headers.get("Content-Encoding", ""))
        self.settings[RATES].take(caller.principal, len(batch.events))
        verdicts = await asyncio.wrap_future(eventlog.receive(batch.events, caller))
        for loss in batch.losses:
            eventlog.counters.add(REPORTED, loss.reason, loss.number)
        self.finish(json.dumps({"results": [verdict.view() for verdict in verdicts]}))

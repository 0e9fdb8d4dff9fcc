"""`POST /events`: events that a page, a kernel or another program emitted."""

from __future__ import annotations

import asyncio

import orjson
from jupyter_server.auth.decorator import authorized
from jupyter_server.auth.identity import User
from jupyter_server.base.call_context import CallContext
from tornado import web

from ...callers import Caller
from ...status import RequestError
from ...tokens import Token, presented
from ..body import read_batch
from ..extension import LOSSES, RATES
from .base import EventLogHandler


class EventsHandler(EventLogHandler):
    """Takes events; the answer comes once what is stored is on the disk.

    The one place where a token of ours counts: everywhere else it is no credential at all.
    """

    _token: Token | None = None

    async def prepare(self) -> None:  # type: ignore[override]  # as the superclass has it
        """Find out who asks: by a token alone where there is one, else as Jupyter Server does."""
        text = presented(self.request.headers.get("Authorization", ""))
        if text is None or self.request.method != "POST":
            await super().prepare()
            return
        CallContext.set(CallContext.JUPYTER_HANDLER, self)
        self.current_user = self._jupyter_current_user = None
        if not self.check_host():
            raise RequestError(403, "host", "The server does not go by this name.")
        self._token = self.collecting.tokens.verify(text)
        if self._token is None:
            raise RequestError(401, "token", "The token is unknown, was revoked or has expired.")
        # The authorizer is asked about the person whom the token stands for. No browser adds a token by itself, so
        # that there is nothing that XSRF could abuse.
        user = User(username=self._token.subject or self.caller.principal)
        self.current_user = self._jupyter_current_user = user
        if not self.check_origin():
            raise RequestError(403, "origin", "Pages of other origins may not send events here.")
        self.refuse_too_long()

    def skip_check_origin(self) -> bool:
        """A token of Jupyter Server's lifts the check of the origin; one of ours does not."""
        return self._token is None and bool(super().skip_check_origin())

    @property
    def caller(self) -> Caller:
        """Who sends this request."""
        return super().caller if self._token is None else self._token.caller()

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Every batch that can be read is answered with one verdict an event, in order."""
        headers, eventlog, caller = self.request.headers, self.collecting, self.caller
        batch = read_batch(self.body, headers.get("Content-Type", ""), headers.get("Content-Encoding", ""))
        self.refuse_another(batch.person)
        # A report costs as much as an event.
        self.settings[RATES].take(caller.principal, max(1, len(batch.events)))
        verdicts = await asyncio.wrap_future(eventlog.receive(batch.events, caller, are_strict=batch.is_strict))
        self.settings[LOSSES].note(caller.principal, batch.losses)
        self.finish(orjson.dumps({"results": [verdict.view() for verdict in verdicts]}))

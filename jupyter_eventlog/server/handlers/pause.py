"""`/pause`: whether recording rests for the person who asks."""

from __future__ import annotations

import json

from jupyter_server.auth.decorator import authorized
from tornado import web

from ...status import RequestError
from ..extension import RATES
from .base import EventLogHandler

_COST = 100
"""What a request takes of its person's bucket, in events: each pause is kept for a while."""


class PauseHandler(EventLogHandler):
    """Begins and ends a pause, for all that this person does on this server."""

    @web.authenticated
    @authorized
    def put(self) -> None:
        """Pause or resume; give back the answers, as `/consent` does."""
        agreement, person = self.collecting.agreement, self.person
        paused = _read(self.body)
        if not paused:
            # However often somebody asks, there is room to pause.
            self.settings[RATES].take(f"pause {person}", _COST)
        (agreement.pauses.begin if paused else agreement.pauses.end)(person)
        self.finish_answers()


def _read(body: bytes) -> bool:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise RequestError(400, "not-json", "The body is not JSON.") from None
    if not isinstance(said, dict) or said.keys() != {"paused"} or not isinstance(said["paused"], bool):
        raise RequestError(400, "shape", "The body must be {paused: true} or {paused: false}.")
    return said["paused"]

"""`GET /policy`: what a front end needs to filter and to explain."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from jupyter_server.auth.decorator import authorized
from tornado import web

from ...policy_view import policy_view
from .base import EventLogHandler


class PolicyHandler(EventLogHandler):
    """The policy, without any option of a sink."""

    @web.authenticated
    @authorized
    def get(self) -> None:
        """The view for this user."""
        # By it a page finds out how wrong its clock is.
        time = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self.finish(json.dumps({**policy_view(self.collecting), "time": time}))

"""What is left of the REST interface where nobody has configured anything: the status, and a plain no."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from ...status import RequestError
from .base import EventLogHandler
from .status import StatusHandler


class SilentHandler(EventLogHandler):
    """Any resource."""

    @web.authenticated
    @authorized
    def get(self) -> None:
        """Refuse, as the resource itself does where nothing is collected."""
        raise RequestError(404, "not-collecting", "Nothing is collected on this server.")

    post = put = delete = get


ROUTES: list[tuple[str, type[EventLogHandler]]] = [(r"/?", StatusHandler), (r".*", SilentHandler)]
"""Paths beneath `/api/eventlog`."""

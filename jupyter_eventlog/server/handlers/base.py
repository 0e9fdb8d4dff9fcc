"""What all resources share: who may ask, and how a refusal looks."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from jupyter_server.base.handlers import APIHandler
from tornado.web import HTTPError, stream_request_body

from ...failing import failing
from ...journal.types import JournalError
from ...status import RequestError
from ...tokens import SCHEME
from ..body import MAX_BYTES, too_large
from ..extension import IDENTITIES, SETTING
from ..identity import privacy_signal

if TYPE_CHECKING:
    from ...callers import Caller
    from ...eventlog import EventLog
    from ..identity import Identities

RETRY_AFTER = 30
"""Seconds after which a client may ask again when nothing can be stored."""


_CORS = ("Allow-Credentials", "Allow-Headers", "Allow-Methods", "Allow-Origin", "Expose-Headers")


@stream_request_body
class EventLogHandler(APIHandler):
    """A resource of `/api/eventlog`.

    A body is taken in pieces, so that one that is too long is refused without being held.
    """

    auth_resource = "eventlog"
    # What a page sends by itself must not keep a server from being culled.
    _track_activity = False

    @property
    def eventlog(self) -> EventLog | None:
        """The server's EventLog, or None while nobody has allowed anything."""
        found: EventLog | None = self.settings[SETTING]
        return found

    @property
    def collecting(self) -> EventLog:
        """The server's EventLog. Raises RequestError where nothing is collected."""
        if self.eventlog is None or not self.eventlog.policy.enabled:
            raise RequestError(404, "not-collecting", "Nothing is collected on this server.")
        return self.eventlog

    @property
    def caller(self) -> Caller:
        """Who sends this request."""
        identities: Identities = self.settings[IDENTITIES]
        return identities.of_request(self, signal=self.privacy_signal)

    @property
    def person(self) -> str:
        """The person that this request is from. Raises RequestError where nobody can be found."""
        subject = self.caller.subject
        if subject is None:
            raise RequestError(403, "nobody", "This server cannot tell who you are, so it keeps nothing about you.")
        return subject

    def finish_answers(self) -> None:
        """Answer with what the person who asks has said, and what that grants today."""
        view = self.collecting.agreement.view(self.person)
        more = {"person": self.caller.person, "failing": failing(self.collecting, self.person)}
        self.finish(json.dumps({**view, **more}))

    def refuse_another(self, person: str | None) -> None:
        """Raise RequestError where what was sent is another person's than who asks: one may have followed the other."""
        if person is not None and person != self.caller.person:
            raise RequestError(
                409, "person", "Somebody else is logged in now. Ask who, and send nothing of the other's."
            )

    @property
    def body(self) -> bytes:
        """The body of this request. Raises RequestError for one that is too long."""
        if len(self.request.body) > MAX_BYTES:
            raise too_large()
        return bytes(self.request.body)

    async def prepare(self) -> None:  # type: ignore[override]
        """Refuse, before any of it arrives, a body that says of itself that it is too long."""
        await super().prepare()
        self.refuse_too_long()

    def refuse_too_long(self) -> None:
        """Raise RequestError where the body is said to be longer than any may be."""
        length = self.request.headers.get("Content-Length", "0")
        if length.isdecimal() and int(length) > MAX_BYTES:
            raise too_large()

    def data_received(self, chunk: bytes) -> None:
        """Keep no more of a body than shows that it is too long."""
        self.request.body += chunk[: MAX_BYTES + 1 - len(self.request.body)]

    def set_default_headers(self) -> None:
        """What is answered is about a person, and no cache's business."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")

    def compute_etag(self) -> str | None:
        """None: nothing is cached."""
        return None

    def flush(self, include_footers: bool = False) -> Any:
        """Send the answer, to this origin alone, whatever the server lets other origins read."""
        for name in _CORS:
            self.clear_header(f"Access-Control-{name}")
        return super().flush(include_footers)

    @property
    def privacy_signal(self) -> bool:
        """Whether the browser asks not to be tracked."""
        return privacy_signal(self)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Refusals as `{message, reason}`; nothing of what was sent is repeated, to the client or to the log."""
        error = (kwargs.get("exc_info") or (None, None))[1]
        if isinstance(error, JournalError | OSError | sqlite3.Error):
            error = RequestError(503, "journal", "The journal cannot store anything now. Send the same again later.")
        if not isinstance(error, RequestError):
            message = error.log_message if isinstance(error, HTTPError) else None
            error = RequestError(status_code, "refused", message or f"HTTP {status_code}")
        self.set_status(error.status)
        if error.status in (429, 503):
            self.set_header("Retry-After", str(error.retry_after or RETRY_AFTER))
        if error.status == 401:
            self.set_header("WWW-Authenticate", SCHEME)
        self.finish(json.dumps({"message": error.message, "reason": error.reason}))

    def log_exception(self, kind: Any, error: Any, trace: Any) -> None:
        """A refusal is an answer, not an incident."""
        if not isinstance(error, RequestError):
            super().log_exception(kind, error, trace)

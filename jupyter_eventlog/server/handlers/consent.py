"""`/consent`: the answers of the person who asks."""

from __future__ import annotations

import json
from typing import Any

from jupyter_server.auth.decorator import authorized
from tornado import web

from ...canonical import fault
from ...consents import Circumstance
from ...replies import Reply, StaleDisclosureError, TemporaryServerError
from ...status import RequestError
from ..extension import RATES
from .base import EventLogHandler

SURFACES = ("api", "cli", "page", "panel", "toast")
_SCOPES = ("all", "purpose", "schema", "destination")
_ANSWERS = ("yes", "no", "shown", "closed")
_LONGEST = 200
MAX_ANSWERS = 100
"""How many answers a request may bring."""

_LEAST, _EACH = 100, 10
"""What a request takes of its person's bucket at least, and for each answer, in events: each is kept for good."""


class ConsentHandler(EventLogHandler):
    """Reads and notes answers."""

    @web.authenticated
    @authorized
    def get(self) -> None:
        """The last answers, and what they grant today."""
        agreement, person = self.collecting.agreement, self.person
        agreement.hear(person, signal=self.privacy_signal)
        self.finish_answers()

    @web.authenticated
    @authorized
    def put(self) -> None:
        """Note answers, all of them or, where one is refused, every no; give back what they grant."""
        agreement, person = self.collecting.agreement, self.person
        agreement.hear(person, signal=self.privacy_signal)
        said = _read(self.body)
        self.refuse_another(_text(said, "person") or None)
        self._take(person, len(said["answers"]))
        how = Circumstance(
            actor=person,
            surface=_choice(said, "surface", SURFACES, "api"),
            language=_text(said, "language", "en"),
            app=_text(said, "app"),
            version=_text(said, "version"),
        )
        try:
            agreement.answer(person, [_reply(one) for one in said["answers"]], how)
        except KeyError as error:
            raise RequestError(400, "not-allowed", "answers: something is named that is not collected here") from error
        except StaleDisclosureError as error:
            raise RequestError(
                409, "stale", "What is collected has changed since it was shown. Show it again, then ask again."
            ) from error
        except TemporaryServerError as error:
            raise RequestError(
                409, "temporary", "This server is temporary: your answer would be lost with it, so it stays a no."
            ) from error
        self.finish_answers()

    def _take(self, person: str, answers: int) -> None:
        """Raises RequestError for too many a minute. Events do not count: however many, there is room for a no."""
        try:
            self.settings[RATES].take(f"consent {person}", max(_LEAST, _EACH * answers))
        except RequestError as error:
            message = "That is more answers a minute than this server takes."
            raise RequestError(error.status, error.reason, message, error.retry_after) from None


class ReceiptsHandler(EventLogHandler):
    """Gives a person the proof of what they said."""

    @web.authenticated
    @authorized
    def get(self) -> None:
        """Every answer and notice, with the words that were read, oldest first."""
        self.finish(json.dumps({"receipts": self.collecting.agreement.receipts(self.person)}))


def _read(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise RequestError(400, "not-json", "The body is not JSON.") from None
    if not isinstance(said, dict) or not isinstance(said.get("answers"), list) or not said["answers"]:
        raise RequestError(400, "shape", "The body must be {answers: [{answer, scope, target, shown}], surface}.")
    if len(said["answers"]) > MAX_ANSWERS:
        raise RequestError(413, "count", f"A request takes at most {MAX_ANSWERS} answers. Send fewer at a time.")
    return said


def _reply(said: Any) -> Reply:
    if not isinstance(said, dict):
        raise RequestError(400, "shape", "answers: each must be an object.")
    answer, scope = _choice(said, "answer", _ANSWERS), _choice(said, "scope", _SCOPES, "schema")
    target, shown = said.get("target"), said.get("shown", {})
    if (scope == "all") is not (target is None) or not isinstance(target, str | None):
        raise RequestError(400, "shape", "answers: target names what a scope other than all is about.")
    if not isinstance(shown, dict) or not all(isinstance(digest, str) for digest in shown.values()):
        raise RequestError(400, "shape", "answers: shown is an object of digests by schema id.")
    if answer != "no" and not shown:
        raise RequestError(400, "shape", f"answers: {answer} needs the digests of what was shown.")
    if scope == "destination" and answer not in ("yes", "no"):
        raise RequestError(400, "shape", "answers: to a destination one says yes or no.")
    if answer == "yes" and scope == "schema" and target not in shown:
        raise RequestError(400, "shape", "answers: a yes to a schema needs the digest of its disclosure.")
    return Reply(answer, scope, target, shown)


def _choice(said: dict[str, Any], key: str, choices: tuple[str, ...], default: str | None = None) -> Any:
    value = said.get(key, default)
    if value not in choices:
        raise RequestError(400, "shape", f"{key} must be one of {', '.join(choices)}.")
    return value


def _text(said: dict[str, Any], key: str, default: str = "") -> str:
    value = said.get(key, default)
    if not isinstance(value, str) or len(value) > _LONGEST or fault(value):
        raise RequestError(400, "shape", f"{key} must be a text of at most {_LONGEST} characters.")
    return value

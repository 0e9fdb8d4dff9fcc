"""`/consent`: the answers of the person whom this server belongs to."""

from __future__ import annotations

import json
from typing import Any

from jupyter_server.auth.decorator import authorized
from tornado import web

from ...agreement import StaleDisclosureError
from ...consents import Answer
from ...status import RequestError
from .base import EventLogHandler

SURFACES = ("api", "cli", "page", "panel", "toast")


class ConsentHandler(EventLogHandler):
    """Reads and notes answers."""

    @web.authenticated
    @authorized
    def get(self) -> None:
        """The last answers, and what they grant today."""
        self.finish(json.dumps(self.collecting.agreement.view()))

    @web.authenticated
    @authorized
    def put(self) -> None:
        """Note answers, all or none, and give back what they grant."""
        agreement = self.collecting.agreement
        answers, surface = _read(self.request.body)
        try:
            agreement.answer(answers, surface)
        except KeyError as error:
            raise RequestError(400, "not-allowed", "answers: a schema is named that is not collected here") from error
        except StaleDisclosureError as error:
            raise RequestError(
                409, "stale", "What is collected has changed since it was shown. Show it again, then ask again."
            ) from error
        self.finish(json.dumps(agreement.view()))


def _read(body: bytes) -> tuple[list[tuple[str, Answer, str | None]], str]:
    try:
        said = json.loads(body)
    except ValueError:
        raise RequestError(400, "not-json", "The body is not JSON.") from None
    if not isinstance(said, dict) or not isinstance(said.get("answers"), list) or not said["answers"]:
        raise RequestError(400, "shape", "The body must be {answers: [{schema_id, answer, disclosure}], surface}.")
    surface = said.get("surface", "api")
    if surface not in SURFACES:
        raise RequestError(400, "shape", f"surface must be one of {', '.join(SURFACES)}.")
    return [_answer(one) for one in said["answers"]], surface


def _answer(said: Any) -> tuple[str, Answer, str | None]:
    if not isinstance(said, dict) or not isinstance(said.get("schema_id"), str):
        raise RequestError(400, "shape", "answers: each needs a schema_id.")
    answer, shown = said.get("answer"), said.get("disclosure")
    if answer not in ("yes", "no"):
        raise RequestError(400, "shape", 'answers: answer must be "yes" or "no".')
    if answer == "yes" and not isinstance(shown, str):
        raise RequestError(400, "shape", "answers: a yes needs the disclosure that was shown.")
    return said["schema_id"], answer, shown

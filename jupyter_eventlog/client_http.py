"""One server as the client sees it: the connection file, a request, and what its answer means."""

from __future__ import annotations

import ipaddress
import json
import ssl
import urllib.error
import urllib.request
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from pathlib import Path
from time import time
from typing import Any, Literal
from urllib.parse import urlsplit

TIMEOUT = 30.0
_LONGEST_WAIT = 3600.0
_TOO_LARGE = 413
_NEVER = (400, 415)
"""Answers to a batch that will be the same however often it is sent."""


@dataclass(frozen=True)
class Outcome:
    """What became of a request.

    `done`: each event has a verdict; `hold`: the same again later, at the earliest `after` seconds from now; `split`:
    less at a time; `refused`: never; `over`: nothing more can be sent with this connection. `why` says it in words.
    """

    kind: Literal["done", "hold", "split", "refused", "over"]
    verdicts: list[str] = field(default_factory=list)
    after: float = 0.0
    why: str = ""


class Connection:
    """A connection file, `{url, token, expires, schemas?, certificate?}`.

    `certificate` is the file of the one certificate that the server shows. Raises OSError or ValueError for a file
    that cannot be used.
    """

    def __init__(self, file: str) -> None:
        try:
            said = json.loads(Path(file).read_text(encoding="utf-8"))
            self._url, self._token = f"{said['url'].rstrip('/')}/api/eventlog/events", str(said["token"])
            self._expires = datetime.fromisoformat(said["expires"]).timestamp()
            schemas = said.get("schemas")
            self.schemas: Collection[str] | None = None if schemas is None else frozenset(schemas)
            self._opener = _opener(self._url, said.get("certificate"))
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"the connection file has no usable {error}") from None

    def post(self, body: bytes, number: int) -> Outcome:
        """Send a batch of so many events. Never raises for what the server or the network does."""
        if time() >= self._expires:
            return Outcome("over", why="The token has expired.")
        headers = {"Authorization": f"EventLog {self._token}", "Content-Type": "application/json"}
        request = urllib.request.Request(self._url, body, headers, method="POST")  # noqa: S310  http or https only
        try:
            with self._opener.open(request, timeout=TIMEOUT) as answer:
                return _accepted(answer.read(), number)
        except urllib.error.HTTPError as error:
            with error:
                return _refusal(error)
        except (OSError, HTTPException, ValueError) as error:
            return Outcome("hold", why=f"The server cannot be reached: {type(error).__name__}.")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the token to whoever it names."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _opener(url: str, certificate: str | None) -> urllib.request.OpenerDirector:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("the connection file has no usable url")
    # A proxy would look for this machine's server on its own.
    proxies = urllib.request.ProxyHandler({} if _is_loopback(parts.hostname) else None)
    handlers: list[urllib.request.BaseHandler] = [proxies, _NoRedirect()]
    if parts.scheme == "https":
        handlers.append(urllib.request.HTTPSHandler(context=_context(certificate)))
    return urllib.request.build_opener(*handlers)


def _context(certificate: str | None) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=certificate)
    if certificate is not None:
        # This very certificate is the proof; the names in it are rarely those of the loopback.
        context.check_hostname = False
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return context


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _accepted(body: bytes, number: int) -> Outcome:
    try:
        verdicts = [str(one["status"]) for one in json.loads(body)["results"]]
    except (KeyError, TypeError, ValueError):
        verdicts = []
    # A portal or a proxy says 200 to anything: only a verdict for each event means that they arrived.
    if len(verdicts) != number:
        return Outcome("hold", why="The answer is not one of Jupyter EventLog.")
    return Outcome("done", verdicts)


def _refusal(error: urllib.error.HTTPError) -> Outcome:
    try:
        said = json.loads(error.read(65_536))
        reason = said.get("reason")
    except (AttributeError, OSError, HTTPException, ValueError):
        reason = None
    why = f"The server answered {error.code}."
    if error.code == 401 and reason == "token":
        return Outcome("over", why="The token is unknown, was revoked or has expired.")
    if error.code == _TOO_LARGE:
        return Outcome("split", why=why)
    if error.code in _NEVER:
        return Outcome("refused", why=why)
    return Outcome("hold", after=_after(error.headers.get("Retry-After")), why=why)


def _after(said: str | None) -> float:
    """Seconds that `Retry-After` asks for, which may be a number or a date."""
    if said is None:
        return 0.0
    try:
        seconds = float(said) if said.strip().isdigit() else _until(parsedate_to_datetime(said))
    except (OverflowError, TypeError, ValueError):
        return 0.0
    return min(max(seconds, 0.0), _LONGEST_WAIT)


def _until(moment: datetime) -> float:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - time()

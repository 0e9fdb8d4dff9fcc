"""The `http` sink: a webhook that is signed.

Delivered: the receiver answered 2xx to a request that held the event. Each request carries

    EventLog-Signature: t=<seconds since 1970>, v1=<hexadecimal HMAC-SHA-256 of "<t>.<body>">

so that the receiver can tell who sent it, that nothing was changed, and how old it is; `docs/sinks.md` shows how.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping, Sequence
from time import time
from typing import Any

import orjson

from ..reader import nearest
from ..sink import Capsule, Destination
from .answers import Item, check_status, deliver
from .connection import OPTIONS, Connection
from .options import Secret, check_keys, destination_of

SIGNATURE = "EventLog-Signature"

_SHORTEST_SECRET = 16
_FORMATS = {"lines": "application/x-ndjson", "cloudevents": "application/cloudevents-batch+json"}
_OURS = frozenset(
    ["content-length", "content-type", "content-encoding", "transfer-encoding", "host", "connection", SIGNATURE.lower()]
)
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


class HttpSink:
    """Posts capsules, signed, to one address."""

    def __init__(self, destination: Destination, options: Mapping[str, Any], now: Callable[[], float] = time) -> None:
        """`now` is in seconds since 1970. Raises ValueError for options that cannot be used."""
        check_keys(options, (*OPTIONS, "format", "headers", "secret"), ("url", "secret"))
        self.destination = destination
        self._now = now
        self._format = options.get("format", "lines")
        if self._format not in _FORMATS:
            hint = nearest(str(self._format), _FORMATS)
            raise ValueError(f'"format" must be one of {", ".join(sorted(_FORMATS))}{hint}')
        self._secret = Secret(options["secret"], "secret", _SHORTEST_SECRET)
        self._headers = _headers(options.get("headers", {}))
        self._connection = Connection(options)

    def write(self, batch: Sequence[Capsule]) -> None:
        """Post the batch; in parts where the receiver refuses it, so that only those to blame are rejected."""
        deliver([(one["id"], orjson.dumps(one)) for one in batch], self._send)

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def _send(self, items: Sequence[Item]) -> Mapping[str, str]:
        texts = [text for _, text in items]
        body = b"".join(text + b"\n" for text in texts) if self._format == "lines" else b"[" + b",".join(texts) + b"]"
        more = {name: one if isinstance(one, str) else one.text() for name, one in self._headers.items()}
        signed = {"Content-Type": _FORMATS[self._format], SIGNATURE: signature(self._secret.read(), self._now(), body)}
        status, _ = self._connection.post(body, {**more, **signed})
        check_status(status)
        return {}


def signature(secret: bytes, now: float, body: bytes) -> str:
    """The value of the header for a body that is sent `now`, in seconds since 1970."""
    moment = str(int(now))
    code = hmac.new(secret, moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={moment}, v1={code}"


def make(name: str, described: Mapping[str, Any], options: Mapping[str, Any]) -> HttpSink:
    """A sink for `{"class": "http", "destination": …, "url": …, "secret": {"file": …}}`."""
    return HttpSink(destination_of(name, described), options)


def _headers(said: Any) -> dict[str, str | Secret]:
    """Further headers: each a text, or the place of a secret."""
    if not isinstance(said, Mapping):
        raise ValueError('"headers" must be an object')
    found: dict[str, str | Secret] = {}
    for name, value in said.items():
        if not isinstance(name, str) or not _NAME.fullmatch(name) or name.lower() in _OURS:
            raise ValueError('"headers": each must have a name of its own, and none that the sink sets')
        where = f'headers["{name}"]'
        found[name] = value if isinstance(value, str) else Secret(value, where)
        if isinstance(value, str) and not re.fullmatch("[ -~]*", value):
            raise ValueError(f'"{where}": must be one line of ASCII')
    return found

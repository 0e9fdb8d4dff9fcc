"""The `rest` sink: hands events on to another EventLog.

Delivered: the other EventLog gave its verdict. What its policy does not keep was still brought to it, and answered
for; only what it calls invalid is set aside. It stamps source, user and session anew: what is sent is what an emitter
may assert, so that a hop can claim nothing more than its token allows.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from ..sink import Capsule, Destination, UnavailableError
from .answers import Item, RefusedError, check_status, deliver
from .connection import OPTIONS, Connection
from .options import Secret, check_keys, destination_of

MAX_BYTES = 1024 * 1024
"""What the other side takes in one request, in bytes, before and after decompression."""

MAX_EVENTS = 1000

PATH = "/api/eventlog/events"

_ASSERTED = ("data", "id", "redacted", "sequence", "session", "time")
_ANSWERED = frozenset(["duplicate", "no-consent", "not-allowed", "sampled", "stored"])
_REFUSALS = (400, 413, 415)
_FRAME = b'{"events":[]}'
_WORTH_ZIPPING = 1024
_LONGEST_REASON = 200


class RestSink:
    """Posts capsules as events to another server's `POST /api/eventlog/events`."""

    def __init__(self, destination: Destination, options: Mapping[str, Any]) -> None:
        """Raises ValueError for options that cannot be used."""
        check_keys(options, (*OPTIONS, "token"), ("url", "token"))
        self.destination = destination
        self._token = Secret(options["token"], "token")
        self._connection = Connection(options, PATH)

    def write(self, batch: Sequence[Capsule]) -> None:
        """Post the batch, in as many requests as the other side's limits ask for."""
        deliver([(one["id"], orjson.dumps(event(one))) for one in batch], self._send)

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def _send(self, items: Sequence[Item]) -> Mapping[str, str]:
        body = b'{"events":[' + b",".join(text for _, text in items) + b"]}"
        if len(body) > MAX_BYTES or len(items) > MAX_EVENTS:
            raise RefusedError(f"is longer than {MAX_BYTES - len(_FRAME)} bytes", certain=True)
        headers = {"Authorization": f"EventLog {self._token.text()}", "Content-Type": "application/json"}
        if len(body) >= _WORTH_ZIPPING:
            body, headers["Content-Encoding"] = gzip.compress(body, 6, mtime=0), "gzip"
        status, said = self._connection.post(body, headers)
        check_status(status, _REFUSALS)
        return _refused(items, said)


def event(capsule: Capsule) -> dict[str, Any]:
    """What a hop may say of an event that it passes on: what its emitter asserted."""
    said = {key: capsule[key] for key in _ASSERTED if key in capsule}
    return {"schema_id": capsule["type"], "version": capsule["schemaversion"], **said}


def make(name: str, described: Mapping[str, Any], options: Mapping[str, Any]) -> RestSink:
    """A sink for `{"class": "rest", "destination": …, "url": …, "token": {"file": …}}`."""
    return RestSink(destination_of(name, described), options)


def _refused(items: Sequence[Item], said: bytes) -> dict[str, str]:
    """Those that the other side will never keep, with its reason. Raises UnavailableError for another's answer."""
    try:
        verdicts = [(str(one["status"]), one.get("error")) for one in json.loads(said)["results"]]
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        verdicts = []
    # A portal or a proxy says 200 to anything: only a verdict for each event means that they arrived.
    if len(verdicts) != len(items):
        raise UnavailableError("the answer is not one of Jupyter EventLog")
    paired = zip(items, verdicts, strict=True)
    return {name: _reason(*verdict) for (name, _), verdict in paired if verdict[0] not in _ANSWERED}


def _reason(status: str, error: Any) -> str:
    text = f"{status}: {error}" if isinstance(error, str) else status
    return text[:_LONGEST_REASON]

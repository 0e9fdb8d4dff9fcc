"""Reads the body of a request as events; pure, so that it can be fuzzed without a server."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from gzip import BadGzipFile, GzipFile
from io import BytesIO
from typing import Any

import orjson

from ..status import RequestError
from .report import Loss, read_report

MAX_BYTES = 1024 * 1024
"""The largest body, after decompression."""

MAX_EVENTS = 1000

_JSON = "application/json"
_LINES = ("application/x-ndjson", "application/jsonl")


@dataclass(frozen=True, slots=True)
class Batch:
    """What a request brings: events as they were sent, what their sender says it lost, and whose they are, if said.

    `is_strict` is False where only a lax parser could read it.
    """

    events: list[Any]
    losses: Sequence[Loss] = ()
    is_strict: bool = True
    person: str | None = None


def too_large() -> RequestError:
    """The refusal of a body that is too long."""
    return RequestError(413, "size", f"A request takes at most {MAX_BYTES} bytes. Send less at a time.")


def read_batch(body: bytes, content_type: str, encoding: str) -> Batch:
    """The events of a body: one, an array, `{events, report, person}`, or lines.

    Raises RequestError: 400 for what cannot be parsed, 413 for too much, 415 for another type or encoding.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind != _JSON and kind not in _LINES:
        raise RequestError(415, "type", f"The Content-Type must be {_JSON} or {_LINES[0]}.")
    plain = _decoded(body, encoding.strip().lower())
    batch = _batch_of(*(_parsed_lines(plain) if kind in _LINES else _parsed(plain)))
    if len(batch.events) > MAX_EVENTS:
        raise RequestError(413, "count", f"A request takes at most {MAX_EVENTS} events. Send fewer at a time.")
    return batch


def _decoded(body: bytes, encoding: str) -> bytes:
    if encoding not in ("", "identity", "gzip"):
        raise RequestError(415, "encoding", "The Content-Encoding must be gzip or none.")
    if encoding == "gzip" and len(body) <= MAX_BYTES:
        body = _unzipped(body)
    if len(body) > MAX_BYTES:
        raise too_large()
    return body


def _unzipped(body: bytes) -> bytes:
    """All members of a gzip body, in order; at most one byte more than the limit is ever held."""
    try:
        with GzipFile(fileobj=BytesIO(body)) as plain:
            return plain.read(MAX_BYTES + 1)
    except EOFError:
        raise RequestError(400, "gzip", "The gzip body is cut short.") from None
    except (BadGzipFile, zlib.error):
        raise RequestError(400, "gzip", "The body is not gzip.") from None


def _parsed(text: bytes) -> tuple[Any, bool]:
    """What a text says, and whether a strict parser could read it."""
    try:
        return orjson.loads(text), True
    except orjson.JSONDecodeError:
        pass
    # orjson refuses a whole body for a lone surrogate, which makes one event invalid and not its neighbours.
    try:
        return json.loads(text), False
    except (ValueError, RecursionError):
        raise RequestError(400, "not-json", "The body is not JSON.") from None


def _parsed_lines(text: bytes) -> tuple[list[Any], bool]:
    lines = [line for line in text.splitlines() if line.strip()]
    # More than that are refused for their number alone.
    parsed = [_parsed(line) for line in lines[: MAX_EVENTS + 1]]
    return [value for value, _ in parsed], all(is_strict for _, is_strict in parsed)


def _batch_of(parsed: Any, is_strict: bool) -> Batch:
    if isinstance(parsed, list):
        return Batch(parsed, is_strict=is_strict)
    if not isinstance(parsed, dict):
        raise RequestError(400, "shape", "The body must be an event, an array of events, or {events: […]}.")
    if "events" not in parsed:
        return Batch([parsed], is_strict=is_strict)
    if not isinstance(parsed["events"], list):
        raise RequestError(400, "shape", "events must be an array.")
    if not parsed.keys() <= {"events", "report", "person"}:
        raise RequestError(400, "shape", "Beside events there may be a report and a person, and nothing else.")
    person = parsed.get("person")
    if not isinstance(person, str | None):
        raise RequestError(400, "shape", "person must be what the server has called you in its answer about consent.")
    return Batch(parsed["events"], read_report(parsed.get("report", [])), is_strict, person)

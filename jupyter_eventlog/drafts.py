"""Reads what an emitter sent as an event: the shape of each attribute, before any policy."""

from __future__ import annotations

import re
from typing import Any

from .canonical import MAX_SAFE_INTEGER, version_text
from .times import normal_time
from .types import Draft, Drop

_KEYS = frozenset(["schema_id", "version", "data", "time", "id", "session", "sequence", "redacted"])
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SESSION = re.compile(r"[A-Za-z0-9_-]{1,64}")


def read_draft(event: Any) -> Draft | Drop:
    """A draft, or why there is none; the reason names the attribute and the rule, never the value."""
    if not isinstance(event, dict):
        return Drop("invalid", "an event must be an object")
    problem = _problem(event)
    if problem:
        return Drop("invalid", problem)
    time = event.get("time")
    return Draft(
        schema_id=event["schema_id"],
        version=version_text(event["version"]) or "",
        data=event.get("data"),
        time=None if time is None else normal_time(time),
        id=event.get("id"),
        session=event.get("session"),
        sequence=event.get("sequence"),
        redacted=event.get("redacted"),
    )


def is_session(value: Any) -> bool:
    """Whether a value can name a session."""
    return isinstance(value, str) and _SESSION.fullmatch(value) is not None


def _problem(event: dict[str, Any]) -> str | None:
    rules = {
        "schema_id: must be a string": isinstance(event.get("schema_id"), str),
        "version: must be a string or a number": version_text(event.get("version")) is not None,
        "data: is missing": "data" in event,
        "time: must be an RFC 3339 time": _is_time(event.get("time")),
        "id: must be a UUID in lower case": _fits(_UUID, event.get("id")),
        "session: must be 1 to 64 letters, digits, _ or -": event.get("session") is None
        or is_session(event["session"]),
        "sequence: must be an integer from 1 on, with a session": _is_sequence(event),
        "an event has no attributes but " + ", ".join(sorted(_KEYS)): event.keys() <= _KEYS,
    }
    return next((rule for rule, holds in rules.items() if not holds), None)


def _fits(pattern: re.Pattern[str], value: Any) -> bool:
    return value is None or (isinstance(value, str) and pattern.fullmatch(value) is not None)


def _is_time(value: Any) -> bool:
    return value is None or (isinstance(value, str) and normal_time(value) is not None)


def _is_sequence(event: dict[str, Any]) -> bool:
    value = event.get("sequence")
    if value is None:
        return True
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole and 1 <= value <= MAX_SAFE_INTEGER and event.get("session") is not None

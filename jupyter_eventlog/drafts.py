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
    get = event.get
    version, time = version_text(get("version")), get("time")
    moment = normal_time(time) if isinstance(time, str) else None
    problem = _problem(event, version, moment)
    if problem is not None or version is None:
        return Drop("invalid", problem)
    return Draft(
        event["schema_id"], version, get("data"), moment, get("id"), get("session"), get("sequence"), get("redacted")
    )


def is_session(value: Any) -> bool:
    """Whether a value can name a session."""
    return isinstance(value, str) and _SESSION.fullmatch(value) is not None


def _problem(event: dict[str, Any], version: str | None, moment: str | None) -> str | None:
    """The first rule that an event breaks; `version` and `moment` are what was made of its version and time."""
    if not isinstance(event.get("schema_id"), str):
        return "schema_id: must be a string"
    if version is None:
        return "version: must be a string or a number"
    if "data" not in event:
        return "data: is missing"
    if moment is None and event.get("time") is not None:
        return "time: must be an RFC 3339 time"
    return _wrong_number(event)


def _wrong_number(event: dict[str, Any]) -> str | None:
    if not _fits(_UUID, event.get("id")):
        return "id: must be a UUID in lower case"
    if not _fits(_SESSION, event.get("session")):
        return "session: must be 1 to 64 letters, digits, _ or -"
    if not _is_sequence(event):
        return "sequence: must be an integer from 1 on, with a session"
    if not event.keys() <= _KEYS:
        return "an event has no attributes but " + ", ".join(sorted(_KEYS))
    return None


def _fits(pattern: re.Pattern[str], value: Any) -> bool:
    return value is None or (isinstance(value, str) and pattern.fullmatch(value) is not None)


def _is_sequence(event: dict[str, Any]) -> bool:
    value = event.get("sequence")
    if value is None:
        return True
    whole = isinstance(value, int) and not isinstance(value, bool)
    return whole and 1 <= value <= MAX_SAFE_INTEGER and event.get("session") is not None

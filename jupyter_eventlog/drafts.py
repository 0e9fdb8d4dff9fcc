"""Reads what an emitter sent as an event: the shape of each attribute, before any policy."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from .canonical import MAX_SAFE_INTEGER, version_text
from .times import normal_time
from .types import Draft, Drop

_KEYS = frozenset(["schema_id", "version", "data", "time", "id", "session", "sequence", "redacted"])
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SESSION = re.compile(r"[A-Za-z0-9_-]{1,64}")


def read_draft(event: Any, *, is_strict: bool = False) -> Draft | Drop:
    """A draft, or why there is none; the reason names the attribute and the rule, never the value.

    `is_strict` says that the event is what a strict JSON parser made.
    """
    if not isinstance(event, dict):
        return Drop("invalid", "an event must be an object")
    get = event.get
    version, time = version_text(get("version")), get("time")
    moment = normal_time(time) if isinstance(time, str) else None
    if version is None or not _is_whole(event, moment):
        return Drop("invalid", _problem(event, version, moment))
    return Draft(
        event["schema_id"],
        version,
        event["data"],
        moment,
        get("id"),
        get("session"),
        get("sequence"),
        get("redacted"),
        is_strict,
    )


def is_session(value: Any) -> bool:
    """Whether a value can name a session."""
    return isinstance(value, str) and _names_session(value)


@lru_cache(maxsize=1024)
def _names_session(text: str) -> bool:
    return _SESSION.fullmatch(text) is not None


def _is_whole(event: dict[str, Any], moment: str | None) -> bool:
    """Whether an event breaks none of the rules of :func:`_problem`: all of them at once, because all events pass."""
    get = event.get
    session, sequence = get("session"), get("sequence")
    return (
        isinstance(get("schema_id"), str)
        and "data" in event
        and (moment is not None or get("time") is None)
        and _is_id(get("id"))
        and (session is None or is_session(session))
        and (sequence is None or _is_sequence(sequence, session))
        and _KEYS.issuperset(event)
    )


def _problem(event: dict[str, Any], version: str | None, moment: str | None) -> str:
    """The first rule that an event breaks; `version` and `moment` are what was made of its version and time."""
    session, sequence = event.get("session"), event.get("sequence")
    problems = {
        "schema_id: must be a string": not isinstance(event.get("schema_id"), str),
        "version: must be a string or a number": version is None,
        "data: is missing": "data" not in event,
        "time: must be an RFC 3339 time": moment is None and event.get("time") is not None,
        "id: must be a UUID in lower case": not _is_id(event.get("id")),
        "session: must be 1 to 64 letters, digits, _ or -": session is not None and not is_session(session),
        "sequence: must be an integer from 1 on, with a session": sequence is not None
        and not _is_sequence(sequence, session),
    }
    others = "an event has no attributes but " + ", ".join(sorted(_KEYS))
    return next((problem for problem, is_there in problems.items() if is_there), others)


def _is_id(value: Any) -> bool:
    return value is None or (isinstance(value, str) and _UUID.fullmatch(value) is not None)


def _is_sequence(value: Any, session: Any) -> bool:
    return type(value) is int and 1 <= value <= MAX_SAFE_INTEGER and session is not None

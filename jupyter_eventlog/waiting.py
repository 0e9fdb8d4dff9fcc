"""An event that waits to be made ready: a private copy, as cheap as can be."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson

from .callers import Caller
from .canonical import version_text
from .times import seconds_text, time_text
from .types import Draft, Drop

Waiting = tuple[str, "str | int", bytes, "float | datetime", Caller]
"""Schema id, version, data as JSON, time (seconds since the epoch, or as it was given), caller."""


def copied(data: Any) -> bytes | None:
    """Data as JSON, which its emitter may go on to change; None for what JSON cannot hold."""
    try:
        text = orjson.dumps(data, default=_plain)
    except (TypeError, ValueError):
        return None
    # A number that is none would be written as null.
    return None if b"null" in text and _has_nan(data) else text


def draft_of(waiting: Waiting, session: str) -> Draft | Drop:
    """What the stages take: not numbered yet."""
    schema_id, version, text, time, _ = waiting
    try:
        moment = _time_of(time)
    except Exception:
        # A moment before the year 1 in UTC, or a time zone that is somebody's own code: this event's trouble alone.
        return Drop("invalid", "time: cannot be told in UTC")
    name = version if type(version) is str else version_text(version)
    return Draft(schema_id, name or "", orjson.loads(text), moment, None, session, is_strict=True)


def _time_of(time: float | datetime) -> str:
    if isinstance(time, float):
        return seconds_text(time)
    return time_text(time if time.tzinfo else time.replace(tzinfo=UTC))


def _has_nan(value: Any) -> bool:
    if isinstance(value, float):
        return not math.isfinite(value)
    if isinstance(value, Mapping):
        return any(map(_has_nan, value.values()))
    return isinstance(value, list | tuple) and any(map(_has_nan, value))


def _plain(value: Any) -> dict[str, Any]:
    """Mappings that are no dict are as good as one."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError

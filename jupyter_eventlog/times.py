"""Times as RFC 3339 writes them, in UTC."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from math import floor

_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?"
    r"(?:[Zz]|([+-])([0-9]{2}):([0-9]{2})[Zz]?)"
)


_OURS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.")


@dataclass(frozen=True, slots=True)
class Time:
    """An RFC 3339 time in UTC: the minute as `YYYY-MM-DDTHH:MM`, the digits after the decimal point as they were."""

    minute: str
    second: int
    fraction: str


def read_time(text: str) -> Time | None:
    """Read an RFC 3339 time, or the `+00:00Z` that jupyter_events and JupyterHub write; None for anything else."""
    match = _TIME.fullmatch(text)
    if not match:
        return None
    day, hour, minute, second, fraction, sign, offset_hours, offset_minutes = match.groups()
    if int(hour) > 23 or int(second) > 60 or int(offset_hours or 0) > 23 or int(offset_minutes or 0) > 59:
        return None
    offset = timedelta(hours=int(offset_hours or 0), minutes=int(offset_minutes or 0))
    try:
        local = datetime.fromisoformat(f"{day}T{hour}:{minute}:00").replace(tzinfo=UTC)
        utc = local + offset if sign == "-" else local - offset
    except (ValueError, OverflowError):
        # A day that is none, or a moment in UTC before the year 1 or after 9999.
        return None
    return Time(utc.isoformat(timespec="minutes")[:16], int(second), fraction or "")


def normal_time(text: str) -> str | None:
    """A time as others write it, as we write it; None for what is no RFC 3339 time, and for a leap second."""
    digits = text[20:26]
    # Most are as we write them, many of one second: only whether there is such a second must be found out.
    if len(text) == 27 and text[26] == "Z" and digits.isascii() and digits.isdecimal() and _is_second(text[:20]):
        return text
    time = read_time(text)
    if time is None or time.second > 59 or len(text) > 40:
        return None
    return f"{time.minute}:{time.second:02}.{time.fraction[:6]:0<6}Z"


@lru_cache(maxsize=1024)
def _is_second(text: str) -> bool:
    time = read_time(f"{text}0Z") if _OURS.fullmatch(text) else None
    return time is not None and time.second <= 59


def time_text(moment: datetime) -> str:
    """RFC 3339 in UTC with six digits."""
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return utc.isoformat(timespec="microseconds")[:26] + "Z"


def seconds_text(seconds: float) -> str:
    """As :func:`time_text`, of seconds since the epoch."""
    whole = floor(seconds)
    return f"{_second_text(whole)}.{int((seconds - whole) * 1e6):06d}Z"


@lru_cache(maxsize=16)
def _second_text(seconds: int) -> str:
    # Writing out a whole time costs more than judging an event.
    return datetime.fromtimestamp(seconds, UTC).isoformat()[:19]


def coarsened(time: str, precision: str) -> str:
    """A time cut to the start of its hour or day."""
    if precision == "exact":
        return time
    return time[:13] + ":00:00.000000Z" if precision == "hour" else time[:10] + "T00:00:00.000000Z"

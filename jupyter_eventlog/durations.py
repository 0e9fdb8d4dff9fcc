"""Durations as operators write them: `12h`, `90d`, `2w`, `13mo`, `3y`. A month is 30 days, a year 365."""

from __future__ import annotations

import re
from datetime import timedelta

_UNITS = {"h": 1, "d": 24, "w": 7 * 24, "mo": 30 * 24, "y": 365 * 24}
LONGEST = 100 * _UNITS["y"]
"""In hours: longer ones lead out of the calendar."""

_DURATION = re.compile(r"([1-9][0-9]{0,4})(h|d|w|mo|y)")


def is_duration(text: object) -> bool:
    """Whether a text is a duration."""
    match = _DURATION.fullmatch(text) if isinstance(text, str) else None
    return match is not None and int(match[1]) * _UNITS[match[2]] <= LONGEST


def duration(text: str) -> timedelta:
    """The time that a duration stands for. Raises ValueError for what is none."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a duration")
    return timedelta(hours=int(match[1]) * _UNITS[match[2]])

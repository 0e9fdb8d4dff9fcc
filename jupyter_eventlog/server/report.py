"""Reads what a client says it lost: which numbers of a session never reached anybody, and why."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..canonical import MAX_SAFE_INTEGER
from ..drafts import is_session
from ..status import RequestError

REASONS = ("expired", "full", "refused", "too-large")
"""Why a client gave an event up: it had waited too long, no room was left, the server refused the batch, or the event
was too large to send."""

MAX_ENTRIES = 100
MAX_RANGES = 1000

_KEYS = {"session", "ranges", "reason"}


MAX_LOST = 1_000_000
"""More than this in one entry is not believed: no client ever held as many."""

_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Loss:
    """How many events were lost for a reason; `entry` is all that was said of them."""

    reason: str
    number: int
    entry: str


class Reported:
    """Counts what clients say they lost: what one sender says again, because an answer was lost, counts once."""

    def __init__(self, count: Callable[[str, int], None]) -> None:
        self._count = count
        self._told: dict[bytes, None] = {}

    def note(self, principal: str, losses: Sequence[Loss]) -> None:
        """Count what is new of what a sender reports."""
        for loss in losses:
            name = hashlib.sha256(f"{principal}\0{loss.entry}".encode()).digest()[:16]
            if name in self._told:
                continue
            self._told[name] = None
            if len(self._told) > _REMEMBERED:
                del self._told[next(iter(self._told))]
            self._count(loss.reason, loss.number)


def read_report(said: Any) -> list[Loss]:
    """The losses of a `report`. Raises RequestError, without a word of what was sent, for what is none."""
    if not isinstance(said, list) or len(said) > MAX_ENTRIES:
        raise _refusal(f"must be an array of at most {MAX_ENTRIES} entries")
    return [_loss(entry) for entry in said]


def _loss(entry: Any) -> Loss:
    if not isinstance(entry, dict) or entry.keys() != _KEYS:
        raise _refusal("each entry is {session, ranges, reason}")
    if not is_session(entry["session"]):
        raise _refusal("session must be 1 to 64 letters, digits, _ or -")
    if entry["reason"] not in REASONS:
        raise _refusal(f"reason must be one of {', '.join(REASONS)}")
    ranges = entry["ranges"]
    if not isinstance(ranges, list) or len(ranges) > MAX_RANGES or not all(map(_is_range, ranges)):
        raise _refusal(f"ranges are at most {MAX_RANGES} pairs of numbers, [first, last]")
    number = min(sum(last - first + 1 for first, last in ranges), MAX_LOST)
    return Loss(entry["reason"], number, json.dumps([entry["session"], entry["reason"], ranges]))


def _is_range(value: Any) -> bool:
    if not isinstance(value, list) or len(value) != 2 or not all(type(one) is int for one in value):
        return False
    return bool(1 <= value[0] <= value[1] <= MAX_SAFE_INTEGER)


def _refusal(rule: str) -> RequestError:
    return RequestError(400, "report", f"report: {rule}.")

"""What travels the road: an event as it was emitted, and what a stage made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from .policy import SchemaPolicy

JSONObject = dict[str, Any]

Status = Literal["not-allowed", "no-consent", "sampled", "invalid", "duplicate", "stored"]


@dataclass(slots=True)
class Draft:
    """An event before it has a capsule: what its emitter asserts, and nothing else.

    `version` is a string (see :func:`jupyter_eventlog.canonical.version_text`); `time` is RFC 3339 UTC;
    `redacted` is None for an event that no hop has redacted yet. `is_strict` is True where the data is just what a
    strict JSON parser made: no lone surrogate, no number that is none, nothing that is not JSON.
    """

    schema_id: str
    version: str
    data: Any
    time: str | None = None
    id: str | None = None
    session: str | None = None
    sequence: int | None = None
    redacted: list[str] | None = None
    is_strict: bool = False


@dataclass(frozen=True, slots=True)
class Drop:
    """A stage's refusal: the verdict, and for `invalid` the place and the rule, never a value."""

    status: Status
    error: str | None = None


@dataclass(slots=True)
class Kept:
    """An event that may travel on: as it was emitted, the part of the policy that lets it, and what is left of it."""

    draft: Draft
    entry: SchemaPolicy
    data: JSONObject
    redacted: list[str]

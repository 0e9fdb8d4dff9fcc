"""What is left of a stored event once the time of `sanitize` has come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from . import paths
from .dialect import plain_category
from .policy import LEVELS, UNRESTRICTED, SchemaPolicy
from .projection import Rule, project
from .registry import Schema
from .stages.redact import redact

Sanitize = Callable[[dict[str, Any], list[str]], tuple[dict[str, Any], list[str]]]
"""From data and `redacted` as they are stored to what remains of them."""


def sanitized(entry: SchemaPolicy) -> SchemaPolicy | None:
    """What `sanitize` keeps, with the entry's own transforms; None where nothing is ever sanitized.

    It is held against events that the entry has redacted: alone it could keep what the entry does not.
    """
    if entry.sanitize is None:
        return None
    said = entry.sanitize
    level = said.get("level")
    named = map(plain_category, said.get("allowed_categories") or ())
    return replace(
        entry,
        level=level,
        categories=frozenset([UNRESTRICTED, *LEVELS.get(level or "minimal", ()), *named]),
        properties=tuple(map(paths.canonical, said.get("allowed_properties") or ())),
        sanitize=None,
    )


def sanitizer(schema: Schema, entry: SchemaPolicy) -> Sanitize | None:
    """One more hop for stored events: only what both the entry and its `sanitize` keep stays, the rest is noted.

    None where nothing is ever sanitized.
    """
    narrow = sanitized(entry)
    if narrow is None:
        return None
    # Without a key: what was stored has been hashed already. The entry's own rule comes first because an event may
    # have been stored under a policy that kept more than today's.
    return narrowed_by([project(schema, one, None) for one in (entry, narrow)])


def narrowed_by(rules: Sequence[Rule]) -> Sanitize:
    """Hold stored events against rules, one after the other."""

    def sanitize(data: dict[str, Any], redacted: list[str]) -> tuple[dict[str, Any], list[str]]:
        for rule in rules:
            data, redacted = redact(rule, data, redacted)
        return data, redacted

    return sanitize

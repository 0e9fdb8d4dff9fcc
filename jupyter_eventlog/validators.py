"""What tells whether a value fits a schema of the dialect."""

from __future__ import annotations

from typing import Any

import jsonschema_rs

from .canonical import MAX_DEPTH, MAX_SAFE_INTEGER
from .formats import FORMATS

Validator = jsonschema_rs.Draft7Validator

_NUMBERS = {"minimum": -MAX_SAFE_INTEGER, "maximum": MAX_SAFE_INTEGER}


def _containers(depth: int) -> dict[str, Any]:
    """The profile of a value at a depth; no value that is no integer is beyond the bounds of those that are."""
    if depth > MAX_DEPTH:
        return {**_NUMBERS, "not": {"type": ["array", "object"]}}
    inner = {"$ref": f"#/definitions/-profile-{depth + 1}"}
    return {**_NUMBERS, "items": inner, "additionalProperties": inner}


_PROFILE = {f"-profile-{depth}": _containers(depth) for depth in range(1, MAX_DEPTH + 2)}


def compile_schema(document: dict[str, Any]) -> Validator:
    """A validator of the dialect: draft-07, formats asserted, values masked in messages."""
    # References are local, whatever a schema calls itself: its own name may be no address, or that of a metaschema.
    nameless = {key: value for key, value in document.items() if key not in ("$id", "$schema")}
    return Validator(
        nameless,
        formats=FORMATS,
        validate_formats=True,
        ignore_unknown_formats=True,
        mask="value",
    )


def compile_events(document: dict[str, Any]) -> Validator:
    """A validator of events: their schema, and what the JSON profile says of numbers and of depth."""
    return compile_schema(
        {
            **document,
            "definitions": {**document.get("definitions", {}), **_PROFILE},
            "allOf": [*document.get("allOf", []), {"$ref": "#/definitions/-profile-1"}],
        }
    )


def compile_pattern(pattern: str) -> Validator:
    """A validator of the strings that a pattern of the dialect matches."""
    return Validator({"pattern": pattern})

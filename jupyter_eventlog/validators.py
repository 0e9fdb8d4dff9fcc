"""What tells whether a value fits a schema of the dialect."""

from __future__ import annotations

from typing import Any

import jsonschema_rs

from .formats import FORMATS

Validator = jsonschema_rs.Draft7Validator


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


def compile_pattern(pattern: str) -> Validator:
    """A validator of the strings that a pattern of the dialect matches."""
    return Validator({"pattern": pattern})

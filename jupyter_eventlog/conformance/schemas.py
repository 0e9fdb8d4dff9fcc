"""Which schemas are refused: cases `{schema, refused}`, where `refused` is a JSON pointer, or null."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..registry import Registry, SchemaError
from .compare import Check, difference


def schemas(_suite: Mapping[str, Any]) -> Check:
    """The check of a suite's schemas."""
    return lambda case: difference({"refused": refusal(case["schema"])}, {"refused": case["refused"]})


def refusal(schema: Mapping[str, Any]) -> str | None:
    """The JSON pointer at which a schema is refused, or None."""
    try:
        Registry().register(schema)
    except SchemaError as error:
        return error.place
    return None

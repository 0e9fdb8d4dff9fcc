"""The JSON Schema dialect of event schemas: draft-07, with the ambiguous parts normalised or refused.

Its rules are data, `schema/meta/event-schema.json` and `patterns.json`, which the JavaScript half reads too.
"""

from __future__ import annotations

from .check import check
from .normalise import normalise, plain_category
from .walk import SchemaError, resolve, subschemas

__all__ = ["SchemaError", "check", "normalise", "plain_category", "resolve", "subschemas"]

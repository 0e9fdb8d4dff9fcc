"""A schema in the one form that the rest of the package reads."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from ..canonical import version_text
from .check import check
from .patterns import spelled_out
from .walk import subschemas

CATEGORY_PREFIX = "category.jupyter.org/"
"""What jupyter_telemetry wrote before the names of its categories."""


def normalise(document: Mapping[str, Any]) -> dict[str, Any]:
    """A private copy of a schema with its version as a string, `$ref` alone in its subschema, plain categories.

    Raises SchemaError, with the place named, for a schema outside the dialect.
    """
    schema = dict(document)
    check(schema)
    schema = copy.deepcopy(schema)
    schema["version"] = version_text(schema["version"])
    for _, sub in list(subschemas(schema)):
        _normalise_one(sub)
    return schema


def plain_category(category: str) -> str:
    """A category without the prefix that jupyter_telemetry wrote before it."""
    return category.removeprefix(CATEGORY_PREFIX)


def _normalise_one(sub: dict[str, Any]) -> None:
    if "categories" in sub:
        sub["categories"] = [plain_category(category) for category in sub["categories"]]
    if "pattern" in sub:
        sub["pattern"] = spelled_out(sub["pattern"])
    if "patternProperties" in sub:
        sub["patternProperties"] = _spelled_out(sub["patternProperties"])
    if "$ref" in sub and len(sub) > 1:
        sub["allOf"] = [*sub.get("allOf", []), {"$ref": sub.pop("$ref")}]


def _spelled_out(named: dict[str, Any]) -> dict[str, Any]:
    spelled: dict[str, Any] = {}
    for pattern, member in named.items():
        plain = spelled_out(pattern)
        spelled[plain] = {"allOf": [spelled[plain], member]} if plain in spelled else member
    return spelled

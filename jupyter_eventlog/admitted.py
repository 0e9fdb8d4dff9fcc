"""Which types of values some subschemas admit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

TYPES = frozenset(["array", "boolean", "integer", "null", "number", "object", "string"])
"""The types of JSON Schema."""

_CONTAINERS = frozenset(["array", "object"])

LISTED = "listed"
"""In place of a type: one of the values that the schema writes out."""


def admitted(held: Sequence[Mapping[str, Any]]) -> list[str]:
    """The types that all of some subschemas admit, sorted; `integer` is told where `number` is not.

    Just LISTED where one of them writes the values out: such a value can hold nothing of anybody's own.
    """
    if any("const" in one or "enum" in one for one in held):
        return [LISTED]
    types = TYPES
    for one in held:
        types = types & _of(one)
    return sorted(types - {"integer"} if "number" in types else types)


def admits_more(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether some types hold a value that others do not."""
    wide = {*old, LISTED} | ({"integer"} if "number" in old else set())
    return not wide.issuperset(new)


def admits_only_containers(held: Sequence[Mapping[str, Any]]) -> bool:
    """Whether every value is an array or an object."""
    return any(_of(one) <= _CONTAINERS for one in held)


def _of(one: Mapping[str, Any] | bool) -> frozenset[str]:
    """The types that a subschema admits by itself, or by the branches that it names directly."""
    if isinstance(one, bool):
        return TYPES if one else frozenset()
    said = one.get("type")
    types = TYPES if said is None else frozenset([said] if isinstance(said, str) else said)
    if "number" in types:
        types |= {"integer"}
    for keyword in ("anyOf", "oneOf"):
        if keyword in one:
            types &= frozenset().union(*map(_of, one[keyword]))
    return types

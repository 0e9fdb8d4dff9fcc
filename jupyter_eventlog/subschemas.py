"""The subschemas of a document that apply at one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .dialect import resolve

_IN_PLACE = ("$ref", "allOf", "anyOf", "oneOf", "if", "then", "else", "dependencies")


def described(within: Sequence[Mapping[str, Any]], name: str | None, patterns: Sequence[str]) -> list[Any]:
    """What some subschemas say of a property of this name, or of one that just these patterns match."""
    found = []
    for one in within:
        properties, matching = one.get("properties", {}), one.get("patternProperties", {})
        if name in properties:
            found.append(properties[name])
        found.extend(matching[pattern] for pattern in patterns if pattern in matching)
    return found


def descriptions(
    document: Mapping[str, Any], subschemas: Sequence[Any], through: Sequence[str] = _IN_PLACE
) -> list[Mapping[str, Any]]:
    """The subschemas that apply where some do: these and what they refer to and combine, each once."""
    found: list[Mapping[str, Any]] = []
    waiting = list(subschemas)
    while waiting:
        one = waiting.pop(0)
        if not isinstance(one, dict) or any(one is other for other in found):
            continue
        found.append(one)
        for keyword in through:
            if keyword in one:
                waiting.extend(_combined(document, one, keyword))
    return found


def _combined(document: Mapping[str, Any], one: Mapping[str, Any], keyword: str) -> list[Any]:
    if keyword == "$ref":
        return [resolve(document, one[keyword])]
    members = one[keyword]
    if keyword == "dependencies":
        return list(members.values())
    return members if isinstance(members, list) else [members]


def holding(document: Mapping[str, Any], subschemas: Sequence[Any]) -> list[Mapping[str, Any]]:
    """The subschemas that hold at a location whichever branches of the schema an event takes."""
    return descriptions(document, subschemas, ("$ref", "allOf"))

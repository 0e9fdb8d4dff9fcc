"""The subschemas of a schema, and the places in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from ..resources import read_meta

RULES: Mapping[str, Any] = read_meta("event-schema")
"""The dialect as data."""

_ONE, _MANY, _NAMED = (RULES["subschemas"][key] for key in ("one", "many", "named"))


class SchemaError(ValueError):
    """A schema outside the dialect: which, where in it (a JSON pointer), and what is wrong."""

    def __init__(self, schema: str, place: str, problem: str) -> None:
        super().__init__(f"{schema}#{place}: {problem}")
        self.place = place


def subschemas(schema: dict[str, Any], place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object subschema of a schema, itself first, with its JSON pointer."""
    yield place, schema
    for step, child in children(schema):
        if isinstance(child, dict):
            yield from subschemas(child, f"{place}/{step}")


def children(schema: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What stands where a schema may stand, with the step that leads to it."""
    for key in (key for key in _ONE if key in schema):
        yield key, schema[key]
    for key in _MANY:
        yield from _members(key, schema.get(key))
    for key in _NAMED:
        members = schema.get(key)
        if isinstance(members, dict):
            yield from ((f"{key}/{pointer(name)}", member) for name, member in members.items())
    if isinstance(schema.get("items"), list):
        yield from _members("items", schema["items"])
    elif "items" in schema:
        yield "items", schema["items"]


def resolve(document: Mapping[str, Any], reference: str) -> Any:
    """The subschema that a local reference points to. Raises KeyError where there is none."""
    target: Any = document
    if reference == "#":
        return target
    if not reference.startswith("#/"):
        raise KeyError(reference)
    for step in reference[2:].split("/"):
        key = _unquoted(step).replace("~1", "/").replace("~0", "~")
        if isinstance(target, list) and key.isascii() and key.isdigit() and int(key) < len(target):
            target = target[int(key)]
        elif isinstance(target, dict) and key in target:
            target = target[key]
        else:
            raise KeyError(reference)
    if not isinstance(target, dict | bool):
        raise KeyError(reference)
    return target


def _unquoted(step: str) -> str:
    try:
        return unquote(step, errors="strict")
    except UnicodeDecodeError:
        raise KeyError(step) from None


def pointer(name: str) -> str:
    """A name as a step of a JSON pointer."""
    return name.replace("~", "~0").replace("/", "~1")


def _members(key: str, members: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(members, list):
        yield from ((f"{key}/{index}", member) for index, member in enumerate(members))

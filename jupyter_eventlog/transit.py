"""The schema that an event is held against when an earlier hop may have removed or replaced parts of it."""

from __future__ import annotations

from typing import Any

from .dialect import resolve
from .projection import Rule

_COMBINED = {"allOf": "allOf", "anyOf": "anyOf", "oneOf": "anyOf"}
_ORIGINAL = "#/definitions/_"

Visited = tuple[tuple[int, int], ...]


def transit_schema(rule: Rule) -> dict[str, Any]:
    """A schema that admits every event of `rule`'s schema after any redaction that `rule`'s policy asks for.

    Nothing is required; what is removed or undeclared is free; what has a transform is held to the type that it
    gives, except `hash`, which only the last hop applies.
    """
    original = moved(rule.location.schema.document)
    original.pop("$id", None)
    root: dict[str, Any] = {"definitions": {"_": original}}
    return {**root, **_container(rule, original, root, ())}


def moved(value: Any) -> Any:
    """A copy of a schema whose references look for the original document where it now stands."""
    if isinstance(value, list):
        return [moved(item) for item in value]
    if not isinstance(value, dict):
        return value
    copy = {key: moved(item) for key, item in value.items()}
    if isinstance(value.get("$ref"), str):
        copy["$ref"] = _ORIGINAL + value["$ref"][1:]
    return copy


def _location(rule: Rule, sub: Any, root: dict[str, Any], above: Visited) -> Any:
    """A subschema, loosened to what may stand at this location."""
    if rule.removed or rule.transform_name == "hash" or not isinstance(sub, dict):
        return True
    if rule.on_container or (rule.is_leaf and rule.on_leaf):
        return {"type": "string"}
    return sub if rule.is_leaf else _container(rule, sub, root, above)


def _container(rule: Rule, sub: Any, root: dict[str, Any], above: Visited) -> Any:
    here = (id(rule), id(sub))
    if not isinstance(sub, dict) or here in above:
        return True
    above = (*above, here)
    loose: dict[str, Any] = {}
    if "type" in sub and rule.transform_name is None:
        loose["type"] = sub["type"]
    if "$ref" in sub:
        loose["allOf"] = [_container(rule, resolve(root, sub["$ref"]), root, above)]
    for keyword, looser in _COMBINED.items():
        if keyword in sub:
            members = [_container(rule, member, root, above) for member in sub[keyword]]
            loose.setdefault("allOf", []).append({looser: members})
    return loose | _children(rule, sub, root, above)


def _children(rule: Rule, sub: dict[str, Any], root: dict[str, Any], above: Visited) -> dict[str, Any]:
    loose: dict[str, Any] = {}
    named = {name: rule.child(name) for name in sub.get("properties", {})}
    if named:
        loose["properties"] = {
            name: _location(child, sub["properties"][name], root, above) for name, child in named.items() if child
        }
    # A list of item schemas says nothing once an item may be gone, nor a pattern whose names may have rules of
    # their own.
    items = sub.get("items")
    child = rule.item(0) if isinstance(items, dict) else None
    if child:
        loose["items"] = _location(child, items, root, above)
    return loose

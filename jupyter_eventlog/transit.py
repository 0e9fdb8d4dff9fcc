"""The schema that an event is held against when an earlier hop may have removed or replaced parts of it."""

from __future__ import annotations

from typing import Any

from .dialect import resolve
from .projection import Rule
from .recursion import Recursion

ORIGINAL = "#/definitions/_"

_COMBINED = {"allOf": "allOf", "anyOf": "anyOf", "oneOf": "anyOf"}


def transit_schema(rule: Rule) -> dict[str, Any]:
    """A schema that admits every event of `rule`'s schema after any redaction that `rule`'s policy asks for.

    Nothing is required; what is removed or undeclared is free; what has a transform is held to the type that it
    gives, except `hash`, which only the last hop applies.
    """
    original = moved(rule.location.schema.document)
    original.pop("$id", None)
    transit = _Transit({"definitions": {"_": original}})
    made = transit.container(rule, original)
    return {**made, "definitions": {"_": original, **transit.definitions}}


def moved(value: Any) -> Any:
    """A copy of a schema whose references look for the original document where it now stands."""
    if isinstance(value, list):
        return [moved(item) for item in value]
    if not isinstance(value, dict):
        return value
    copy = {key: moved(item) for key, item in value.items()}
    if isinstance(value.get("$ref"), str):
        copy["$ref"] = ORIGINAL + value["$ref"][1:]
    return copy


class _Transit(Recursion):
    def __init__(self, root: dict[str, Any]) -> None:
        super().__init__()
        self._root = root

    def container(self, rule: Rule, sub: Any) -> Any:
        """A subschema of a location that is looked into, loosened."""
        return self.at(rule, [sub], lambda: self._loosened(rule, sub)) if isinstance(sub, dict) else True

    def _location(self, rule: Rule, sub: Any) -> Any:
        """A subschema, loosened to what may stand at this location."""
        takes_all = rule.is_leaf or rule.whole
        if rule.removed or (rule.transform_name == "hash" and takes_all) or not isinstance(sub, dict):
            return True
        if takes_all and rule.on_leaf:
            return {"type": "string"}
        return sub if rule.is_leaf else self.container(rule, sub)

    def _loosened(self, rule: Rule, sub: dict[str, Any]) -> dict[str, Any]:
        loose: dict[str, Any] = {}
        if "type" in sub and rule.transform_name is None:
            loose["type"] = sub["type"]
        if "$ref" in sub:
            loose["allOf"] = [self.container(rule, resolve(self._root, sub["$ref"]))]
        for keyword, looser in _COMBINED.items():
            if keyword in sub:
                members = [self.container(rule, member) for member in sub[keyword]]
                loose.setdefault("allOf", []).append({looser: members})
        return loose | self._children(rule, sub)

    def _children(self, rule: Rule, sub: dict[str, Any]) -> dict[str, Any]:
        loose: dict[str, Any] = {}
        named = {name: rule.child(name) for name in sub.get("properties", {})}
        if named:
            loose["properties"] = {
                name: self._location(child, sub["properties"][name]) for name, child in named.items() if child
            }
        # A list of item schemas says nothing once an item may be gone, nor a pattern whose names may have rules of
        # their own.
        items = sub.get("items")
        child = rule.item(0) if isinstance(items, dict) else None
        if child:
            loose["items"] = self._location(child, items)
        return loose

"""The projected schema: what a stored event may contain under a policy."""

from __future__ import annotations

from typing import Any

from .projection import Rule, State
from .transit import moved
from .validators import compile_pattern

_CODE = {"type": "string", "pattern": "^[0-9a-f]{32}$"}


def projected_schema(rule: Rule) -> dict[str, Any]:
    """A draft-07 schema: removed fields gone, none required, transformed ones by type, nothing undeclared.

    Every event that `redact` makes with this rule fits it. It has neither `$id` nor `version`: it belongs to a
    policy, not to the author of the schema.
    """
    original = moved(rule.location.schema.document)
    original.pop("$id", None)
    return {"type": "object", **_contents(rule, ()), "definitions": {"_": original}}


def _location(rule: Rule, above: tuple[Rule, ...]) -> dict[str, Any]:
    marks = {key: value for key, value in _said(rule).items() if value}
    if rule.is_leaf or rule.on_container is not None:
        return {**marks, **_leaf(rule)}
    return {**marks, **_types(rule), **_contents(rule, above)}


def _said(rule: Rule) -> dict[str, Any]:
    return {
        "title": rule.location.title,
        "description": rule.location.description,
        "categories": sorted(rule.location.categories),
    }


def _leaf(rule: Rule) -> dict[str, Any]:
    if rule.transform_name == "hash":
        return _CODE
    if rule.transform_name is not None:
        return {"type": "string"}
    return _all([moved(dict(one)) for one in rule.location.certain])


def _types(rule: Rule) -> dict[str, Any]:
    """What a container may be instead of one: any type that the schema admits, unless it only leads to others."""
    if rule.state is State.LEADING:
        return {"type": ["array", "object"]}
    if rule.transform_name is not None:
        return {}
    return _all([{"type": one["type"]} for one in rule.location.certain if "type" in one])


def _all(parts: list[dict[str, Any]]) -> dict[str, Any]:
    return {"allOf": parts} if parts else {}


def _contents(rule: Rule, above: tuple[Rule, ...]) -> dict[str, Any]:
    if any(rule.location.descriptions == other.location.descriptions for other in above) and rule.path is not None:
        return {}
    above = (*above, rule)
    named = {name: child for name in sorted(rule.location.properties) if (child := rule.child(name))}
    contents: dict[str, Any] = {
        "properties": {name: _location(child, above) for name, child in named.items() if not child.removed},
        "patternProperties": _patterns(rule, above),
        "additionalProperties": False,
    }
    item = rule.item(0)
    contents["items"] = False if item is None or item.removed else _location(item, above)
    return contents


def _patterns(rule: Rule, above: tuple[Rule, ...]) -> dict[str, Any]:
    """Names that a pattern matches; any value where they may have rules of their own."""
    patterns = rule.location.patterns
    alone = len(patterns) == 1 and not rule.names_paths_of_its_own
    matchers = [compile_pattern(pattern) for pattern in patterns]
    spelled = any(one.is_valid(name) for one in matchers for name in rule.location.properties)
    if not alone or spelled:
        return dict.fromkeys(patterns, True) if patterns else {}
    (child,) = (one for one in rule.children() if one.path == rule.undeclared)
    return {} if child.removed else {patterns[0]: _location(child, above)}

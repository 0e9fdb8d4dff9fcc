"""The projected schema: what a stored event may contain under a policy."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import inf
from typing import Any

from .canonical import utf16_key
from .projection import Rule, State, written_names
from .recursion import Recursion
from .shape import ShapeError
from .subschemas import holding
from .transit import ORIGINAL, moved

Parts = Sequence[Mapping[str, Any]]

MAX_PATTERNS = 6
"""Beyond so many patterns at one location, matched names are free: each set of them would need its own schema."""

_CODE = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
_CERTAIN = ("$ref", "allOf")
_NOT_ASSERTED = frozenset([*_CERTAIN, "$comment", "categories", "definitions", "description", "obfuscate", "title"])


def projected_schema(rule: Rule) -> dict[str, Any]:
    """A draft-07 schema: removed fields gone, none required, transformed ones by type, nothing undeclared.

    Every event that `redact` makes with this rule fits it. It has neither `$id` nor `version`: it belongs to a
    policy, not to the author of the schema. It is draft-07, but not of the dialect: to tell names that several
    patterns match apart it looks ahead in a pattern, which the dialect's linear engine refuses.
    """
    return _Projection(rule.location.schema.document).schema(rule)


class _Projection(Recursion):
    """`certain` are the subschemas that hold for every value of a location, whichever branches an event took."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        super().__init__()
        self._document = document

    def schema(self, rule: Rule) -> dict[str, Any]:
        made = {"type": "object", **self._contents(rule, self._holding([self._document]))}
        if _refers(made) or _refers(self.definitions):
            original = moved(self._document)
            original.pop("$id", None)
            self.definitions["_"] = original
        return {**made, "definitions": self.definitions} if self.definitions else made

    def _location(self, rule: Rule, certain: Parts) -> Any:
        if rule.is_leaf or rule.on_container is not None:
            return {**_said(rule), **_leaf(rule, certain)}
        return self.at(rule, certain, lambda: {**_said(rule), **_types(rule, certain), **self._contents(rule, certain)})

    def _contents(self, rule: Rule, certain: Parts) -> dict[str, Any]:
        contents: dict[str, Any] = {
            "properties": self._properties(rule, certain),
            "patternProperties": self._patterns(rule),
            "additionalProperties": False,
            "items": False,
        }
        item, declared = _place(lambda: rule.item(0)), rule.location.declared_items
        if item:
            described = [one["items"] for one in certain if isinstance(one.get("items"), dict)]
            contents["items"] = self._location(item, self._holding(described))
            if declared != inf:
                contents["maxItems"] = declared
        return contents

    def _properties(self, rule: Rule, certain: Parts) -> dict[str, Any]:
        made = {}
        for name in _names(rule):
            child = _place(partial(rule.child, name))
            if child:
                described = [one["properties"][name] for one in certain if name in one.get("properties", {})]
                made[name] = self._location(child, self._holding(described))
        return made

    def _patterns(self, rule: Rule) -> dict[str, Any]:
        """A schema for the names of each set of patterns: those that match two have a rule of their own."""
        patterns = rule.location.patterns
        if len(patterns) > MAX_PATTERNS:
            return dict.fromkeys(patterns, True)
        made = {}
        for bits in range(1, 2 ** len(patterns)):
            matched = tuple(index for index in range(len(patterns)) if bits >> index & 1)
            child = _place(partial(rule.matched, matched))
            if child:
                # The schema of a pattern does not hold where a hop has redacted, so nothing is certain.
                made[_regex(rule, matched)] = self._location(child, [])
        return made

    def _holding(self, subschemas: Sequence[Any]) -> Parts:
        return holding(self._document, subschemas)


def _place(find: Callable[[], Rule | None]) -> Rule | None:
    """The rule of what may be stored, or None."""
    try:
        found = find()
    except ShapeError:
        # Two patterns contradict each other here: a name that both match makes an event invalid.
        return None
    return None if found is None or found.removed else found


def _names(rule: Rule) -> list[str]:
    """The names that the schema or, where a pattern matches, the policy spells out."""
    written = (name for name in written_names(rule.trees) if rule.location.matching(name))
    return sorted({*rule.location.properties, *written}, key=utf16_key)


def _regex(rule: Rule, matched: Sequence[int]) -> str:
    """What the names match that just these patterns match and nobody spells out."""
    patterns = rule.location.patterns
    spelled = [re.sub(r"([$()*+.?[\\\]^{|}])", r"\\\1", one) for one in _names(rule) if _is_matched(rule, one, matched)]
    if len(patterns) == 1 and not spelled:
        return str(patterns[0])
    looks = [f"(?{'=' if index in matched else '!'}[\\s\\S]*?(?:{one}))" for index, one in enumerate(patterns)]
    return "^" + "".join(looks) + (f"(?!(?:{'|'.join(spelled)})$)" if spelled else "")


def _is_matched(rule: Rule, name: str, matched: Sequence[int]) -> bool:
    return rule.location.matching(name) == tuple(matched)


def _said(rule: Rule) -> dict[str, Any]:
    location = rule.location
    said = {
        "title": location.title if location.title != location.path else None,
        "description": location.description,
        "categories": sorted(location.categories, key=utf16_key),
    }
    return {key: value for key, value in said.items() if value}


def _leaf(rule: Rule, certain: Parts) -> dict[str, Any]:
    if rule.transform_name == "hash":
        # A hop that does not hash cannot tell whether an earlier one has.
        return _CODE if rule.on_leaf else {}
    if rule.transform_name is not None:
        return {"type": "string"}
    return _all([{key: moved(value) for key, value in one.items() if key not in _NOT_ASSERTED} for one in certain])


def _types(rule: Rule, certain: Parts) -> dict[str, Any]:
    """What a container may be instead of one: any type that the schema admits, unless it only leads to others."""
    if rule.state is State.LEADING:
        return {"type": ["array", "object"]}
    if rule.transform_name is not None:
        return {"type": ["array", "object", "string"]} if rule.on_leaf else {}
    return _all([{"type": one["type"]} for one in certain if "type" in one])


def _all(parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    said = [part for part in parts if part]
    return {"allOf": said} if len(said) > 1 else next(iter(said), {})


def _refers(schema: Any) -> bool:
    """Whether a schema refers to the original document."""
    if isinstance(schema, list):
        return any(map(_refers, schema))
    if not isinstance(schema, dict):
        return False
    reference = schema.get("$ref")
    return (isinstance(reference, str) and reference.startswith(ORIGINAL)) or any(map(_refers, schema.values()))

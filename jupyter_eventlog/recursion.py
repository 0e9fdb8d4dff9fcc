"""Schemas made of rules, where a schema that refers to itself becomes one that refers to itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .projection import Rule, same


@dataclass
class _Place:
    rule: Rule
    about: Sequence[object]
    name: str | None = None


class Recursion:
    """Makes the subschema of each place, once for all places beneath it where the same holds."""

    def __init__(self) -> None:
        self.definitions: dict[str, Any] = {}
        self._open: list[_Place] = []
        self._named = 0

    def at(self, rule: Rule, about: Sequence[object], make: Callable[[], Any]) -> Any:
        """What `make` makes, or a reference to it; `about` is what it is made of beside the rule."""
        for place in self._open:
            if same(place.about, about):
                if place.rule is rule:
                    # Without a step down a reference would never end: it says nothing that is not said already.
                    return True
                if place.rule.is_as(rule):
                    return self._reference(place)
        place = _Place(rule, about)
        self._open.append(place)
        made = make()
        self._open.pop()
        if place.name is None:
            return made
        self.definitions[place.name] = made
        return self._reference(place)

    def _reference(self, place: _Place) -> dict[str, str]:
        if place.name is None:
            self._named += 1
            place.name = str(self._named)
        return {"$ref": f"#/definitions/{place.name}"}

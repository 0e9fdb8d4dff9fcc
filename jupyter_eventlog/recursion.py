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
    made: dict[str, Any] | None = None


class Recursion:
    """Makes the subschema of each place, once for all places where the same holds.

    Written out again and again, a schema that refers to itself in many ways would grow beyond all bounds.
    """

    def __init__(self) -> None:
        self.definitions: dict[str, Any] = {}
        self._places: list[_Place] = []
        self._named = 0

    def at(self, rule: Rule, about: Sequence[object], make: Callable[[], dict[str, Any]]) -> Any:
        """What `make` makes, or a reference to it; `about` is what it is made of beside the rule."""
        known = next((one for one in self._places if same(one.about, about) and one.rule.is_as(rule)), None)
        if known and known.made is None and known.rule is rule:
            # Without a step down a reference would never end: it says nothing that is not said already.
            return True
        return self._reference(known) if known else self._make(_Place(rule, about), make)

    def _make(self, place: _Place, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        self._places.append(place)
        place.made = make()
        if place.name is None:
            return place.made
        self.definitions[place.name] = place.made
        return self._reference(place)

    def _reference(self, place: _Place) -> dict[str, Any]:
        if place.name is None:
            self._named += 1
            place.name = str(self._named)
            if place.made is not None:
                # What stands written out where it was first made becomes a reference too.
                self.definitions[place.name] = dict(place.made)
                place.made.clear()
                place.made["$ref"] = f"#/definitions/{place.name}"
        return {"$ref": f"#/definitions/{place.name}"}

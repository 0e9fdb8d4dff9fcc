"""What an event schema declares: a tree of locations, each with its categories. Knows no policy.

Locations are made when they are first asked for, so that a schema may refer to itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf
from typing import Any

from .dialect import plain_category
from .paths import ANY, ITEMS, escape, join, parse
from .registry import Schema
from .subschemas import described, descriptions
from .validators import compile_pattern

UNCLASSIFIED = "unclassified"
PERSONAL = "user-identifiable-information"


class ShapeError(ValueError):
    """Two descriptions of one location that cannot both hold."""


@dataclass(eq=False)
class Location:
    """One place in an event that its schema declares.

    `path` is None for the event's data itself; `spelled` is False where a pattern, not a name, declares it (or what it
    lies in), so that its name may be personal.
    """

    schema: Schema
    path: str | None
    descriptions: Sequence[Mapping[str, Any]]
    inherited: frozenset[str]
    spelled: bool = True
    _names: dict[str, Location] = field(default_factory=dict)
    _matched: dict[tuple[int, ...], Location] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.overlay = self.schema.overlay.get(self.path or "", {}) if self.path is not None else {}
        # By which way one came to a place says nothing of it: what only refers to the next is left out.
        self.saying = [one for one in self.descriptions if one.keys() != {"$ref"}]
        self.categories = self._own_categories() or self.inherited
        self.obfuscate = self._obfuscate()
        self.properties = {name for one in self.descriptions for name in one.get("properties", {})}
        self.patterns = sorted({name for one in self.descriptions for name in one.get("patternProperties", {})})
        self.has_items = any("items" in one for one in self.descriptions)
        self.is_object = any("properties" in one or "patternProperties" in one for one in self.descriptions)
        self.is_leaf = self.path is not None and not self.is_object and not self.has_items
        self.overlaid_beneath = any(one.startswith((f"{self.path}.", f"{self.path}[")) for one in self.schema.overlay)
        self._matchers = [compile_pattern(pattern) for pattern in self.patterns]

    @property
    def title(self) -> str:
        """What the author calls this location, or its path."""
        return str(self._say("title") or self.path)

    @property
    def description(self) -> str:
        """What the author says of this location; may be empty."""
        return str(self._say("description") or "")

    def child(self, name: str) -> Location | None:
        """The location of a property, or None where the schema does not declare it."""
        if name in self.properties:
            if name not in self._names:
                token = escape(name)
                self._names[name] = self._child(token, name, self.matching(name), self.spelled)
            return self._names[name]
        return self.matched(self.matching(name))

    def pattern_children(self) -> Iterator[Location]:
        """One location for each pattern."""
        return (found for index in range(len(self.patterns)) if (found := self.matched((index,))))

    def item(self, index: int) -> Location | None:
        """The location of an array's item, or None where the schema does not declare it.

        All items are one location: a list of item schemas describes it several times. Were they told apart by
        their place, the removal of one would put the others under rules that are not theirs at the next hop.
        """
        return self.items if index < self.declared_items else None

    @cached_property
    def items(self) -> Location | None:
        """The location of all items, or None where the schema declares none."""
        found = _items_in(self.descriptions)
        return self._make(ITEMS, found, self.spelled) if found else None

    @cached_property
    def declared_items(self) -> float:
        """How many items are declared: without end, unless there are only lists of item schemas."""
        lengths = [_length(one["items"]) for one in self.descriptions if "items" in one]
        return max(lengths, default=0)

    def matching(self, name: str) -> tuple[int, ...]:
        """The patterns that match a name, by their places in `patterns`."""
        return tuple(index for index, matcher in enumerate(self._matchers) if matcher.is_valid(name))

    def matched(self, matched: tuple[int, ...]) -> Location | None:
        """The location of names that just these patterns match and nobody spells out."""
        if not matched:
            return None
        if matched not in self._matched:
            self._matched[matched] = self._child(ANY, None, matched, False)
        return self._matched[matched]

    def matched_by(self, location: Location) -> tuple[int, ...]:
        """The patterns that :meth:`matched` made a location for; none where it made it for none."""
        return next((matched for matched, found in self._matched.items() if found is location), ())

    def _child(self, token: str, name: str | None, matched: tuple[int, ...], spelled: bool) -> Location:
        patterns = [self.patterns[index] for index in matched]
        return self._make(token, described(self.descriptions, name, patterns), spelled)

    def _make(self, token: str, subschemas: Sequence[Any], spelled: bool) -> Location:
        found = descriptions(self.schema.document, subschemas)
        return Location(self.schema, join(self.path, token), found, self.categories, spelled)

    def _own_categories(self) -> frozenset[str]:
        if "categories" in self.overlay:
            return frozenset(map(plain_category, self.overlay["categories"]))
        return frozenset(category for one in self.descriptions for category in one.get("categories", []))

    def _obfuscate(self) -> str | None:
        if "obfuscate" in self.overlay:
            return str(self.overlay["obfuscate"])
        found = {one["obfuscate"] for one in self.descriptions if "obfuscate" in one}
        if len(found) > 1 and "drop" not in found:
            raise ShapeError(f"{self.schema.id}: {self.path} has two transforms: {', '.join(sorted(found))}")
        return "drop" if "drop" in found else next(iter(found), None)

    def _say(self, keyword: str) -> Any:
        return next((one[keyword] for one in self.descriptions if keyword in one), None)


def shape(schema: Schema) -> Location:
    """The location of an event's data under a schema."""
    personal = schema.document.get("personal-data") is True
    inherited = frozenset([PERSONAL if personal else UNCLASSIFIED])
    # The categories of the top are those that its properties inherit: `categories` on the root says nothing of them.
    document = schema.document
    return Location(schema, None, _unmarked(descriptions(document, [document])), inherited)


def _unmarked(found: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [{key: value for key, value in one.items() if key not in ("categories", "obfuscate")} for one in found]


def step(place: Location, token: str) -> list[Location]:
    """The locations that one token of a path leads to."""
    if token == ANY:
        return list(place.pattern_children())
    if token == ITEMS:
        return [place.items] if place.items else []
    named = {name: child for name in place.properties if (child := place.child(name))}
    return [child for child in named.values() if child.path is not None and parse(child.path)[-1] == token]


def _items_in(within: Sequence[Mapping[str, Any]]) -> list[Any]:
    return [sub for one in within if "items" in one for sub in _listed(one["items"])]


def _listed(items: Any) -> list[Any]:
    return items if isinstance(items, list) else [items]


def _length(items: Any) -> float:
    return len(items) if isinstance(items, list) else inf

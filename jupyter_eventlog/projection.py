"""A schema under a policy: for each location what happens to it, compiled once, applied to every event."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TypeVar

from .paths import ANY, ITEMS, escape, join, parse
from .policy import SchemaPolicy
from .registry import Schema
from .shape import Location, ShapeError, shape
from .transforms import Transform, transform

T = TypeVar("T")

MAX_LOCATIONS = 2000
"""Subschemas that refer to one another can describe more places than anybody can be asked about."""


class State(Enum):
    """What a policy does with a location, and so what its children start from."""

    BY_PATH = "kept because its path, or one above it, is allowed"
    BY_CATEGORY = "kept because all its categories are allowed"
    LEADING = "a container that leads to an allowed path, and nothing more"
    REMOVED = "removed"


@dataclass
class PathTree:
    """The paths that a policy names: where an allowed one ends, which transform stands where."""

    allowed: bool = False
    transform: str | None = None
    below: dict[str, PathTree] = field(default_factory=dict)

    def add(self, path: str) -> PathTree:
        """The node at a path, made where it is missing."""
        node = self
        for token in parse(path):
            node = node.below.setdefault(token, PathTree())
        return node

    def leads(self) -> bool:
        """Whether an allowed path ends somewhere beneath this node."""
        return any(node.allowed or node.leads() for node in self.below.values())


class Rule:
    """What happens at one location. Children are compiled when an event first has them."""

    def __init__(
        self,
        location: Location,
        trees: list[PathTree],
        above: State,
        entry: SchemaPolicy,
        key: bytes | None,
        *,
        told: str | None = None,
    ) -> None:
        self.location = location
        # `redacted` has the path without names that only the policy writes out; people are told with them.
        self.path, self.told = location.path, told
        self.trees, self._entry, self._key = trees, entry, key
        # Whether the transform takes a container whole.
        self.transform_name, self.whole = self._choose()
        self.state = self._state(above)
        # What a value of this location becomes where it is no container, and where it is one.
        self.on_leaf = self._function(self.transform_name)
        self.on_container = self._function(self.transform_name if self.whole else None)
        self.is_leaf = location.is_leaf
        self.kept = self.state in (State.BY_PATH, State.BY_CATEGORY)
        self.removed = self.state is State.REMOVED
        self.undeclared = join(self.path, ANY)
        self.undeclared_item = join(self.path, ITEMS)
        self._of_location: dict[Location, Rule] = {}

    def child(self, name: str) -> Rule | None:
        """The rule of a property, or None where it is undeclared."""
        known = self.named.get(name)
        if known:
            return known
        location = self.location.child(name)
        # Not remembered by name: names that patterns match are without number.
        return None if location is None else self._shared(location, ANY)

    def item(self, index: int) -> Rule | None:
        """The rule of an array's item, or None where it is undeclared."""
        location = self.location.item(index)
        return None if location is None else self._shared(location, ITEMS)

    def matched(self, patterns: tuple[int, ...]) -> Rule | None:
        """The rule of names that just these patterns match and neither schema nor policy spells out."""
        location = self.location.matched(patterns)
        return None if location is None else self._shared(location, ANY)

    def is_as(self, other: Rule) -> bool:
        """Whether the same happens at, and anywhere beneath, another location."""
        here, there = self.location, other.location
        return self is other or (
            same(here.saying, there.saying)
            and same(self.trees, other.trees)
            and (here.categories, self.transform_name, self.state)
            == (there.categories, other.transform_name, other.state)
            and not here.overlaid_beneath
            and not there.overlaid_beneath
        )

    @cached_property
    def named(self) -> Mapping[str, Rule]:
        """The rules of all that schema or policy names directly beneath, but for what contradicts itself."""
        return {name: rule for name in self._names() if (rule := self._named(name))}

    @cached_property
    def names_all(self) -> Callable[[Iterable[str]], bool]:
        """Whether all of some names are among them."""
        return frozenset(self.named).issuperset

    @cached_property
    def touched(self) -> Sequence[tuple[str, Rule]]:
        """Those of them whose values do not stay as they are, whatever they are."""
        return [(name, rule) for name, rule in self.named.items() if not (rule.is_leaf and rule.kept) or rule.on_leaf]

    def children(self) -> Iterator[Rule]:
        """The rules of all that schema or policy names directly beneath, and of patterns and items."""
        yield from (rule for name in self._names() if (rule := self.child(name)))
        yield from (self._shared(location, ANY) for location in self.location.pattern_children())
        if self.location.items:
            yield self._shared(self.location.items, ITEMS)

    def _names(self) -> list[str]:
        return sorted(self.location.properties | written_names(self.trees))

    def _named(self, name: str) -> Rule | None:
        try:
            location = self.location.child(name)
        except ShapeError:
            # It costs the events that have it, and no others.
            return None
        if location is None:
            return None
        token = escape(name)
        return self._rule(location, [token] if name in self.location.properties else [token, ANY])

    def _shared(self, location: Location, token: str) -> Rule:
        if location not in self._of_location:
            self._of_location[location] = self._rule(location, [token])
        return self._of_location[location]

    def _rule(self, location: Location, tokens: Sequence[str]) -> Rule:
        trees = [tree.below[token] for tree in self.trees for token in tokens if token in tree.below]
        return Rule(location, trees, self.state, self._entry, self._key, told=join(self.told, tokens[0]))

    def _state(self, above: State) -> State:
        by_path = above is State.BY_PATH or any(tree.allowed for tree in self.trees)
        # `data` itself has no categories to be judged by.
        by_category = above is State.BY_CATEGORY and (
            self.path is None or self.location.categories <= self._entry.categories
        )
        if self.transform_name != "drop":
            if by_path:
                return State.BY_PATH
            if by_category:
                return State.BY_CATEGORY
        # A leaf has nothing to lead to, and no text comes of a container.
        is_container = not self.location.is_leaf and (not self.whole or self.transform_name in (None, "drop", "hash"))
        return State.LEADING if is_container and any(tree.leads() for tree in self.trees) else State.REMOVED

    def _choose(self) -> tuple[str | None, bool]:
        """The transform of this location, and whether it takes a container whole."""
        if self.path is None:
            return None, False
        by_path = {tree.transform for tree in self.trees if tree.transform}
        if by_path:
            return _one(by_path), True
        chosen = self._entry.obfuscate_categories
        by_category = {chosen[name] for name in self.location.categories if name in chosen}
        if by_category:
            return _one(by_category), False
        return self.location.obfuscate, True

    def _function(self, name: str | None) -> Transform | None:
        if name is None or name == "drop" or (name == "hash" and self._key is None):
            return None
        return transform(name, self._key or b"")


def project(schema: Schema, entry: SchemaPolicy, key: bytes | None) -> Rule:
    """The rule of an event's data.

    `key` is the key of `hash`, or None at a hop that leaves hashing to a later one. Raises ShapeError for a
    schema that contradicts itself.
    """
    tree = PathTree()
    for path in entry.properties:
        tree.add(path).allowed = True
    for path, name in entry.obfuscate.items():
        tree.add(path).transform = name
    return Rule(shape(schema), [tree], State.BY_CATEGORY, entry, key)


def same(some: Sequence[object], others: Sequence[object]) -> bool:
    """Whether two lists hold the very same objects."""
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))


def written_names(trees: Iterable[PathTree]) -> set[str]:
    """The names that a policy writes out directly beneath a location."""
    tokens = {token for tree in trees for token in tree.below if token not in (ANY, ITEMS)}
    return {re.sub(r"\\(.)", r"\1", token, flags=re.DOTALL) for token in tokens}


def locations(rule: Rule) -> Iterator[Rule]:
    """Every rule beneath one, depth first; a schema that refers to itself is followed once round.

    Raises ShapeError where there are more than MAX_LOCATIONS.
    """
    return bounded(rule.location.schema.id, _beneath(rule, ()))


def bounded(schema_id: str, found: Iterable[T]) -> Iterator[T]:
    """The same things. Raises ShapeError where there are more than MAX_LOCATIONS."""
    for number, one in enumerate(found):
        if number >= MAX_LOCATIONS:
            raise ShapeError(f"{schema_id}: describes more than {MAX_LOCATIONS} places, which nobody could be told of")
        yield one


def _beneath(rule: Rule, above: tuple[Rule, ...]) -> Iterator[Rule]:
    if any(one.is_as(rule) for one in above):
        return
    for child in rule.children():
        yield child
        yield from _beneath(child, (*above, rule))


def _one(names: set[str]) -> str:
    """`drop` wins; two others were refused when the policy was read."""
    return "drop" if "drop" in names else min(names)

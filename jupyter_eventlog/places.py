"""The declared places of an event under a policy, each with what holds for every value there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .admitted import admits_only_containers
from .paths import ANY, parse
from .projection import Rule, bounded, written_names
from .subschemas import described, holding


class Place(NamedTuple):
    """A location and its rule; `held` are the subschemas that hold for every value there.

    `names` are the patterns that its name, and those of what it lies in, may be made after.
    """

    rule: Rule
    held: Sequence[Mapping[str, Any]]
    names: frozenset[str] = frozenset()

    @property
    def is_told(self) -> bool:
        """Whether a value of its own can be kept here, beside what lies beneath."""
        return self.rule.kept and (
            self.rule.is_leaf or self.rule.on_container is not None or not admits_only_containers(self.held)
        )


def places(top: Rule) -> Iterator[Place]:
    """All that is declared beneath; of a container that a transform takes whole only the container's own is left."""
    document = top.location.schema.document
    yield from bounded(top.location.schema.id, _beneath(Place(top, holding(document, [document])), ()))


def _beneath(place: Place, above: Sequence[Rule]) -> Iterator[Place]:
    rule = place.rule
    # A schema that refers to itself is followed once round.
    if any(one.is_as(rule) for one in above):
        return
    spelled = {id(rule.child(name)): name for name in rule.location.properties | written_names(rule.trees)}
    for child in rule.children():
        found = _found(place, child, spelled.get(id(child)))
        yield found
        if not (child.kept and child.on_container):
            yield from _beneath(found, (*above, rule))


def _found(place: Place, child: Rule, name: str | None) -> Place:
    here = place.rule.location
    if child.path == place.rule.undeclared_item:
        items = [one["items"] for one in place.held if isinstance(one.get("items"), dict)]
        return Place(child, holding(here.schema.document, items), place.names)
    matched = here.matching(name) if name is not None else here.matched_by(child.location)
    patterns = [here.patterns[index] for index in matched]
    held = holding(here.schema.document, described(place.held, name, patterns))
    is_any = parse(child.told or "")[-1] == ANY
    return Place(child, held, place.names.union(patterns) if is_any else place.names)

"""What a person is asked to agree to: the facts of one kind of event, computed from the policy that is enforced."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .canonical import digest, utf16_key
from .paths import parse
from .policy import Policy, SchemaPolicy
from .projection import Rule, bounded, project
from .registry import Registry, Schema
from .shape import holding

Disclosure = dict[str, Any]

_CONTAINERS = frozenset(["array", "object"])

NEVER = "never"
"""The `hash_rotation` of a key that is kept for good."""


def disclose(
    registry: Registry, policy: Policy, schema_id: str, destinations: Sequence[Mapping[str, Any]]
) -> Disclosure:
    """The disclosure of one allowed schema, over all its allowed versions. Raises KeyError where it is not allowed."""
    entry = policy.schemas[schema_id]
    schemas = [
        schema for schema in registry.versions(schema_id) if entry.versions is None or schema.version in entry.versions
    ]
    places = [place for schema in schemas for place in _places(project(schema, entry, b""))]
    rules = [place.rule for place in places]
    newest = schemas[-1] if schemas else None
    return {
        "schema_id": schema_id,
        "title": newest.title if newest else schema_id,
        "description": newest.description if newest else "",
        "versions": [schema.version for schema in schemas],
        "fields": _fields(places),
        "removed": _removed(rules),
        "mode": entry.consent,
        "reason": entry.reason,
        "purpose": _purpose(entry, policy.settings),
        "operator": operator_name(policy.settings),
        "destinations": [dict(one) for one in destinations if _goes_to(entry, one)],
        "retention": entry.retention,
        "sanitize": None if entry.sanitize is None else dict(entry.sanitize),
        "sample": entry.sample,
        "user": entry.user,
        "session": entry.session,
        "time": entry.time,
        "legal_basis": entry.legal_basis,
        "hash_rotation": (policy.settings.get("hash_rotation") or NEVER) if _hashes(entry, rules) else None,
        "expires": _end(schemas),
    }


def digest_of(disclosure: Disclosure) -> str:
    """The name of a disclosure: the first 32 hex digits of SHA-256 over its canonical JSON."""
    return digest(disclosure)


def operator_name(settings: Mapping[str, Any]) -> str | None:
    """Whom the data is for, or None where the operator has not said."""
    operator = settings.get("operator")
    if operator == "self":
        return "self"
    return operator.get("name") if isinstance(operator, Mapping) else None


class _Place(NamedTuple):
    """A location and its rule; `held` are the subschemas that hold for every value there."""

    rule: Rule
    held: Sequence[Mapping[str, Any]]

    @property
    def is_told(self) -> bool:
        """Whether a value of its own can be kept here, beside what lies beneath."""
        return self.rule.kept and (
            self.rule.is_leaf or self.rule.on_container is not None or not any(map(_is_container, self.held))
        )


def _places(top: Rule) -> Iterator[_Place]:
    """All that is declared beneath; of a container that a transform takes whole only the container's own is left."""
    document = top.location.schema.document
    yield from bounded(top.location.schema.id, _beneath(_Place(top, holding(document, [document])), ()))


def _beneath(place: _Place, above: Sequence[Rule]) -> Iterator[_Place]:
    # A schema that refers to itself is followed once round.
    if any(one.is_as(place.rule) for one in above):
        return
    document, location = place.rule.location.schema.document, place.rule.location
    named = {id(place.rule.child(name)): name for name in location.properties}
    for child in place.rule.children():
        name = named.get(id(child))
        if name is not None:
            described = [one["properties"][name] for one in place.held if name in one.get("properties", {})]
        else:
            is_item = child.path == place.rule.undeclared_item
            described = [one["items"] for one in place.held if is_item and isinstance(one.get("items"), dict)]
        found = _Place(child, holding(document, described))
        yield found
        if not (child.kept and child.on_container):
            yield from _beneath(found, (*above, place.rule))


def _is_container(subschema: Mapping[str, Any]) -> bool:
    """Whether a subschema admits containers alone."""
    types = subschema.get("type", "any")
    return {types} <= _CONTAINERS if isinstance(types, str) else set(types) <= _CONTAINERS


def _is_within(tokens: tuple[str, ...], containers: Container[tuple[str, ...]]) -> bool:
    return any(tokens[:length] in containers for length in range(1, len(tokens)))


def _fields(places: Sequence[_Place]) -> list[dict[str, Any]]:
    """The leaves that are kept, containers kept whole under a transform, and those that need not be containers.

    A path stands once for each transform that a version of the schema gives it: versions may differ.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for rule in (place.rule for place in places if place.is_told):
        path, transform = rule.told or "", rule.transform_name or "keep"
        known = found.get((path, transform), {"categories": ()})
        found[path, transform] = {
            "path": path,
            "title": rule.location.title if rule.location.title != rule.path else path,
            "description": rule.location.description,
            "categories": sorted({*known["categories"], *rule.location.categories}, key=utf16_key),
            "transform": transform,
        }
    return sorted(found.values(), key=lambda one: (utf16_key(one["path"]), one["transform"]))


def _hashes(entry: SchemaPolicy, rules: Sequence[Rule]) -> bool:
    return entry.user == "hash" or any(rule.kept and rule.transform_name == "hash" for rule in rules)


def _removed(rules: Sequence[Rule]) -> list[str]:
    """What is removed in every version, of what lies inside one another only the highest.

    Nothing that lies in a leaf: there a version, or another pattern, keeps whatever it holds.
    """
    kept = {parse(rule.told or "") for rule in rules if not rule.removed}
    leaves = {parse(rule.told or "") for rule in rules if rule.kept and rule.is_leaf}
    gone = {
        tokens: rule.told or "" for rule in rules if rule.removed and (tokens := parse(rule.told or "")) not in kept
    }
    told = (path for tokens, path in gone.items() if not _is_within(tokens, gone) and not _is_within(tokens, leaves))
    return sorted(told, key=utf16_key)


def _end(schemas: Sequence[Schema]) -> str | None:
    """When nothing of a kind is collected any more: the end of its last version, never if one has none."""
    ends = [schema.expires for schema in schemas]
    return max((end for end in ends if end is not None), default=None) if None not in ends else None


def _purpose(entry: SchemaPolicy, settings: Mapping[str, Any]) -> dict[str, Any] | None:
    if entry.purpose is None:
        return None
    said = (settings.get("purposes") or {}).get(entry.purpose)
    if not isinstance(said, Mapping):
        return {"id": entry.purpose, "title": entry.purpose, "legal_basis": entry.legal_basis}
    return {"id": entry.purpose, **said, "legal_basis": entry.legal_basis}


def _goes_to(entry: SchemaPolicy, destination: Mapping[str, Any]) -> bool:
    return destination["name"] == "journal" or entry.sinks is None or destination["name"] in entry.sinks

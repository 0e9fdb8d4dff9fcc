"""What a person is asked to agree to: the facts of one kind of event, computed from the policy that is enforced."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from .admitted import admitted
from .canonical import digest, utf16_key
from .paths import parse
from .places import Place, places
from .policy import Policy, SchemaPolicy
from .projection import Rule, project
from .registry import Registry, Schema
from .sink import Destination

Disclosure = dict[str, Any]

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
    found = [place for schema in schemas for place in places(project(schema, entry, b""))]
    rules = [place.rule for place in found]
    newest = schemas[-1] if schemas else None
    return {
        "schema_id": schema_id,
        "title": newest.title if newest else schema_id,
        "description": newest.description if newest else "",
        "versions": [schema.version for schema in schemas],
        "fields": _fields(found),
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
        "subject_index": policy.settings.get("subject_index") is not False,
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


def _is_within(tokens: tuple[str, ...], containers: Container[tuple[str, ...]]) -> bool:
    return any(tokens[:length] in containers for length in range(1, len(tokens)))


def _fields(found: Sequence[Place]) -> list[dict[str, Any]]:
    """The leaves that are kept, containers kept whole under a transform, and those that need not be containers.

    A path stands once for each transform that a version of the schema gives it: versions may differ.
    """
    fields: dict[tuple[str, str], dict[str, Any]] = {}
    for place in found:
        if place.is_told:
            field = _field(place)
            key = field["path"], field["transform"]
            fields[key] = _merged(fields[key], field) if key in fields else field
    return sorted(fields.values(), key=lambda one: (utf16_key(one["path"]), one["transform"]))


def _field(place: Place) -> dict[str, Any]:
    rule, path = place.rule, place.rule.told or ""
    return {
        "path": path,
        "title": rule.location.title if rule.location.title != rule.path else path,
        "description": rule.location.description,
        "categories": sorted(rule.location.categories, key=utf16_key),
        "transform": rule.transform_name or "keep",
        "types": admitted(place.held),
        "names": sorted(place.names, key=utf16_key),
    }


def _merged(before: Mapping[str, Any], field: Mapping[str, Any]) -> dict[str, Any]:
    """A field as the later version of its schema calls it, with all that either of them lets in."""
    both = {key: sorted({*before[key], *field[key]}, key=utf16_key) for key in ("categories", "types", "names")}
    return {**field, **both}


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


def destination_view(destination: Destination) -> dict[str, Any]:
    """A destination as a disclosure names it."""
    return {
        "name": destination.name,
        "destination": destination.destination,
        "third_party": destination.third_party,
        "run_by": destination.run_by,
        "country": destination.country,
        "unknown": destination.unknown,
    }

"""What a person is asked to agree to: the facts of one kind of event, computed from the policy that is enforced."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from .canonical import digest, utf16_key
from .paths import parse
from .policy import Policy, SchemaPolicy
from .projection import Rule, locations, project
from .registry import Registry

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
    rules = [rule for schema in schemas for rule in _visible(list(locations(project(schema, entry, b""))))]
    newest = schemas[-1] if schemas else None
    return {
        "schema_id": schema_id,
        "title": newest.title if newest else schema_id,
        "description": newest.description if newest else "",
        "versions": [schema.version for schema in schemas],
        "fields": _fields(rules),
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
        "expires": newest.expires if newest else None,
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


def _visible(rules: Sequence[Rule]) -> list[Rule]:
    """All but what lies in a container that a transform takes whole: of that only the container's own is left."""
    whole = {parse(rule.path or "") for rule in rules if rule.kept and rule.on_container}
    return [rule for rule in rules if not _is_within(parse(rule.path or ""), whole)]


def _is_within(tokens: tuple[str, ...], containers: Container[tuple[str, ...]]) -> bool:
    return any(tokens[:length] in containers for length in range(1, len(tokens)))


def _fields(rules: Sequence[Rule]) -> list[dict[str, Any]]:
    """The leaves that are kept, and containers kept whole under a transform.

    A path stands once for each transform that a version of the schema gives it: versions may differ.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for rule in rules:
        if not rule.kept or not (rule.is_leaf or rule.on_container):
            continue
        path, transform = rule.path or "", rule.transform_name or "keep"
        known = found.get((path, transform), {"categories": ()})
        found[path, transform] = {
            "path": path,
            "title": rule.location.title,
            "description": rule.location.description,
            "categories": sorted({*known["categories"], *rule.location.categories}, key=utf16_key),
            "transform": transform,
        }
    return sorted(found.values(), key=lambda one: (utf16_key(one["path"]), one["transform"]))


def _hashes(entry: SchemaPolicy, rules: Sequence[Rule]) -> bool:
    return entry.user == "hash" or any(rule.kept and rule.transform_name == "hash" for rule in rules)


def _removed(rules: Sequence[Rule]) -> list[str]:
    """What is removed in every version; of what lies inside one another only the highest."""
    kept = {rule.path for rule in rules if not rule.removed}
    gone = {parse(rule.path or ""): rule.path or "" for rule in rules if rule.removed and rule.path not in kept}
    return sorted((path for tokens, path in gone.items() if not _is_within(tokens, gone)), key=utf16_key)


def _purpose(entry: SchemaPolicy, settings: Mapping[str, Any]) -> dict[str, Any] | None:
    if entry.purpose is None:
        return None
    said = (settings.get("purposes") or {}).get(entry.purpose)
    if not isinstance(said, Mapping):
        return {"id": entry.purpose, "title": entry.purpose, "legal_basis": entry.legal_basis}
    return {"id": entry.purpose, **said, "legal_basis": entry.legal_basis}


def _goes_to(entry: SchemaPolicy, destination: Mapping[str, Any]) -> bool:
    return destination["name"] == "journal" or entry.sinks is None or destination["name"] in entry.sinks

"""What a person is asked to agree to: the facts of one kind of event, computed from the policy that is enforced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from .canonical import digest, utf16_key
from .durations import duration
from .policy import Policy, SchemaPolicy
from .projection import Rule, locations, project
from .registry import Registry

Disclosure = dict[str, Any]

_USER_ORDER = ("drop", "hash", "keep")
_CATEGORY_ORDER = (
    "unrestricted",
    "technical",
    "interaction",
    "user-content",
    "user-identifiable-information",
    "user-identifier",
)


def disclose(
    registry: Registry, policy: Policy, schema_id: str, destinations: Sequence[Mapping[str, Any]]
) -> Disclosure:
    """The disclosure of one allowed schema, over all its allowed versions. Raises KeyError where it is not allowed."""
    entry = policy.schemas[schema_id]
    schemas = [
        schema for schema in registry.versions(schema_id) if entry.versions is None or schema.version in entry.versions
    ]
    rules = [rule for schema in schemas for rule in locations(project(schema, entry, b""))]
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


def widened(old: Disclosure, new: Disclosure) -> list[str]:
    """How a disclosure asks for more than an earlier one, as the names of what grew; empty where it does not."""
    grew = [f"field {path}" for path in _wider_fields(old, new)]
    grew += [f"destination {name}" for name in _wider_destinations(old, new)]
    if _USER_ORDER.index(new["user"]) > _USER_ORDER.index(old["user"]):
        grew.append("user")
    if _length(new["retention"]) > _length(old["retention"]):
        grew.append("retention")
    if _sanitized_later(old["sanitize"], new["sanitize"]):
        grew.append("sanitize")
    if new["sample"] > old["sample"]:
        grew.append("sample")
    for part in ("operator", "purpose", "mode"):
        if _ground(old, part) != _ground(new, part):
            grew.append(part)
    return grew


def _fields(rules: Sequence[Rule]) -> list[dict[str, Any]]:
    """The leaves that are kept, and containers kept whole under a transform; each path once."""
    found: dict[str, dict[str, Any]] = {}
    for rule in rules:
        if not rule.kept or not (rule.is_leaf or rule.on_container):
            continue
        path = rule.path or ""
        found[path] = {
            "path": path,
            "title": rule.location.title,
            "description": rule.location.description,
            "categories": sorted(rule.location.categories, key=utf16_key),
            "transform": rule.transform_name or "keep",
        }
    return sorted(found.values(), key=lambda one: utf16_key(one["path"]))


def _removed(rules: Sequence[Rule]) -> list[str]:
    kept = {rule.path for rule in rules if not rule.removed}
    gone = {rule.path or "" for rule in rules if rule.removed and rule.path not in kept}
    return sorted(gone, key=utf16_key)


def _purpose(entry: SchemaPolicy, settings: Mapping[str, Any]) -> dict[str, Any] | None:
    if entry.purpose is None:
        return None
    said = (settings.get("purposes") or {}).get(entry.purpose)
    if not isinstance(said, Mapping):
        return {"id": entry.purpose, "title": entry.purpose, "legal_basis": entry.legal_basis}
    return {"id": entry.purpose, **said, "legal_basis": entry.legal_basis}


def _goes_to(entry: SchemaPolicy, destination: Mapping[str, Any]) -> bool:
    return destination["name"] == "journal" or entry.sinks is None or destination["name"] in entry.sinks


def _wider_fields(old: Disclosure, new: Disclosure) -> list[str]:
    before = {one["path"]: one for one in old["fields"]}
    return [
        one["path"]
        for one in new["fields"]
        if one["path"] not in before
        or not _not_looser(before[one["path"]]["transform"], one["transform"])
        or _stricter_category(before[one["path"]]["categories"], one["categories"])
    ]


def _not_looser(old: str, new: str) -> bool:
    """Whether a transform shows no more than another: only these pairs can be compared."""
    if old in (new, "keep") or (old, new) == ("basename", "extension"):
        return True
    if old.startswith("truncate:") and new.startswith("truncate:"):
        return int(new[9:]) <= int(old[9:])
    return False


def _stricter_category(old: Sequence[str], new: Sequence[str]) -> bool:
    return any(category not in old and _rank(category) > max(map(_rank, old), default=-1) for category in new)


def _rank(category: str) -> int:
    """How personal a category is; one that nobody ranked counts as the most personal."""
    return _CATEGORY_ORDER.index(category) if category in _CATEGORY_ORDER else len(_CATEGORY_ORDER)


def _wider_destinations(old: Disclosure, new: Disclosure) -> list[str]:
    def identity(one: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(one.get(key) for key in ("name", "destination", "run_by", "country", "third_party"))

    before = {identity(one) for one in old["destinations"]}
    return [str(one["destination"]) for one in new["destinations"] if identity(one) not in before]


def _ground(disclosure: Disclosure, part: str) -> Any:
    """What makes two purposes the same purpose; its wording may change."""
    if part != "purpose":
        return disclosure[part]
    purpose = disclosure["purpose"]
    return None if purpose is None else (purpose["id"], purpose.get("legal_basis"))


def _length(text: str | None) -> timedelta:
    """How long a duration is; none at all is for ever."""
    return timedelta.max if text is None else duration(text)


def _sanitized_later(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> bool:
    if old is None:
        return False
    return new is None or (dict(new) != dict(old) and _length(new["after"]) >= _length(old["after"]))

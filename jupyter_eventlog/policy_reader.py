"""Reads an operator's policy: every key checked, every mistake named together with what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from . import paths, transforms
from .canonical import version_text
from .dialect import plain_category
from .durations import is_duration
from .policy import LEGAL_BASES, LEVELS, UNRESTRICTED, Policy, SchemaPolicy

_GLOBAL_KEYS = (
    "allowed_schemas",
    "audience",
    "consent_retention",
    "consent_valid_for",
    "contact",
    "context",
    "device_storage",
    "handlers",
    "hash_key",
    "mute_prompt",
    "notice",
    "operator",
    "purposes",
    "schema_base_url",
    "sinks",
    "subject_index",
    "upstream",
)
_ENTRY_KEYS = (
    "allowed_categories",
    "allowed_properties",
    "capsule",
    "consent",
    "legal_basis",
    "level",
    "obfuscate",
    "obfuscate_categories",
    "purpose",
    "reason",
    "retention",
    "sample",
    "sanitize",
    "sinks",
    "user",
    "versions",
)
_OPERATOR_KEYS = ("address", "authority", "contact", "country", "dpo", "name", "notice_url")
_PURPOSE_KEYS = ("approval", "legal_basis", "seen_by", "short", "title", "used_to_assess", "why")
_SANITIZE_KEYS = ("after", "allowed_categories", "allowed_properties", "level")
_CHOICES = {
    "audience": ("adults", "minors"),
    "context": ("personal", "work", "education", "research", "public-body", "open"),
}


def parse_policy(config: Mapping[str, Any]) -> Policy:
    """Read a policy. Never raises for what an operator wrote: every mistake is one of the policy's errors."""
    reader = _Reader()
    policy = Policy(settings=dict(config), errors=reader.errors)
    reader.known_keys(config, _GLOBAL_KEYS, "")
    reader.settings(config)
    key = config.get("hash_key")
    if key is not None:
        policy.hash_key = reader.hex_key(key)
    for schema_id, said in reader.allowed(config.get("allowed_schemas", {})).items():
        entry = reader.entry(schema_id, said, config.get("purposes") or {})
        if entry is None:
            continue
        policy.schemas[schema_id] = entry
        off = kind_off(entry, config)
        if off:
            policy.kinds_off[schema_id] = off
    return policy


def kind_off(entry: SchemaPolicy, config: Mapping[str, Any]) -> str | None:
    """Why one kind stays off although it is allowed, or None."""
    where = f'allowed_schemas["{entry.schema_id}"]'
    if entry.consent == "required":
        missing = [key for key in ("reason", "legal_basis") if not getattr(entry, key)]
        if missing:
            return f'{where}: consent "required" needs {" and ".join(missing)}; this kind stays off'
    elif config.get("audience") == "minors":
        return f'{where}: audience is "minors": only "required" kinds may be collected; this kind stays off'
    return None


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint at what was meant, or an empty string."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f'; did you mean "{close[0]}"?' if close else ""


class _Reader:
    """Collects errors while it turns what was written into what is meant."""

    def __init__(self) -> None:
        self.errors: list[str] = []

    def known_keys(self, said: Mapping[str, Any], known: Iterable[str], where: str) -> None:
        for key in said:
            if key not in known:
                self.errors.append(f'{where}unknown key "{key}"{nearest(str(key), known)}')

    def settings(self, config: Mapping[str, Any]) -> None:
        for key, choices in _CHOICES.items():
            self.choice(config.get(key), choices, key)
        for key in ("consent_retention", "consent_valid_for"):
            self.duration(config.get(key), key)
        operator = config.get("operator")
        if isinstance(operator, Mapping):
            self.known_keys(operator, _OPERATOR_KEYS, "operator: ")
        elif operator not in (None, "self", ""):
            self.errors.append('operator: must be an object or "self"')
        self.purposes(config.get("purposes"))

    def purposes(self, purposes: Any) -> None:
        if purposes is None:
            return
        if not isinstance(purposes, Mapping):
            self.errors.append("purposes: must be an object")
            return
        for name, said in purposes.items():
            where = f'purposes["{name}"]: '
            if not isinstance(said, Mapping):
                self.errors.append(where + "must be an object")
                continue
            self.known_keys(said, _PURPOSE_KEYS, where)
            basis = said.get("legal_basis")
            if isinstance(basis, str) and not basis.startswith("other"):
                self.choice(basis, LEGAL_BASES, where + "legal_basis")

    def hex_key(self, key: Any) -> bytes | None:
        try:
            return bytes.fromhex(key)
        except (TypeError, ValueError):
            self.errors.append("hash_key: must be hexadecimal")
            return None

    def allowed(self, said: Any) -> dict[str, Mapping[str, Any]]:
        if isinstance(said, list | tuple | set | frozenset):
            said = {schema_id: {} for schema_id in said}
        if not isinstance(said, Mapping):
            self.errors.append("allowed_schemas: must be an object or a list of schema ids")
            return {}
        return {str(schema_id): entry for schema_id, entry in said.items()}

    def entry(self, schema_id: str, said: Any, purposes: Any) -> SchemaPolicy | None:
        where = f'allowed_schemas["{schema_id}"]: '
        if said is None or not isinstance(said, Mapping):
            self.errors.append(where + "must be an object")
            return None
        before = len(self.errors)
        self.known_keys(said, _ENTRY_KEYS, where)
        purpose = self.purpose(said, purposes, where)
        capsule = self.mapping(said, "capsule", where)
        self.known_keys(capsule, ("session", "time"), where + "capsule: ")
        values: dict[str, Any] = {
            "versions": self.versions(said.get("versions"), where),
            "level": self.choice(said.get("level"), tuple(LEVELS), where + "level"),
            "categories": self.categories(said, where),
            "properties": self.properties(said, where),
            "obfuscate": self.obfuscate(said, where),
            "obfuscate_categories": self.obfuscate_categories(said, where),
            "user": self.choice(said.get("user", "drop"), ("drop", "hash", "keep"), where + "user"),
            "session": self.choice(capsule.get("session", "exact"), ("exact", "drop"), where + "capsule: session"),
            "time": self.choice(capsule.get("time", "exact"), ("exact", "hour", "day"), where + "capsule: time"),
            "consent": self.choice(said.get("consent", "opt-in"), ("opt-in", "opt-out", "required"), where + "consent"),
            "sinks": self.names(said, "sinks", where),
            "retention": self.duration(said.get("retention"), where + "retention"),
            "sanitize": self.sanitize(said, where),
            "purpose": said.get("purpose"),
            "reason": said.get("reason"),
            "legal_basis": said.get("legal_basis") or purpose.get("legal_basis"),
            "sample": self.sample(said.get("sample", 1.0), where),
        }
        return SchemaPolicy(schema_id, **values) if len(self.errors) == before else None

    def choice(self, value: Any, choices: tuple[str, ...], where: str) -> Any:
        if value is not None and value not in choices:
            hint = nearest(str(value), choices) or f"; one of {', '.join(choices)}"
            self.errors.append(f'{where}: "{value}" is not known{hint}')
        return value

    def duration(self, value: Any, where: str) -> Any:
        if value is not None and not is_duration(value):
            self.errors.append(f'{where}: must be a duration such as "12h", "90d", "13mo" or "3y"')
        return value

    def mapping(self, said: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
        value = said.get(key)
        if value is None or isinstance(value, Mapping):
            return value or {}
        self.errors.append(f"{where}{key}: must be an object")
        return {}

    def names(self, said: Mapping[str, Any], key: str, where: str) -> tuple[str, ...] | None:
        value = said.get(key)
        if value is None:
            return None
        if isinstance(value, list | tuple | set | frozenset) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.errors.append(f"{where}{key}: must be a list of names")
        return ()

    def versions(self, value: Any, where: str) -> tuple[str, ...] | None:
        if value is None:
            return None
        found = [version_text(item) for item in value] if isinstance(value, list | tuple | set) else [None]
        if not found or None in found:
            self.errors.append(f"{where}versions: must be a list of versions")
        return tuple(version for version in found if version is not None)

    def categories(self, said: Mapping[str, Any], where: str) -> frozenset[str]:
        level = said.get("level")
        preset = LEVELS.get(level, ()) if isinstance(level, str) else ()
        named = self.names(said, "allowed_categories", where) or ()
        plain = tuple(map(plain_category, named))
        for category in plain:
            self.category(category, f"{where}allowed_categories")
        return frozenset([UNRESTRICTED, *preset, *plain])

    def category(self, category: str, where: str) -> None:
        """Refuse what is nearly, but not, one of the recommended categories: own names are free."""
        known = (UNRESTRICTED, *LEVELS["full"], "unclassified")
        if category not in known and get_close_matches(category, known, n=1, cutoff=0.85):
            self.errors.append(f'{where}: "{category}" is not known{nearest(category, known)}')

    def properties(self, said: Mapping[str, Any], where: str) -> tuple[str, ...]:
        found = self.names(said, "allowed_properties", where) or ()
        return tuple(path for item in found if (path := self.path(item, f"{where}allowed_properties")) is not None)

    def path(self, path: Any, where: str) -> str | None:
        try:
            return paths.canonical(str(path))
        except paths.PathError as error:
            self.errors.append(f"{where}: {error}")
            return None

    def obfuscate(self, said: Mapping[str, Any], where: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for written, name in self.mapping(said, "obfuscate", where).items():
            path = self.path(written, f"{where}obfuscate")
            self.transform(name, f'{where}obfuscate["{written}"]')
            if path is not None:
                found[path] = self.one_of(found.get(path), name, f'{where}obfuscate["{path}"]')
        return found

    def obfuscate_categories(self, said: Mapping[str, Any], where: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for written, name in self.mapping(said, "obfuscate_categories", where).items():
            category = plain_category(written)
            self.category(category, f"{where}obfuscate_categories")
            self.transform(name, f'{where}obfuscate_categories["{written}"]')
            found[category] = self.one_of(found.get(category), name, f"{where}obfuscate_categories")
        return found

    def transform(self, name: Any, where: str) -> None:
        if not transforms.known(name):
            hint = nearest(str(name), transforms.NAMES) or f"; one of {', '.join(transforms.NAMES)}"
            self.errors.append(f'{where}: "{name}" is not a transform{hint}')

    def one_of(self, first: str | None, second: str, where: str) -> str:
        """The one of two transforms that holds: `drop` wins, two others contradict each other."""
        if first is None or first == second or "drop" in (first, second):
            return "drop" if "drop" in (first, second) else second
        self.errors.append(f"{where}: two transforms, {first} and {second}, for one field")
        return second

    def sanitize(self, said: Mapping[str, Any], where: str) -> Mapping[str, Any] | None:
        if said.get("sanitize") is None:
            return None
        value = self.mapping(said, "sanitize", where)
        inner = where + "sanitize: "
        self.known_keys(value, _SANITIZE_KEYS, inner)
        if value.get("after") is None:
            self.errors.append(inner + "after: is missing")
        self.duration(value.get("after"), inner + "after")
        self.properties(value, inner)
        return value

    def purpose(self, said: Mapping[str, Any], purposes: Any, where: str) -> Mapping[str, Any]:
        """The purpose that an entry names; a free text where the operator declares no purposes at all."""
        name = said.get("purpose")
        if name is None or not isinstance(purposes, Mapping) or not purposes:
            return {}
        found = purposes.get(name)
        if found is None:
            self.errors.append(f'{where}purpose: "{name}" is not one of purposes{nearest(str(name), purposes)}')
        return found if isinstance(found, Mapping) else {}

    def sample(self, value: Any, where: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            self.errors.append(f"{where}sample: must be a number from 0 to 1")
            return 0.0
        return float(value)

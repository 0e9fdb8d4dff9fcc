"""Reads what is allowed of one schema."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from . import transforms
from .canonical import version_text
from .dialect import plain_category
from .policy import LEVELS, UNRESTRICTED, SchemaPolicy
from .reader import Reader, nearest

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
_SANITIZE_KEYS = ("after", "allowed_categories", "allowed_properties", "level")
_CATEGORIES = (UNRESTRICTED, *LEVELS["full"], "unclassified")


class EntryReader(Reader):
    """Reads entries of `allowed_schemas`."""

    def entry(self, schema_id: str, said: Any, purposes: Any) -> SchemaPolicy | None:
        """An entry, or None for one with a mistake."""
        where = f'allowed_schemas["{schema_id}"]: '
        if said is None or not isinstance(said, Mapping):
            self.errors.append(where + "must be an object")
            return None
        before = len(self.errors)
        self.known_keys(said, _ENTRY_KEYS, where)
        purpose = self._purpose(said, purposes, where)
        capsule = self.mapping(said, "capsule", where)
        self.known_keys(capsule, ("session", "time"), where + "capsule: ")
        self.text(said.get("purpose"), where + "purpose")
        self.words(said.get("reason"), where + "reason")
        self.legal_basis(said.get("legal_basis"), where + "legal_basis")
        inside = where + "capsule: "
        values: dict[str, Any] = {
            "versions": self._versions(said.get("versions"), where),
            "level": self.choice(said.get("level"), tuple(LEVELS), where + "level"),
            "categories": self._categories(said, where),
            "properties": self.properties(said, where),
            "obfuscate": self._obfuscate(said, where),
            "obfuscate_categories": self._obfuscate_categories(said, where),
            "user": self._mode(said, "user", ("drop", "hash", "keep"), where),
            "session": self._mode(capsule, "session", ("exact", "drop"), inside),
            "time": self._mode(capsule, "time", ("exact", "hour", "day"), inside),
            "consent": self._mode(said, "consent", ("opt-in", "opt-out", "required"), where),
            "sinks": self.names(said, "sinks", where),
            "retention": self.duration(said.get("retention"), where + "retention"),
            "sanitize": self._sanitize(said, where),
            "purpose": said.get("purpose"),
            "reason": said.get("reason"),
            "legal_basis": said.get("legal_basis") or purpose.get("legal_basis"),
            "sample": self._sample(said.get("sample", 1.0), where),
        }
        return SchemaPolicy(schema_id, **values) if len(self.errors) == before else None

    def _mode(self, said: Mapping[str, Any], key: str, choices: tuple[str, ...], where: str) -> str:
        """One of some words, the first where nothing is said."""
        return self.choice(said.get(key), choices, where + key) or choices[0]

    def _versions(self, value: Any, where: str) -> tuple[str, ...] | None:
        if value is None:
            return None
        found = [version_text(item) for item in value] if isinstance(value, list | tuple | set) else [None]
        if not found or None in found:
            self.errors.append(f"{where}versions: must be a list of versions")
        return tuple(version for version in found if version is not None)

    def _categories(self, said: Mapping[str, Any], where: str) -> frozenset[str]:
        level = said.get("level")
        preset = LEVELS.get(level, ()) if isinstance(level, str) else ()
        named = self.names(said, "allowed_categories", where) or ()
        plain = tuple(map(plain_category, named))
        for category in plain:
            self._category(category, f"{where}allowed_categories")
        return frozenset([UNRESTRICTED, *preset, *plain])

    def _category(self, category: str, where: str) -> None:
        """Refuse what is nearly, but not, one of the recommended categories: own names are free."""
        if category not in _CATEGORIES and get_close_matches(category, _CATEGORIES, n=1, cutoff=0.85):
            self.errors.append(f'{where}: "{category}" is not known{nearest(category, _CATEGORIES)}')

    def _obfuscate(self, said: Mapping[str, Any], where: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for written, name in self.mapping(said, "obfuscate", where).items():
            path = self.path(written, f"{where}obfuscate")
            self._transform(name, f'{where}obfuscate["{written}"]')
            if path is not None:
                found[path] = self._one_of(found.get(path), name, f'{where}obfuscate["{path}"]')
        return found

    def _obfuscate_categories(self, said: Mapping[str, Any], where: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for written, name in self.mapping(said, "obfuscate_categories", where).items():
            category = plain_category(str(written))
            self._category(category, f"{where}obfuscate_categories")
            self._transform(name, f'{where}obfuscate_categories["{written}"]')
            found[category] = self._one_of(found.get(category), name, f"{where}obfuscate_categories")
        return found

    def _transform(self, name: Any, where: str) -> None:
        if not transforms.known(name):
            hint = nearest(str(name), transforms.NAMES) or f"; one of {', '.join(transforms.NAMES)}"
            self.errors.append(f'{where}: "{name}" is not a transform{hint}')

    def _one_of(self, first: str | None, second: str, where: str) -> str:
        """The one of two transforms that holds: `drop` wins, two others contradict each other."""
        if first is None or first == second or "drop" in (first, second):
            return "drop" if "drop" in (first, second) else second
        self.errors.append(f"{where}: two transforms, {first} and {second}, for one field")
        return second

    def _sanitize(self, said: Mapping[str, Any], where: str) -> Mapping[str, Any] | None:
        if said.get("sanitize") is None:
            return None
        value = self.mapping(said, "sanitize", where)
        inner = where + "sanitize: "
        self.known_keys(value, _SANITIZE_KEYS, inner)
        if value.get("after") is None:
            self.errors.append(inner + "after: is missing")
        self.duration(value.get("after"), inner + "after")
        self.properties(value, inner)
        self.choice(value.get("level"), tuple(LEVELS), inner + "level")
        self._categories({"allowed_categories": value.get("allowed_categories")}, inner)
        return value

    def _purpose(self, said: Mapping[str, Any], purposes: Any, where: str) -> Mapping[str, Any]:
        """The purpose that an entry names; a free text where the operator declares no purposes at all."""
        name = said.get("purpose")
        if not isinstance(name, str) or not isinstance(purposes, Mapping) or not purposes:
            return {}
        found = purposes.get(name)
        if found is None:
            self.errors.append(f'{where}purpose: "{name}" is not one of purposes{nearest(name, purposes)}')
        return found if isinstance(found, Mapping) else {}

    def _sample(self, value: Any, where: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            self.errors.append(f"{where}sample: must be a number from 0 to 1")
            return 0.0
        return float(value)

"""The operator's policy: what may be kept of which events, with every default filled in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .canonical import digest

Consent = Literal["opt-in", "opt-out", "required"]

UNRESTRICTED = "unrestricted"
LEVELS: dict[str, tuple[str, ...]] = {
    "minimal": (),
    "technical": ("technical",),
    "interaction": ("technical", "interaction"),
    "content": ("technical", "interaction", "user-content"),
    "full": (
        "technical",
        "interaction",
        "user-content",
        "user-identifiable-information",
        "user-identifier",
    ),
}
LEGAL_BASES = (
    "consent",
    "legitimate-interests",
    "legal-obligation",
    "contract",
    "public-task",
    "vital-interests",
    "other",
)
PERSONAL_CATEGORIES = ("unclassified", "user-content", "user-identifiable-information", "user-identifier")


@dataclass(frozen=True, eq=False)
class SchemaPolicy:
    """What the operator allows of one schema, with every default filled in.

    `versions` and `sinks` are None for "all"; `retention` is None for "until deleted".
    """

    schema_id: str
    versions: tuple[str, ...] | None = None
    level: str | None = None
    categories: frozenset[str] = frozenset([UNRESTRICTED])
    properties: tuple[str, ...] = ()
    obfuscate: Mapping[str, str] = field(default_factory=dict)
    obfuscate_categories: Mapping[str, str] = field(default_factory=dict)
    user: Literal["drop", "hash", "keep"] = "drop"
    session: Literal["exact", "drop"] = "exact"
    time: Literal["exact", "hour", "day"] = "exact"
    consent: Consent = "opt-in"
    sinks: tuple[str, ...] | None = None
    retention: str | None = None
    sanitize: Mapping[str, Any] | None = None
    purpose: str | None = None
    reason: Any = None
    legal_basis: str | None = None
    sample: float = 1.0

    def view(self) -> dict[str, Any]:
        """This entry as configuration again, for the front end: it holds no option of any sink."""
        said: dict[str, Any] = {
            "allowed_categories": sorted(self.categories),
            "allowed_properties": list(self.properties),
            "obfuscate": dict(self.obfuscate),
            "obfuscate_categories": dict(self.obfuscate_categories),
            "user": self.user,
            "capsule": {"session": self.session, "time": self.time},
            "consent": self.consent,
            "sample": self.sample,
        }
        optional = {
            "level": self.level,
            "legal_basis": self.legal_basis,
            "purpose": self.purpose,
            "reason": self.reason,
            "retention": self.retention,
            "sanitize": None if self.sanitize is None else dict(self.sanitize),
            "sinks": None if self.sinks is None else list(self.sinks),
            "versions": None if self.versions is None else list(self.versions),
        }
        return said | {key: value for key, value in optional.items() if value is not None}


@dataclass
class Policy:
    """A policy as read.

    With any of `errors` nothing is collected; `kinds_off` are off by themselves, each with why; `warnings` change
    nothing.
    """

    schemas: dict[str, SchemaPolicy] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    kinds_off: dict[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    hash_key: bytes | None = None

    @property
    def enabled(self) -> bool:
        """Whether this policy lets anything be collected at all."""
        return not self.errors and any(schema_id not in self.kinds_off for schema_id in self.schemas)

    @property
    def digest(self) -> str:
        """32 hex digits that change when anything in the policy does, keys aside."""
        said = {key: value for key, value in self.settings.items() if key not in ("handlers", "hash_key", "sinks")}
        said["allowed_schemas"] = {schema_id: entry.view() for schema_id, entry in self.schemas.items()}
        return digest(json.loads(json.dumps(said, default=str)))

    def entry(self, schema_id: str) -> SchemaPolicy | None:
        """What is allowed of a schema, or None where nothing is."""
        if self.errors or schema_id in self.kinds_off:
            return None
        return self.schemas.get(schema_id)

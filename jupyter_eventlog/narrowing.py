"""What `sanitize` makes of stored events: by what was agreed to when each was stored, and by the policy of today."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from .canonical import digest
from .durations import duration
from .policy import Policy, SchemaPolicy
from .projection import project
from .registry import Registry
from .sanitize import Sanitize, narrowed_by, sanitized, sanitizer

_MATTERS = ("level", "allowed_categories", "allowed_properties", "obfuscate", "obfuscate_categories", "sanitize")
"""The parts of an entry on which it depends what is left."""


class Narrowing:
    """The sanitizing of one policy over the schemas that are registered."""

    def __init__(self, policy: Policy, registry: Registry) -> None:
        self._policy, self._registry = policy, registry
        # Holds for one state of the registry.
        self._made: dict[tuple[str, str, str | None], Sanitize | None] = {}
        self._state: object = None

    def today(self) -> Iterator[tuple[str, timedelta, str]]:
        """For each schema that is sanitized today: after how long, and a name that changes with what is left."""
        for schema_id in self._policy.schemas:
            entry = self._policy.entry(schema_id)
            if entry is not None and entry.sanitize is not None:
                said = entry.view()
                yield schema_id, duration(entry.sanitize["after"]), digest({key: said.get(key) for key in _MATTERS})

    def of(self, schema_id: str, version: str, agreed: str | None = None) -> Sanitize | None:
        """What is left of events of a version, by what was agreed to or else by today's policy.

        None for a version that is not registered: nobody can tell what its fields are.
        """
        if self._state is not self._registry.state:
            self._state, self._made = self._registry.state, {}
        key = schema_id, version, agreed
        if key not in self._made:
            self._made[key] = self._make(schema_id, version, agreed)
        return self._made[key]

    def _make(self, schema_id: str, version: str, agreed: str | None) -> Sanitize | None:
        schema, entry = self._registry.get(schema_id, version), self._policy.entry(schema_id)
        if schema is None:
            return None
        rule = None if agreed is None else json.loads(agreed)
        if entry is None:
            # What it was redacted by is not known any more; what was agreed to is.
            narrow = sanitized(SchemaPolicy(schema_id, sanitize=rule))
            return None if narrow is None else narrowed_by([project(schema, narrow, None)])
        return sanitizer(schema, entry if rule is None else replace(entry, sanitize=rule))

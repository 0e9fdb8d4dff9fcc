"""The pure part of the road, composed once for each version of a schema: allow, consent, validate, redact."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

from .policy import Policy, SchemaPolicy
from .policy_check import check_policy
from .projection import Rule, project
from .registry import Registry
from .stages.allow import allow
from .stages.consent import Granted, consent
from .stages.redact import redact
from .stages.validate import Validate, validator
from .times import normal_time
from .types import Draft, Drop, Kept


class _Road(NamedTuple):
    """What is compiled once for a version of a schema."""

    rule: Rule
    validate: Validate
    ends: datetime | None


class Pipeline:
    """A policy over the schemas that are registered.

    `final` is False where a later hop hashes (a server with an `upstream`). `now` is the clock that `expires` is
    held against.
    """

    def __init__(
        self,
        registry: Registry,
        policy: Policy,
        *,
        final: bool = True,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        policy.errors.extend(problem for problem in check_policy(policy, registry) if problem not in policy.errors)
        self._registry, self.policy, self._now = registry, policy, now
        self._key = (policy.hash_key or secrets.token_bytes(32)) if final else None
        self._roads: dict[tuple[str, str], _Road] = {}

    def listed(self, schema_id: str) -> bool:
        """Whether the policy allows anything of a schema."""
        return self.policy.entry(schema_id) is not None

    def process(self, draft: Draft, granted: Granted) -> Kept | Drop:
        """The redacted event, or the verdict that ends it. Never raises for what an emitter sent."""
        entry = self.policy.entry(draft.schema_id)
        if entry is None:
            return Drop("not-allowed")
        try:
            road = self._roads.get((draft.schema_id, draft.version)) or self._road(entry, draft.version)
            expired = road is not None and road.ends is not None and self._now() >= road.ends
            refused = allow(entry, draft.version, expired=expired) or consent(entry, draft, granted)
            if refused is None and road is not None:
                refused = road.validate(draft)
                if refused is None:
                    return Kept(draft, entry, *redact(road.rule, draft.data, draft.redacted))
            return refused or Drop("invalid", "version: nobody registered this version")
        except Exception:
            # What cannot be judged is not kept, and a message could quote a value: the status must be enough.
            return Drop("invalid", "internal error")

    def _road(self, entry: SchemaPolicy, version: str) -> _Road | None:
        schema = self._registry.get(entry.schema_id, version)
        if schema is None:
            return None
        rule = project(schema, entry, self._key)
        road = self._roads[entry.schema_id, version] = _Road(rule, validator(rule), _moment(schema.expires))
        return road


def _moment(expires: str | None) -> datetime | None:
    """When a schema ends: a time, or the end of a day."""
    if expires is None:
        return None
    text = normal_time(expires if len(expires) > 10 else f"{expires}T23:59:59.999999Z")
    # What cannot be read is over: nothing is collected on a date that nobody understands.
    return datetime.fromisoformat(text) if text else datetime.min.replace(tzinfo=UTC)

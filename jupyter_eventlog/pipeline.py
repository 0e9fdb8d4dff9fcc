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
from .stages.consent import Granted, consent, sample
from .stages.redact import redact
from .stages.validate import Validate, validator
from .times import normal_time
from .types import Draft, Drop, Kept

Way = Callable[[Draft], Kept | Drop]
"""What becomes of the events of one version of a schema. Never raises for what an emitter sent."""


class _Compiled(NamedTuple):
    """What is made once for a version of a schema."""

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
        self._compiled: dict[tuple[str, str], _Compiled] = {}

    def listed(self, schema_id: str) -> bool:
        """Whether the policy allows anything of a schema."""
        return self.policy.entry(schema_id) is not None

    def process(self, draft: Draft, granted: Granted) -> Kept | Drop:
        """The redacted event, or the verdict that ends it. Never raises for what an emitter sent."""
        return self.way(draft.schema_id, draft.version, granted)(draft)

    def way(self, schema_id: str, version: str, granted: Granted) -> Way:
        """The way of events of one version that come together: what holds for all of them is asked here, once."""
        entry = self.policy.entry(schema_id)
        if entry is None:
            return _ended(Drop("not-allowed"))
        try:
            compiled = self._compiled.get((schema_id, version)) or self._compile(entry, version)
            expired = compiled is not None and compiled.ends is not None and self._now() >= compiled.ends
            refused = allow(entry, version, expired=expired) or consent(entry, granted)
        except Exception:
            return _ended(_UNJUDGED)
        return _ended(refused) if refused else _way(entry, compiled)

    def _compile(self, entry: SchemaPolicy, version: str) -> _Compiled | None:
        schema = self._registry.get(entry.schema_id, version)
        if schema is None:
            return None
        rule = project(schema, entry, self._key)
        made = self._compiled[entry.schema_id, version] = _Compiled(rule, validator(rule), _moment(schema.expires))
        return made


_UNJUDGED = Drop("invalid", "internal error")
"""What cannot be judged is not kept, and a message could quote a value: the status must be enough."""


def _ended(verdict: Drop) -> Way:
    return lambda _: verdict


def _way(entry: SchemaPolicy, compiled: _Compiled | None) -> Way:
    """The stages that look at each event: sample, validate, redact."""
    rule, validate = (compiled.rule, compiled.validate) if compiled else (None, None)

    def travel(draft: Draft) -> Kept | Drop:
        try:
            refused = None if entry.sample >= 1 else sample(entry, draft.session or "")
            if refused is None and validate is not None:
                refused = validate(draft)
            if refused is not None:
                return refused
            if rule is None:
                return Drop("invalid", "version: nobody registered this version")
            return Kept(draft, entry, *redact(rule, draft.data, draft.redacted))
        except Exception:
            return _UNJUDGED

    return travel


def _moment(expires: str | None) -> datetime | None:
    """When a schema ends: a time, or the end of a day."""
    if expires is None:
        return None
    text = normal_time(expires if len(expires) > 10 else f"{expires}T23:59:59.999999Z")
    # What cannot be read is over: nothing is collected on a date that nobody understands.
    return datetime.fromisoformat(text) if text else datetime.min.replace(tzinfo=UTC)

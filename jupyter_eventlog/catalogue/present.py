"""The situation of a policy's people, from the policy itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..policy import Policy
from .kinds import Kind
from .situation import Situation


def present(policy: Policy, kinds: Sequence[Kind], **known: Any) -> Situation:
    """What a policy means to somebody for whom its kinds stand as given; `known` are further parts of the situation."""
    settings = policy.settings
    operator, minors = settings.get("operator"), settings.get("audience") == "minors"
    # With a mistake in it a policy may hold anything.
    named = operator if isinstance(operator, Mapping) else None
    return Situation(
        service="error" if policy.errors else "ready" if kinds or minors else "unconfigured",
        operator={"self": True} if operator == "self" else named,
        contact=settings.get("contact"),
        kinds=kinds,
        muted=bool(settings.get("mute_prompt")),
        minors=minors,
        **known,
    )

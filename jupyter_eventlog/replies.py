"""What a person says at once, and what of it is to what is asked now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .answers import Answer, Scope
from .disclosure import Disclosure

Asked = Mapping[str, tuple[str, Disclosure]]
"""What is asked about each kind, after its digest."""


class TemporaryServerError(ValueError):
    """A yes, or a notice, that would be lost with this server."""


class StaleDisclosureError(ValueError):
    """An answer to something other than what is collected now."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person says: `shown` holds the digest of each disclosure that they had before them.

    A no needs none: it is to everything in its scope.
    """

    answer: Answer
    scope: Scope
    target: str | None = None
    shown: Mapping[str, str] = field(default_factory=dict)


def shown_to(reply: Reply, asked: Asked) -> dict[str, Disclosure]:
    """The disclosures that an answer is to.

    Raises KeyError where it is to nothing that is known here, StaleDisclosureError where that has changed.
    """
    found = list(covered(reply, asked))
    if reply.answer == "no":
        if not found:
            raise KeyError(reply.target)
        return {schema_id: asked[schema_id][1] for schema_id in found}
    for schema_id, digest in reply.shown.items():
        if digest != asked[schema_id][0]:
            raise StaleDisclosureError(schema_id)
        if schema_id not in found:
            raise KeyError(schema_id)
    return {schema_id: asked[schema_id][1] for schema_id in reply.shown}


def covered(reply: Reply, asked: Asked) -> Iterator[str]:
    """The kinds that an answer may be to."""
    return (name for name, (_, disclosure) in asked.items() if _covers(reply, name, disclosure))


def _covers(reply: Reply, schema_id: str, disclosure: Disclosure) -> bool:
    if reply.scope == "purpose":
        return disclosure["purpose"] is not None and disclosure["purpose"]["id"] == reply.target
    if reply.scope == "destination":
        return any(one["name"] == reply.target for one in disclosure["destinations"])
    return reply.scope == "all" or schema_id == reply.target

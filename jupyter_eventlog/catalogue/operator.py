"""Who asks, as sentences need it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .words import Words


@dataclass(frozen=True)
class Operator:
    """`name` starts a sentence, `inline` stands within one, `beneficiary` after "for"."""

    name: str
    inline: str
    beneficiary: str
    contact: str | None = None
    is_self: bool = False
    named: bool = True


def operator_of(said: Mapping[str, Any] | None, contact: str | None, words: Words) -> Operator:
    """Read who asks."""
    said = said or {}
    if said.get("self"):
        return Operator(
            name=words.say("operator.self"),
            inline=words.say("operator.self.inline"),
            beneficiary=words.say("operator.self.beneficiary"),
            is_self=True,
        )
    name = words.operator_text(said.get("name"))
    inline = name or words.say("operator.unnamed.inline")
    return Operator(
        name=name or words.say("operator.unnamed"),
        inline=inline,
        beneficiary=inline,
        contact=words.operator_text(said.get("contact")) or words.operator_text(contact) or None,
        named=bool(name),
    )


def stated_by(operator: Operator, words: Words) -> str:
    """Who vouches for what is stated."""
    return words.say("operator.self.stated") if operator.is_self else operator.inline

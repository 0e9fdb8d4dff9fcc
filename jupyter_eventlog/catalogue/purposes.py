"""What records are used for, as the operator states it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .kinds import Kind
from .messages import plain
from .words import Words

Purpose = Mapping[str, Any]


def purposes_of(kinds: Sequence[Kind]) -> list[Purpose]:
    """The purposes of some kinds, each once."""
    found = {kind.disclosure["purpose"]["id"]: kind.disclosure["purpose"] for kind in kinds if _has(kind)}
    return list(found.values())


def purpose_title(purpose: Purpose, words: Words) -> str:
    """The title of a purpose."""
    return words.operator_text(purpose.get("title")) or plain(purpose["id"])


def purpose_short(purpose: Purpose, words: Words) -> str:
    """A purpose in the middle of a sentence: "to find bugs"."""
    return words.operator_text(purpose.get("short")) or words.say("purpose.for", purpose_title(purpose, words))


def purpose_words(kinds: Sequence[Kind], words: Words) -> str | None:
    """All purposes in a sentence, or None when one of the kinds has none."""
    if not all(map(_has, kinds)):
        return None
    return words.listed([purpose_short(purpose, words) for purpose in purposes_of(kinds)])


def _has(kind: Kind) -> bool:
    return kind.disclosure["purpose"] is not None

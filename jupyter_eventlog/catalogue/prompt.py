"""The question or notice, as a notification shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..policy import PERSONAL_CATEGORIES
from .kinds import Kind, acceptable, is_notice, is_open
from .messages import plain
from .operator import Operator, operator_of
from .purposes import purpose_short, purposes_of
from .situation import Situation
from .widening import lower_first
from .words import Words

_LONGEST = 140
"""The host cuts a notification after this many characters."""

_LONGEST_OPERATOR = 24
_LONGEST_PURPOSE = 30
_MOST_PURPOSES = 2


@dataclass(frozen=True)
class Prompt:
    """A text, the buttons beside it, and whether enough fits into the text for an Accept to be one of them."""

    text: str
    acceptable: bool
    buttons: Sequence[str]


def prompt(situation: Situation, words: Words) -> Prompt | None:
    """The question to put to a person now, or None when there is none."""
    if situation.service != "ready" or situation.muted or situation.quiet:
        return None
    # Who has just paused is not asked for more.
    if situation.paused is not None:
        return None
    operator = operator_of(situation.operator, situation.contact, words)
    told = [kind for kind in situation.kinds if kind.status == "always" or kind.refused]
    unseen = [kind for kind in told if kind.id in situation.unseen]
    if unseen:
        return _notice(unseen, operator, words)
    asked = list(filter(is_open, situation.kinds))
    if not asked or situation.temporary or situation.minors or situation.signal:
        return None
    return _opt_out(asked, operator, words) if all(map(is_notice, asked)) else _opt_in(asked, operator, words)


def _opt_in(asked: Sequence[Kind], operator: Operator, words: Words) -> Prompt:
    whole = _with_facts("prompt.opt-in", asked, operator, words) if all(map(acceptable, asked)) else None
    if whole:
        return Prompt(whole, True, ("accept", "decline", "details"))
    more = any(kind.status == "changed" for kind in asked)
    bare = words.say("prompt.changed" if more else "prompt.opt-in.bare", operator.name)
    return Prompt(bare if _fits(bare) else words.say("prompt.opt-in.long"), False, ("decline", "details"))


def _opt_out(asked: Sequence[Kind], operator: Operator, words: Words) -> Prompt:
    whole = _with_facts("prompt.opt-out", asked, operator, words)
    if whole:
        return Prompt(whole, False, ("ok", "say-no", "details"))
    bare = words.say("prompt.opt-out.bare", operator.inline)
    # An OK would count as having seen what the text does not say.
    return Prompt(bare if _fits(bare) else words.say("prompt.opt-out.long"), False, ("say-no", "details"))


def _notice(unseen: Sequence[Kind], operator: Operator, words: Words) -> Prompt:
    texts = [
        words.say("prompt.required", operator.name, _titles(unseen, words)),
        words.say("prompt.required.bare", operator.name),
        words.say("prompt.required.long"),
    ]
    # What became of a no is told where the date and the reason stand.
    buttons = ("details",) if any(kind.refused for kind in unseen) else ("ok", "details")
    return Prompt(next(filter(_fits, texts), texts[-1]), False, buttons)


def _with_facts(name: str, asked: Sequence[Kind], operator: Operator, words: Words) -> str | None:
    """The text with all the facts, or None when they do not fit."""
    purposes = [purpose_short(purpose, words) for purpose in purposes_of(asked)]
    short = (
        operator.named
        and _width(operator.name) <= _LONGEST_OPERATOR
        and len(purposes) <= _MOST_PURPOSES
        and all(_width(purpose) <= _LONGEST_PURPOSE for purpose in purposes)
    )
    if not short or not all(map(_is_harmless, asked)):
        return None
    others = _third_parties(asked)
    # The opt-out text names the operator within the sentence.
    who = operator.name if name == "prompt.opt-in" else operator.inline
    text = words.say(
        f"{name}.third" if others else name,
        words.listed([who, *others]),
        _titles(asked, words),
        words.listed(purposes),
    )
    return text if _fits(text) else None


def _is_harmless(kind: Kind) -> bool:
    """Whether a kind can be asked about in passing."""
    disclosure = kind.disclosure
    return (
        kind.status == "asked"
        and disclosure["purpose"] is not None
        and disclosure["user"] != "keep"
        and not any(to.get("unknown") for to in disclosure["destinations"])
        and not any(set(PERSONAL_CATEGORIES).intersection(field["categories"]) for field in disclosure["fields"])
    )


def _titles(kinds: Sequence[Kind], words: Words) -> str:
    return words.listed([lower_first(kind.disclosure["title"]) for kind in kinds])


def _third_parties(asked: Sequence[Kind]) -> list[str]:
    places = [to for kind in asked for to in kind.disclosure["destinations"] if to["third_party"]]
    names = [f"{to['destination']} ({to['run_by']})" if to.get("run_by") else to["destination"] for to in places]
    return list(dict.fromkeys(map(plain, names)))


def _fits(text: str) -> bool:
    return _width(text) <= _LONGEST


def _width(text: str) -> int:
    """A length as browsers count it, in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2

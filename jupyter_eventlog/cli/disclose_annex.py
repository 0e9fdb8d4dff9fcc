"""One document for a works council, an ethics board or a record of processing: who, what for, what, where, how long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..catalogue import Kind, Operator, Situation, Words, card_text
from ..catalogue.ground import ground_words
from ..catalogue.messages import plain
from ..catalogue.purposes import purpose_title, purposes_of
from .disclose_render import Block

_OPERATOR = ("name", "address", "contact", "dpo", "authority", "country")
_PROOF = ("fields", "places", "kept", "answers", "no", "silence")


def annex(situation: Situation, operator: Operator, words: Words, note: str) -> list[Block]:
    """The annex; what the software makes sure of and what is only stated stand apart."""
    found = [
        Block(words.say("disclose.annex"), [words.say("panel.scope")], note),
        Block(words.say("about.operator"), list(_operator_lines(situation.operator, operator, words))),
    ]
    for purpose in purposes_of(situation.kinds):
        kinds = [one for one in situation.kinds if (one.disclosure["purpose"] or {}).get("id") == purpose["id"]]
        found.append(Block(purpose_title(purpose, words), list(_purpose_lines(purpose, kinds[0], operator, words))))
        found.extend(_cards(kinds, operator, words))
    without = [one for one in situation.kinds if one.disclosure["purpose"] is None]
    if without:
        found.append(Block(words.say("panel.no-purpose"), [words.say("panel.no-purpose.why")]))
        found.extend(_cards(without, operator, words))
    proof = [words.say(f"disclose.annex.proof.{one}") for one in _PROOF]
    word = words.say("disclose.annex.word", operator.inline)
    return [
        *found,
        Block(words.say("disclose.annex.proof"), proof),
        Block(word, [words.say("disclose.annex.word.lines")]),
    ]


def _operator_lines(said: Mapping[str, Any] | None, operator: Operator, words: Words) -> Iterator[str]:
    yield f"{words.say('about.name')}: {operator.name}"
    for key in _OPERATOR[1:]:
        value = operator.contact if key == "contact" else words.operator_text((said or {}).get(key))
        yield f"{words.say(f'about.{key}')}: {value or words.say('about.unsaid', operator.name)}"


def _purpose_lines(purpose: Mapping[str, Any], kind: Kind, operator: Operator, words: Words) -> Iterator[str]:
    unsaid = words.say("answers.unsaid", operator.name)
    parts = {
        "disclose.annex.why": "why",
        "answers.seen-by": "seen_by",
        "answers.assess": "used_to_assess",
        "disclose.annex.approval": "approval",
    }
    yield f"{words.say('card.ground')}: {ground_words(kind.disclosure, operator, words)}"
    for name, key in parts.items():
        yield f"{words.say(name)}: {words.operator_text(purpose.get(key)) or unsaid}"


def _cards(kinds: Sequence[Kind], operator: Operator, words: Words) -> Iterator[Block]:
    for kind in kinds:
        title, *lines = card_text(kind, operator, words).split("\n")
        yield Block(plain(title), lines, level=3)

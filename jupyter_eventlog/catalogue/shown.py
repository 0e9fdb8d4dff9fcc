"""What a person saw, as plain text: the same parts in the same order as on the surface."""

from __future__ import annotations

from collections.abc import Sequence

from .answers import short_answers
from .changed import changed_words
from .facts import facts, field_facts
from .ground import contact_words, ground_words
from .kinds import Kind, is_notice
from .leaving import outside_of
from .messages import plain
from .operator import Operator, operator_of, stated_by
from .prompt import prompt
from .qualifiers import qualifiers
from .situation import Situation
from .state import headline
from .widening import wider_words
from .words import Words

_SIGNS = {"checked": "✓", "stated": "”"}


def toast_text(situation: Situation, words: Words) -> str:
    """The notification as plain text; empty when there is none."""
    found = prompt(situation, words)
    if found is None:
        return ""
    buttons = " ".join(f"[{words.say(f'button.{name}')}]" for name in found.buttons)
    return f"{found.text}\n{buttons}"


def panel_text(situation: Situation, words: Words) -> str:
    """The panel as plain text: headline, short answers, and each card opened."""
    kinds = situation.kinds
    operator = operator_of(situation.operator, situation.contact, words)
    parts = [headline_text(situation, words)]
    if kinds:
        parts.append(answers_text(kinds, operator, words))
    changed = changed_words(kinds, words)
    last = [] if changed is None else ["\n".join([changed.title, *changed.lines])]
    return "\n\n".join([*parts, *(card_text(kind, operator, words) for kind in kinds), *last])


def headline_text(situation: Situation, words: Words) -> str:
    """The headline with all that stands beneath it."""
    said = headline(situation, words)
    operator = operator_of(situation.operator, situation.contact, words)
    switches = [one.line for one in outside_of(situation.kinds, operator, words)]
    lines = [said.line1, said.line2, *qualifiers(situation, words), *switches, words.say("panel.scope")]
    return "\n".join(line for line in lines if line)


def answers_text(kinds: Sequence[Kind], operator: Operator, words: Words) -> str:
    """The short answers as plain text, with who vouches for each."""
    answers = short_answers(kinds, operator, words)
    return "\n".join(
        [
            words.say("answers.title"),
            *(f"{_SIGNS[one.basis]} {one.question}: {one.answer}" for one in answers),
            words.say("answers.checked.legend"),
            words.say("answers.stated.legend", stated_by(operator, words)),
        ]
    )


def card_text(kind: Kind, operator: Operator, words: Words) -> str:
    """A card as plain text."""
    disclosure = kind.disclosure
    fields = [
        f"- {one.name}: {'. '.join(part for part in (one.how, one.what, one.description) if part)}"
        for one in field_facts(disclosure, words)
    ]
    lines = [
        f"{plain(disclosure['title'])} [{status_words(kind, words)}]",
        plain(disclosure["description"]),
        *(required_text(kind, operator, words) if disclosure["mode"] == "required" else []),
        f"{words.say('card.recorded')}:",
        *(fields or [f"- {words.say('card.nothing')}"]),
        *(f"{fact.term}: {' · '.join(fact.lines)}" for fact in facts(kind, operator.name, words)),
    ]
    return "\n".join(line for line in lines if line)


def status_words(kind: Kind, words: Words) -> str:
    """Where a kind stands, in words."""
    if kind.status == "asked" and is_notice(kind):
        return words.say("status.notice")
    if kind.status != "changed":
        return words.say(f"status.{kind.status}")
    parts = [wider_words(one, kind.disclosure, words) for one in kind.wider]
    return words.say("status.changed", words.listed(parts)) if parts else words.say("status.asked")


def required_text(kind: Kind, operator: Operator, words: Words) -> list[str]:
    """Why something cannot be refused."""
    reason = words.operator_text(kind.disclosure["reason"])
    anyway = (
        [] if kind.refused is None else [words.say("required.anyway", words.day(kind.refused), operator.name, reason)]
    )
    return [
        *anyway,
        f"{words.say('card.reason')}: {words.say('quoted', reason)}",
        f"{words.say('card.ground')}: {ground_words(kind.disclosure, operator, words)}",
        contact_words(operator, words),
    ]

"""On what ground the operator says that something is recorded, and whom to ask about it."""

from __future__ import annotations

import re

from ..disclosure import Disclosure
from .operator import Operator
from .words import Words


def ground_words(disclosure: Disclosure, operator: Operator, words: Words) -> str:
    """The ground of a disclosure, as stated."""
    purpose = disclosure["purpose"] or {}
    why = _unstopped(words.operator_text(purpose.get("why")))
    reason = _unstopped(words.operator_text(disclosure["reason"])) or why
    basis = words.operator_text(disclosure["legal_basis"])
    if basis == "consent":
        # A ground that the way of asking contradicts is told as what it is.
        asked = disclosure["mode"] == "opt-in"
        return words.say("ground.consent") if asked else words.say("ground.consent.unasked", operator.name)
    if basis == "vital-interests":
        return words.say("ground.vital-interests", operator.name)
    if basis == "legitimate-interests":
        return f"{_because(basis, operator.name, why or reason, words)} {_objection(operator, words)}"
    if basis == "public-task":
        return f"{words.say('ground.public-task', operator.name)} {_objection(operator, words)}"
    if basis in ("legal-obligation", "contract"):
        return _because(basis, operator.name, reason, words)
    stated = _unstopped(re.sub("^other:? ?", "", basis))
    return words.say("ground.other", operator.name, stated) if stated else words.say("ground.unset", operator.name)


def contact_words(operator: Operator, words: Words) -> str:
    """Where questions and objections go."""
    if operator.contact:
        return words.say("contact.known", operator.contact)
    return words.say("contact.unknown", operator.name)


def _because(basis: str, name: str, reason: str, words: Words) -> str:
    return words.say(f"ground.{basis}", name, reason) if reason else words.say(f"ground.{basis}.bare", name)


def _objection(operator: Operator, words: Words) -> str:
    if operator.contact:
        return words.say("ground.object", operator.contact)
    return words.say("contact.unknown", operator.name)


def _unstopped(text: str) -> str:
    """A text that goes before a full stop of ours."""
    return text.rstrip(".")

"""What an operator should know before relying on a policy: mistakes, what people will miss, and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..disclosure import Disclosure
from ..policy import Policy
from ..policy_reader import MOST_PURPOSES
from .ground import contact_words, ground_words
from .operator import Operator
from .words import Words

_UNFREE = ("work", "education", "public-body")
"""Where people depend on those who ask."""


@dataclass(frozen=True)
class Advice:
    """A sentence, and whether it is a mistake, something that is missing, or a note."""

    level: Literal["error", "missing", "note"]
    text: str


def advice(
    policy: Policy,
    operator: Operator,
    disclosures: Sequence[Disclosure],
    destinations: Sequence[Mapping[str, Any]],
    words: Words,
) -> list[Advice]:
    """What to do before relying on this policy, mistakes first."""
    if not policy.schemas and not policy.errors:
        return []
    found = [
        *(Advice("error", problem) for problem in [*policy.errors, *policy.kinds_off.values()]),
        *_of_operator(policy, operator, words),
        *_of_purposes(policy, operator, words),
        *(one for disclosure in disclosures for one in _of_kind(disclosure, policy, words)),
        *(one for to in destinations for one in _of_destination(to, words)),
    ]
    return sorted(found, key=lambda one: ("error", "missing", "note").index(one.level))


def _of_operator(policy: Policy, operator: Operator, words: Words) -> Iterator[Advice]:
    if not operator.named:
        yield Advice("missing", words.say("disclose.advice.name", operator.name))
    if not operator.contact and not operator.is_self:
        yield Advice("missing", words.say("disclose.advice.contact", contact_words(operator, words)))
    context = policy.settings.get("context")
    if context in _UNFREE:
        yield Advice("note", words.say("disclose.advice.context", context))
    if policy.settings.get("device_storage"):
        yield Advice("note", words.say("disclose.advice.storage"))
    if policy.settings.get("mute_prompt") and any(one.consent == "opt-in" for one in policy.schemas.values()):
        yield Advice("note", words.say("disclose.advice.muted-request"))


def _of_purposes(policy: Policy, operator: Operator, words: Words) -> Iterator[Advice]:
    purposes = policy.settings.get("purposes") or {}
    if len(purposes) > MOST_PURPOSES:
        yield Advice("note", words.say("disclose.advice.purposes", len(purposes)))
    unsaid = words.say("answers.unsaid", operator.name)
    unset = ground_words({"mode": "opt-in", "reason": None, "purpose": None, "legal_basis": None}, operator, words)
    for name, said in purposes.items():
        if not isinstance(said, Mapping):
            continue
        if not said.get("legal_basis"):
            yield Advice("missing", words.say("disclose.advice.basis", name, unset))
        if not said.get("seen_by"):
            yield Advice("missing", words.say("disclose.advice.seen-by", name, unsaid))
        if said.get("used_to_assess") in (None, ""):
            yield Advice("missing", words.say("disclose.advice.assess", name, unsaid))


def _of_kind(disclosure: Disclosure, policy: Policy, words: Words) -> Iterator[Advice]:
    title, mode = disclosure["title"], disclosure["mode"]
    if disclosure["purpose"] is None and mode != "required":
        yield Advice("missing", words.say("disclose.advice.purpose", title))
    if mode == "required" and disclosure["legal_basis"] == "consent":
        yield Advice("error", words.say("disclose.advice.consent-required", title))
    if mode == "opt-out" and policy.settings.get("mute_prompt"):
        yield Advice("error", words.say("disclose.advice.muted", title))
    if disclosure["retention"] is None:
        yield Advice("note", words.say("disclose.advice.retention", title))


def _of_destination(to: Mapping[str, Any], words: Words) -> Iterator[Advice]:
    if to["unknown"]:
        yield Advice("missing", words.say("disclose.advice.unknown", to["destination"]))
    elif to["third_party"]:
        if not to["country"]:
            yield Advice("missing", words.say("disclose.advice.country", to["destination"]))
        if not to["run_by"]:
            yield Advice("missing", words.say("disclose.advice.run-by", to["destination"]))

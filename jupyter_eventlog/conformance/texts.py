"""What people are told: cases `{situation, texts}`, the disclosures being those of the suite's policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..catalogue import (
    ConsentRecord,
    Failing,
    Kind,
    Situation,
    Waiting,
    Words,
    card_text,
    changed_words,
    ground_words,
    headline,
    operator_of,
    outside_of,
    prompt,
    qualifiers,
    receipt,
    short_answers,
    shown_text,
    wider_words,
)
from ..disclosure import Disclosure, disclose
from ..policy_reader import parse_policy
from .compare import Check, difference
from .events import suite_registry

_HERE = {
    "name": "journal",
    "destination": "this server",
    "third_party": False,
    "run_by": None,
    "country": None,
    "unknown": False,
}


def texts(suite: Mapping[str, Any]) -> Check:
    """The check of a suite `{schemas, policy, destinations?, cases: [{situation, record?, texts}]}`."""
    disclosures = suite_disclosures(suite)
    return lambda case: difference(said(suite, disclosures, case), case["texts"])


def suite_disclosures(suite: Mapping[str, Any]) -> dict[str, Disclosure]:
    """The disclosures of what a suite's policy allows."""
    registry, policy = suite_registry(suite), parse_policy(suite.get("policy") or {})
    places = suite.get("destinations", [_HERE])
    return {name: disclose(registry, policy, name, places) for name in policy.schemas if policy.entry(name)}


def situation_of(suite: Mapping[str, Any], disclosures: Mapping[str, Disclosure], case: Mapping[str, Any]) -> Situation:
    """The situation of a case: the suite's policy, and what the case says beside it."""
    policy = suite.get("policy") or {}
    given = dict(case.get("situation") or {})
    operator = policy.get("operator")
    known: dict[str, Any] = {
        "operator": {"self": True} if operator == "self" else operator,
        "contact": policy.get("contact"),
        "kinds": kinds_of(disclosures, given.pop("kinds", {}), case.get("disclosures") or {}),
        "waiting": Waiting(**waiting) if (waiting := given.pop("waiting", None)) else None,
        "failing": [Failing(**one) for one in given.pop("failing", ())],
    }
    return Situation(**(known | given))


def kinds_of(
    disclosures: Mapping[str, Disclosure], stands: Mapping[str, Any], changes: Mapping[str, Any]
) -> Sequence[Kind]:
    """Where each kind stands: as said; else what is required is on, and all else is asked."""
    return [
        Kind(
            name,
            disclosure | changes.get(name, {}),
            **(stands.get(name) or _unsaid(disclosure | changes.get(name, {}))),
        )
        for name, disclosure in disclosures.items()
    ]


def said(suite: Mapping[str, Any], disclosures: Mapping[str, Disclosure], case: Mapping[str, Any]) -> dict[str, Any]:
    """Every text of a case."""
    words = Words(case.get("language", "en"))
    situation = situation_of(suite, disclosures, case)
    operator = operator_of(situation.operator, situation.contact, words)
    question = prompt(situation, words)
    changed = changed_words(situation.kinds, words)
    kinds = situation.kinds
    found: dict[str, Any] = {
        "headline": _plain(asdict(headline(situation, words))),
        "qualifiers": qualifiers(situation, words),
        "changed": changed and [changed.title, *changed.lines],
        "outside": [one.line for one in outside_of(kinds, operator, words)],
        "prompt": question and _plain(asdict(question)),
        "answers": [[one.question, one.answer, one.basis] for one in short_answers(kinds, operator, words)],
        "cards": {kind.id: card_text(kind, operator, words).split("\n") for kind in kinds},
        "grounds": {kind.id: ground_words(kind.disclosure, operator, words) for kind in kinds},
        "wider": {kind.id: [wider_words(one, kind.disclosure, words) for one in kind.wider] for kind in kinds},
        "toast": shown_text("toast", situation, words).split("\n"),
        "panel": shown_text("panel", situation, words).split("\n"),
        "api": shown_text("api", situation, words),
    }
    if "record" in case:
        found["receipt"] = _plain(asdict(receipt(ConsentRecord(**case["record"]), words)))
        found["readable"] = found["receipt"]["readable"].split("\n")
    return found


def _unsaid(disclosure: Disclosure) -> dict[str, Any]:
    required = disclosure["mode"] == "required"
    return {"status": "always", "ground": "required"} if required else {"status": "asked"}


def _plain(found: Mapping[str, Any]) -> dict[str, Any]:
    """Tuples as JSON has them."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in found.items()}

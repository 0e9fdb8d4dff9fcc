"""Short answers to what people ask first, for everything that can be recorded here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..canonical import utf16_key
from ..disclosure import Disclosure
from ..durations import duration
from .facts import duration_words, retention_words, transform_words
from .kinds import Kind, destinations_of
from .messages import is_message, plain
from .operator import Operator
from .purposes import purposes_of
from .words import Words


@dataclass(frozen=True)
class Answer:
    """One short answer, and whether software enforces it or somebody said it."""

    question: str
    answer: str
    basis: Literal["checked", "stated"] = "checked"


def short_answers(kinds: Sequence[Kind], operator: Operator, words: Words) -> list[Answer]:
    """The answers, in the order in which people ask."""
    disclosures = [kind.disclosure for kind in kinds]
    never = words.say("answers.never")
    unsorted = _recorded(disclosures, "unclassified", words)
    return [
        Answer(words.say("answers.content"), _recorded(disclosures, "user-content", words) or never),
        Answer(words.say("answers.name"), _name_answer(disclosures, words)),
        Answer(words.say("answers.pointing"), _recorded(disclosures, "user-identifiable-information", words) or never),
        *([] if unsorted is None else [Answer(words.say("answers.unsorted"), unsorted)]),
        *(Answer(plain(one), _recorded(disclosures, one, words) or never) for one in _own_categories(disclosures)),
        Answer(words.say("answers.kept"), _kept_answer(disclosures, words)),
        Answer(words.say("answers.stored"), _stored_answer(kinds, words)),
        *_stated_answers(kinds, operator, words),
    ]


def _recorded(disclosures: Sequence[Disclosure], category: str, words: Words) -> str | None:
    """What is kept of a category, in words, or None when nothing is."""
    found = [
        words.say("answers.field", field["title"] or field["path"], transform_words(field["transform"], words))
        for disclosure in disclosures
        for field in disclosure["fields"]
        if category in field["categories"]
    ]
    return _once(found) if found else None


def _own_categories(disclosures: Sequence[Disclosure]) -> list[str]:
    """The categories that only an operator or an author knows."""
    fields = [field for disclosure in disclosures for field in disclosure["fields"]]
    found = {category for field in fields for category in field["categories"]}
    return sorted((one for one in found if not is_message(f"category.{one}")), key=utf16_key)


def _name_answer(disclosures: Sequence[Disclosure], words: Words) -> str:
    modes = {disclosure["user"] for disclosure in disclosures}
    user = "answers.recorded" if "keep" in modes else "answers.code" if "hash" in modes else None
    fields = _recorded(disclosures, "user-identifier", words)
    said = [*([words.say(user)] if user else []), *([] if fields is None else [fields])]
    is_found = "keep" not in modes and any(disclosure["subject_index"] for disclosure in disclosures)
    return "; ".join([*(said or [words.say("answers.never")]), *([words.say("answers.found")] if is_found else [])])


def _kept_answer(disclosures: Sequence[Disclosure], words: Words) -> str:
    """How long, from the shortest to the longest where nothing but time tells the kinds apart."""
    texts = list(dict.fromkeys(retention_words(one, words) for one in disclosures))
    times = [one["retention"] for one in disclosures if one["retention"] and not one["sanitize"]]
    if len(texts) < 2 or len(times) < len(disclosures):
        return "; ".join(texts)
    ends = (duration_words(choose(times, key=duration), words) for choose in (min, max))
    return words.say("retention.between", *ends)


def _stored_answer(kinds: Sequence[Kind], words: Words) -> str:
    places = [words.place(to) for kind in kinds for to in destinations_of(kind)]
    return words.listed(list(dict.fromkeys(places))) or words.say("answers.nowhere")


def _stated_answers(kinds: Sequence[Kind], operator: Operator, words: Words) -> list[Answer]:
    def stated(question: str, key: str) -> Answer:
        # Silence about one purpose is told beside what is said of another.
        unsaid = words.say("answers.unsaid", operator.name)
        texts = [_stated_words(purpose.get(key), words) or unsaid for purpose in purposes_of(kinds)]
        without = [] if texts and all(kind.disclosure["purpose"] for kind in kinds) else [unsaid]
        return Answer(words.say(question), _once([*texts, *without]), "stated")

    return [stated("answers.seen-by", "seen_by"), stated("answers.assess", "used_to_assess")]


def _stated_words(said: Any, words: Words) -> str:
    """What an operator states: a text, or a plain yes or no."""
    if isinstance(said, bool):
        return words.say("yes" if said else "no")
    return words.operator_text(said)


def _once(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))

"""Everything that is disclosed about one kind of activity, in words: what its card says."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..disclosure import Disclosure
from .kinds import Kind, destinations_of
from .messages import is_message, is_plural, plain
from .sanitized import remaining
from .widening import field_title, lower_first
from .words import Words


@dataclass(frozen=True)
class Fact:
    """A term and what is said about it, a line a fact."""

    term: str
    lines: Sequence[str]


@dataclass(frozen=True)
class FieldFact:
    """One field that is kept, in words."""

    path: str
    name: str
    description: str
    how: str
    what: str


def category_words(category: str, words: Words) -> str:
    """A category of jupyter_telemetry in words; an operator's own stands as it is."""
    name = f"category.{category}"
    return words.say(name) if is_message(name) else plain(category)


def transform_words(transform: str, words: Words) -> str:
    """What happens to a field before it is recorded."""
    head, _, argument = transform.partition(":")
    name = f"transform.{head}"
    if is_plural(name):
        return words.count(name, int(argument or 1))
    return words.say(name) if is_message(name) else plain(transform)


def duration_words(duration: str, words: Words) -> str:
    """A duration as operators write it: "90 days"."""
    match = re.fullmatch("([0-9]+)([a-z]+)", duration)
    if match is None or not is_plural(f"duration.{match[2]}"):
        return plain(duration)
    return words.count(f"duration.{match[2]}", int(match[1]))


def retention_words(disclosure: Disclosure, words: Words) -> str:
    """How long records are kept: "90 days, then deleted"."""
    kept = disclosure["retention"] and duration_words(disclosure["retention"], words)
    if disclosure["sanitize"]:
        after = duration_words(disclosure["sanitize"]["after"], words)
        rest = _rest_words(disclosure, words)
        if kept:
            return words.say("retention.sanitized", after, rest, kept)
        return words.say("retention.sanitized.none", after, rest)
    return words.say("retention.deleted", kept) if kept else words.say("retention.none")


def field_facts(disclosure: Disclosure, words: Words) -> list[FieldFact]:
    """The fields that are kept."""
    return [
        FieldFact(
            path=field["path"],
            name=plain(field["title"] or field["path"]),
            description=plain(field["description"]),
            how=transform_words(field["transform"], words),
            what=", ".join(category_words(category, words) for category in field["categories"]),
        )
        for field in disclosure["fields"]
    ]


def facts(kind: Kind, operator: str, words: Words) -> list[Fact]:
    """Everything else that is disclosed about one kind of activity."""
    said = [(words.say(term), lines) for term, lines in _facts(kind, operator, words)]
    return [Fact(term, lines) for term, lines in said if lines]


def _facts(kind: Kind, operator: str, words: Words) -> Iterator[tuple[str, list[str]]]:
    disclosure = kind.disclosure
    seen_by = words.operator_text((disclosure["purpose"] or {}).get("seen_by"))
    expires = disclosure.get("expires")
    versions = ", ".join(map(plain, disclosure["versions"]))
    removed = ", ".join(map(plain, disclosure["removed"]))
    yield "card.never", [removed] if disclosure["removed"] else []
    yield "card.not-sent", [", ".join(map(plain, kind.not_sent))] if kind.not_sent else []
    yield "card.goes-to", _places(kind, words)
    yield "card.kept", [retention_words(disclosure, words)]
    found = "found" if disclosure["subject_index"] else "lost"
    yield "card.identity", [words.say(f"card.identity.{one}") for one in (disclosure["user"], found)]
    for part in ("session", "time"):
        name = f"card.{part}.{disclosure.get(part)}"
        yield f"card.{part}", [words.say(name)] if is_message(name) else []
    yield "card.sample", _sample_words(disclosure["sample"], words)
    yield "card.seen-by", [words.say("card.stated", seen_by, operator)] if seen_by else []
    yield "card.ends", [words.day(expires)] if expires else []
    yield "card.technical", [f"{plain(disclosure['schema_id'])} {versions}".rstrip(" ")]


def destination_words(to: Mapping[str, Any], words: Words) -> str:
    """A destination, who runs it, and whether it is somebody else's."""
    where = words.say("card.place", words.place(to), to["country"]) if to.get("country") else words.place(to)
    run = words.say("card.run-by", where, to["run_by"]) if to.get("run_by") else where
    if to.get("unknown"):
        return words.say("card.unknown", run)
    return words.say("card.third", run) if to["third_party"] else run


def _places(kind: Kind, words: Words) -> list[str]:
    places = [_place(to, kind, words) for to in kind.disclosure["destinations"]]
    return [*places, words.say("card.elsewhere")] if any(map(_is_elsewhere, destinations_of(kind))) else places


def _place(to: Mapping[str, Any], kind: Kind, words: Words) -> str:
    where = destination_words(to, words)
    if to["name"] in kind.off_destinations:
        # What nobody has named keeps its mark: it is off although nobody has refused it.
        return words.say("card.not-on", where) if to.get("unknown") else words.say("card.switched-off", where)
    retention = kind.disclosure["retention"]
    if _is_elsewhere(to) or not retention:
        return where
    return words.say("card.place.kept", where, duration_words(retention, words))


def _is_elsewhere(to: Mapping[str, Any]) -> bool:
    return bool(to["name"] != "journal")


def _sample_words(sample: float, words: Words) -> list[str]:
    """How many sessions are recorded, where not all are."""
    if sample >= 1:
        return []
    if sample <= 0:
        return [words.say("card.sample.none")]
    inverse = math.floor(1 / sample + 0.5) if sample > 1e-9 else 0
    if abs(1 / sample - inverse) < 1e-9:
        return [words.say("card.sample.share", words.number(1), words.number(inverse))]
    share = min(999, math.floor(sample * 1000 + 0.5))
    if share == 0:
        return [words.say("card.sample.few", words.number(1000))]
    divisor = math.gcd(share, 1000)
    return [words.say("card.sample.share", words.number(share // divisor), words.number(1000 // divisor))]


def _rest_words(disclosure: Disclosure, words: Words) -> str:
    titles = dict.fromkeys(lower_first(field_title(disclosure, field["path"])) for field in remaining(disclosure))
    return words.listed(list(titles)) or words.say("retention.sanitized.nothing")

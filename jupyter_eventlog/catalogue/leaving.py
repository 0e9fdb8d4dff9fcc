"""What leaves the operator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .kinds import Kind, destinations_of, is_notice, is_recorded, waits
from .messages import plain
from .operator import Operator
from .words import Words


def leaving_words(kinds: Sequence[Kind], operator: Operator, words: Words) -> list[str]:
    """What leaves the operator, or would after an Accept; empty when nothing does."""
    asked = list(filter(waits, kinds))
    now, now_unknown = _places(filter(is_recorded, kinds))
    later, later_unknown = _places(asked)
    if now or now_unknown:
        name, places, unknown = "leaving.now", now, now_unknown
    else:
        name = "leaving.notice" if all(map(is_notice, asked)) else "leaving.later"
        places, unknown = later, later_unknown
    here = words.say("leaving.here") if operator.is_self else operator.inline
    named = [words.say(name, here, words.listed(places))] if places else []
    return [*named, *([words.say("leaving.unknown", operator.inline)] if unknown else [])]


@dataclass(frozen=True)
class Outside:
    """A place outside the operator that has a switch of its own; `line` says how it stands."""

    name: str
    title: str
    line: str
    unknown: bool
    on: bool


def outside_of(kinds: Sequence[Kind], operator: Operator, words: Words) -> list[Outside]:
    """The third parties, and the places that nobody has named, each once."""
    found: dict[str, Outside] = {}
    for kind in kinds:
        for to in filter(is_outside, kind.disclosure["destinations"]):
            name, title, unknown = to["name"], _third_party(to), bool(to.get("unknown"))
            on = name not in kind.off_destinations and (name not in found or found[name].on)
            if unknown:
                line = words.say(f"leaving.place.unknown{'-on' if on else ''}", title, operator.name)
            else:
                line = words.say("leaving.place", title, words.say("switch.on" if on else "switch.off"))
            found[name] = Outside(name, title, line, unknown, on)
    return list(found.values())


def is_outside(to: Mapping[str, Any]) -> bool:
    """Whether a place is not the operator's own, as far as anybody has said."""
    return bool(to["third_party"] or to.get("unknown"))


def _places(kinds: Iterable[Kind]) -> tuple[list[str], bool]:
    """The third parties that are known, and whether any place is not."""
    places = [to for kind in kinds for to in destinations_of(kind)]
    named = [_third_party(to) for to in places if to["third_party"] and not to.get("unknown")]
    return list(dict.fromkeys(named)), any(to.get("unknown") for to in places)


def _third_party(to: Mapping[str, Any]) -> str:
    who = ", ".join(part for part in (to.get("run_by"), to.get("country")) if part)
    return plain(f"{to['destination']} ({who})" if who else to["destination"])

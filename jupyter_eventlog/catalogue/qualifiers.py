"""What stands beneath the headline, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from .kinds import destinations_of, is_recorded, waits
from .leaving import leaving_words
from .operator import Operator, operator_of
from .situation import Situation
from .words import Words


def qualifiers(situation: Situation, words: Words) -> list[str]:
    """What is true beside the headline."""
    if situation.service != "ready" or situation.test_mode:
        return []
    operator = operator_of(situation.operator, situation.contact, words)
    return [
        *leaving_words(situation.kinds, operator, words),
        *_delays(situation, operator, words),
        *_circumstances(situation, operator, words),
    ]


def _delays(situation: Situation, operator: Operator, words: Words) -> Iterator[str]:
    waiting = situation.waiting
    if waiting and waiting.records > 0:
        yield words.count("offline", waiting.records, waiting.minutes)
    for one in situation.failing:
        if operator.is_self:
            yield words.say("delivery.self", one.destination, words.minute(one.since))
        else:
            yield words.say("delivery", operator.name, one.destination, words.minute(one.since))


def _circumstances(situation: Situation, operator: Operator, words: Words) -> Iterator[str]:
    kinds = situation.kinds
    if situation.signal and any(kind.status == "on" and kind.ground == "yes" for kind in kinds):
        yield words.say("override")
    if operator.is_self and any(map(is_recorded, kinds)):
        yield words.say("own-machine")
    if situation.lite:
        places = [
            to["destination"]
            for kind in kinds
            if is_recorded(kind) or waits(kind)
            for to in destinations_of(kind)
            if to["name"] != "journal"
        ]
        if places:
            yield words.say("lite", words.listed(list(dict.fromkeys(places))))

"""What is being recorded right now, in two lines."""

from __future__ import annotations

from . import sentences, silence
from .headline import Facts, Headline
from .kinds import is_notice, waits
from .operator import operator_of
from .recording import paused, recording
from .situation import Situation
from .words import Words


def headline(situation: Situation, words: Words) -> Headline:
    """Say in two lines what is being recorded right now."""
    if situation.service != "ready":
        return silence.without_answer(situation, words)
    if situation.test_mode:
        return silence.test_mode(words)
    if not situation.kinds:
        return silence.nothing_allowed(situation, words)
    facts = Facts(situation.kinds, operator_of(situation.operator, situation.contact, words), words)
    # A pause says nothing where there is nothing to resume.
    if situation.paused is not None and facts.count("on"):
        return paused(facts, situation.paused)
    return _asking(facts) or (recording(facts) if facts.count("on") else _resting(situation, facts))


def _asking(facts: Facts) -> Headline | None:
    """The states in which something waits for an answer or for its notice."""
    waiting = list(filter(waits, facts.kinds))
    if not waiting:
        return None
    # "Nothing is being collected" would be false of a person who said yes before.
    if facts.count("changed") or facts.count("on"):
        return sentences.changed(facts)
    if all(map(is_notice, waiting)):
        return sentences.waiting_opt_out(facts)
    return sentences.waiting_required(facts) if facts.count("always") else sentences.waiting(facts)


def _resting(situation: Situation, facts: Facts) -> Headline:
    """The states in which nothing that one could refuse is recorded or asked for."""
    if facts.count("signal"):
        return sentences.signal(facts)
    if facts.count("always"):
        return sentences.required(facts)
    refused = facts.count("off") == len(facts.kinds)
    return silence.temporary(facts.words) if situation.temporary and not refused else sentences.declined(facts)

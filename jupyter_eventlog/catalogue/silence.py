"""The states in which nothing is stored, whatever anybody has answered."""

from __future__ import annotations

from .headline import Headline, joined
from .situation import Situation
from .words import Words


def without_answer(situation: Situation, words: Words) -> Headline:
    """The states in which the server has given no policy and consent."""
    service, earlier = situation.service, situation.earlier
    if service == "unconfigured":
        left = words.count("unconfigured.earlier", earlier) if earlier > 0 else None
        line2 = joined([words.say("unconfigured.line2"), left])
        return Headline(service, words.say("nothing"), line2, ("check",))
    if service == "error":
        return Headline(service, words.say("nothing"), words.say("error.line2"))
    actions = ("retry",) if service == "unknown" else ()
    return Headline(service, words.say(f"{service}.line1"), words.say(f"{service}.line2"), actions)


def test_mode(words: Words) -> Headline:
    """Whatever is asked or agreed to, nothing is stored."""
    return Headline("test-mode", words.say("test-mode.line1"), words.say("test-mode.line2"))


def nothing_allowed(situation: Situation, words: Words) -> Headline:
    """Nothing of the policy is left: this application turns it off, or the place does."""
    if situation.minors:
        return Headline("minors", words.say("minors.line1"))
    return Headline("off-here", words.say("off-here.line1"), words.say("off-here.line2"))


def temporary(words: Words) -> Headline:
    """The server cannot keep an answer, so nobody is asked."""
    return Headline("temporary", words.say("temporary.line1"), words.say("temporary.line2"))

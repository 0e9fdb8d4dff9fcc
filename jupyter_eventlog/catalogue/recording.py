"""The states in which something is recorded that a person has agreed to, or was told of."""

from __future__ import annotations

from .headline import Facts, Headline, joined, latest
from .kinds import Kind, is_recorded


def recording(facts: Facts) -> Headline:
    """Some or all kinds are recorded."""
    every, recorded = len(facts.kinds), sum(map(is_recorded, facts.kinds))
    return _on(facts, every) if every == recorded else _partly(facts, recorded, every)


def paused(facts: Facts, since: str) -> Headline:
    """Recording rests until somebody resumes it."""
    words, always, resuming = facts.words, facts.count("always"), facts.count("on")
    return Headline(
        "paused-required" if always else "paused",
        words.count("paused-required.line1", always, facts.operator.inline) if always else words.say("paused.line1"),
        joined(
            [
                words.say("paused.since", words.minute(since)),
                words.count("paused.resume", resuming) if resuming else None,
            ]
        ),
        ("resume", "off"),
    )


def _on(facts: Facts, every: int) -> Headline:
    return Headline(
        "on",
        facts.words.count("on.line1", every, facts.operator.beneficiary),
        joined([_grounds(facts), _always_too(facts)]),
        ("off", "pause"),
    )


def _partly(facts: Facts, recorded: int, every: int) -> Headline:
    words, chosen = facts.words, len(_by_ground(facts, "yes"))
    said = words.count("partly.chosen", chosen, _day(facts, "yes"))
    second = _grounds(facts) if _by_ground(facts, "shown") else said
    return Headline(
        "partly",
        words.count("partly.line1", recorded, every, facts.operator.beneficiary),
        joined([second, _always_too(facts), words.count("partly.rest", every - recorded)]),
        ("off", "pause"),
    )


def _grounds(facts: Facts) -> str:
    """Since when, and whether anybody agreed."""
    words, shown = facts.words, len(_by_ground(facts, "shown"))
    accepted = words.say("on.accepted", _day(facts, "yes"))
    if not shown:
        return accepted
    if not _by_ground(facts, "yes"):
        return words.say("on.shown", _day(facts, "shown"))
    return joined([accepted, words.count("on.shown.rest", shown, _day(facts, "shown"))])


def _by_ground(facts: Facts, ground: str) -> list[Kind]:
    return [kind for kind in facts.kinds if kind.status == "on" and kind.ground == ground]


def _day(facts: Facts, ground: str) -> str:
    when = latest(_by_ground(facts, ground))
    return "" if when is None else facts.words.day(when)


def _always_too(facts: Facts) -> str | None:
    always = facts.count("always")
    return facts.words.count("on.always", always, facts.operator.name) if always else None

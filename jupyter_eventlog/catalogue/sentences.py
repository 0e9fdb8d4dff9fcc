"""The states in which somebody is asked, must, or has refused."""

from __future__ import annotations

from .ground import contact_words
from .headline import Facts, Headline, joined, latest
from .kinds import Kind, acceptable, is_notice, is_open, is_recorded, waits
from .purposes import purpose_words
from .widening import wider_words
from .words import Words


def waiting(facts: Facts) -> Headline:
    """Nothing is recorded, and the operator asks."""
    return Headline(
        "waiting",
        facts.words.say("waiting.line1", facts.operator.name),
        joined([_asks_for(facts), facts.words.say("waiting.off"), _starts_too(facts)]),
        _answering(facts),
    )


def waiting_required(facts: Facts) -> Headline:
    """Something is always recorded, and the operator asks about more."""
    words, asked = facts.words, [kind for kind in facts.kinds if waits(kind) and not is_notice(kind)]
    return Headline(
        "waiting-required",
        joined([_only_required(facts), words.count("waiting-required.more", len(asked))]),
        joined([words.say("waiting.off"), _starts_too(facts)]),
        _answering(facts),
    )


def waiting_opt_out(facts: Facts) -> Headline:
    """What starts with the next session, unless the person says no."""
    words, name = facts.words, facts.operator.name
    coming = list(filter(waits, facts.kinds))
    purposes = purpose_words(coming, words)
    if any(map(is_recorded, facts.kinds)):
        line1 = joined([_only_required(facts), _starts_too(facts)])
    else:
        line1 = words.say("waiting-opt-out.line1")
    if purposes is None:
        line2 = words.count("waiting-opt-out.no-purpose", len(coming), name)
    else:
        line2 = words.count("waiting-opt-out.line2", len(coming), name, purposes)
    return Headline("waiting-opt-out", line1, line2, _answering(facts))


def changed(facts: Facts) -> Headline:
    """A person agreed to less than what the operator now wants."""
    words, wanted = facts.words, list(filter(waits, facts.kinds))
    others = facts.count("on") + facts.count("off")
    notice = all(map(is_notice, wanted))
    answers = _answering(facts)
    if facts.count("changed"):
        answers = (*answers[:-1], "changes")
    return Headline(
        "changed",
        words.say("changed.opt-out.line1" if notice else "changed.line1", facts.operator.name),
        joined(
            [
                words.say("changed.new", words.listed([grown(kind, words) for kind in wanted])),
                words.count("changed.others", others) if others else None,
                None if notice else _starts_too(facts),
            ]
        ),
        (*(["off"] if facts.count("on") else []), *answers),
    )


def required(facts: Facts) -> Headline:
    """Nothing can be turned off."""
    words = facts.words
    return Headline(
        "required",
        words.count("required.line1", facts.count("always"), facts.operator.name),
        joined(
            [
                _reasons(facts),
                words.say("required.no-consent"),
                contact_words(facts.operator, words),
                words.say("required.else"),
            ]
        ),
        ("required", "contact"),
    )


def declined(facts: Facts) -> Headline:
    """Everything was refused, or turned off."""
    words = facts.words
    noes = [kind for kind in facts.kinds if kind.status == "off"]
    when = latest(noes)
    old = latest(kind for kind in facts.kinds if kind.lapsed == "age")
    second = words.say("declined.line2") if noes else words.say("declined.unasked") if old is None else None
    return Headline(
        "declined",
        words.say("declined.line1", words.day(when)) if when else words.say("nothing"),
        joined([second, words.say("declined.age", words.day(old)) if old else None]),
    )


def signal(facts: Facts) -> Headline:
    """The browser's signal counts as no."""
    words, name, silenced = facts.words, facts.operator.name, facts.count("signal")
    always = facts.count("always")
    if always:
        off, still = words.count("signal-required.line1", silenced), words.count("signal-required.always", always, name)
        line2 = joined([_reasons(facts), contact_words(facts.operator, words)])
        return Headline("signal-required", joined([off, still]), line2, ("required",))
    line2 = joined([words.count("signal.asks", silenced, name), words.say("signal.line2")])
    return Headline("signal", words.say("signal.line1"), line2)


def grown(kind: Kind, words: Words) -> str:
    """The ways in which a kind that was agreed to has grown, or its title."""
    parts = [wider_words(one, kind.disclosure, words) for one in kind.wider]
    title = kind.disclosure["title"]
    return words.say("changed.in", words.listed(parts), title) if parts else words.say("quoted", title)


def _only_required(facts: Facts) -> str:
    return facts.words.count("waiting-required.line1", facts.count("always"), facts.operator.inline)


def _asks_for(facts: Facts) -> str:
    asked = [kind for kind in facts.kinds if waits(kind) and not is_notice(kind)]
    purposes = purpose_words(asked, facts.words)
    if purposes is None:
        return facts.words.count("waiting.asks.no-purpose", len(asked))
    return facts.words.count("waiting.asks.self" if facts.operator.is_self else "waiting.asks", len(asked), purposes)


def _starts_too(facts: Facts) -> str | None:
    """What starts after its notice, beside what waits for a yes."""
    coming = [kind for kind in facts.kinds if waits(kind) and is_notice(kind)]
    return facts.words.count("waiting-opt-out.more", len(coming)) if coming else None


def _reasons(facts: Facts) -> str:
    always = [kind.disclosure["reason"] for kind in facts.kinds if kind.status == "always"]
    return facts.words.say("reason", " ".join(dict.fromkeys(map(facts.words.operator_text, always))))


def _answering(facts: Facts) -> tuple[str, ...]:
    """The answers to what is asked; none that would cover what it must not."""
    wanted = list(filter(waits, facts.kinds))
    if wanted and all(map(is_notice, wanted)):
        return ("ok", "say-no", "choose") if any(map(is_open, wanted)) else ("say-no", "choose")
    return ("accept", "decline", "choose") if any(map(acceptable, facts.kinds)) else ("decline", "choose")

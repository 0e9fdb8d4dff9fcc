"""What a change of the policy means for people who have answered before."""

from __future__ import annotations

from collections.abc import Mapping

from ..disclosure import Disclosure
from ..widening import widened
from .widening import wider_words
from .words import Words


def changes(before: Mapping[str, Disclosure], now: Mapping[str, Disclosure], words: Words) -> list[str]:
    """Who is asked again and why, field by field, and who is not.

    Raises KeyError, TypeError or ValueError where `before` holds something other than disclosures.
    """
    lines: list[str] = []
    unchanged = 0
    for name, disclosure in now.items():
        notice = disclosure["mode"] != "opt-in"
        if name not in before:
            lines.append(words.say("disclose.first-notice" if notice else "disclose.first", disclosure["title"]))
            continue
        wider = [wider_words(one, disclosure, words) for one in widened(before[name], disclosure)]
        if not wider:
            unchanged += 1
            continue
        lines.append(
            words.say("disclose.told" if notice else "disclose.again", disclosure["title"], words.listed(wider))
        )
    lines.extend(words.say("disclose.gone", old["title"]) for name, old in before.items() if name not in now)
    lines.append(words.say("disclose.refused"))
    return [*lines, words.count("disclose.unchanged", unchanged)] if unchanged else lines

"""What is different from what somebody answered to, a line for each kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..disclosure import Disclosure
from .kinds import Kind
from .messages import is_message, plain
from .widening import field_title, wider_words
from .words import Words


@dataclass(frozen=True)
class Changed:
    """What changed since somebody answered: a title, and a line for each kind."""

    title: str
    lines: tuple[str, ...]


def changed_words(kinds: Sequence[Kind], words: Words) -> Changed | None:
    """What changed, also where nobody is asked about it; None where nothing did."""
    found = [kind for kind in kinds if kind.changed and kind.time]
    if not found:
        return None
    since = words.day(min(str(kind.time) for kind in found))
    number = sum(len(kind.changed) for kind in found)
    return Changed(words.count("changes.title", number, since), tuple(_line(kind, words) for kind in found))


def _line(kind: Kind, words: Words) -> str:
    said = [
        _part(how, [name.partition(" ")[2] for name in kind.changed if name.startswith(f"{how} ")], kind, words)
        for how in ("more", "less", "reworded")
    ]
    return words.say("changes.line", plain(kind.disclosure["title"]), "; ".join(one for one in said if one))


def _part(how: str, names: list[str], kind: Kind, words: Words) -> str:
    parts = [_named(how, name, kind.disclosure, words) for name in names]
    return words.say(f"changes.{how}", words.listed(parts)) if parts else ""


def _named(how: str, name: str, disclosure: Disclosure, words: Words) -> str:
    what, _, rest = name.partition(" ")
    if what == "field" and how != "more":
        return words.say("quoted", field_title(disclosure, rest))
    if how == "more":
        return wider_words(name, disclosure, words)
    message = f"less.{what}" if how == "less" else f"changes.reworded.{what}"
    return words.say(message, rest) if is_message(message) else words.say("less.other")

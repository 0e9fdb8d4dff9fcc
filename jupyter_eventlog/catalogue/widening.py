"""How a disclosure grew, in words."""

from __future__ import annotations

import unicodedata

from ..disclosure import Disclosure
from .messages import is_message, plain
from .words import Words


def wider_words(wider: str, disclosure: Disclosure, words: Words) -> str:
    """One way in which a disclosure grew, as :func:`jupyter_eventlog.widening.widened` names it."""
    what, _, name = wider.partition(" ")
    if what == "field":
        return lower_first(field_title(disclosure, name))
    if what == "destination":
        return words.say("wider.destination", name)
    message = f"wider.user.{disclosure['user']}" if what == "user" else f"wider.{what}"
    return words.say(message if is_message(message) else "wider.other")


def lower_first(text: str) -> str:
    """A title in the middle of a sentence; names in capitals stay."""
    text = plain(text)
    if len(text) < 2 or (unicodedata.category(text[0]), unicodedata.category(text[1])) != ("Lu", "Ll"):
        return text
    return text[0].lower() + text[1:]


def field_title(disclosure: Disclosure, path: str) -> str:
    """The title of a field, or its path."""
    title = next((one["title"] for one in disclosure["fields"] if one["path"] == path), "")
    return plain(title or path)

"""The fixed texts, by id, as `schema/catalogue.json` and its translations hold them for Python and TypeScript."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from ..resources import builtin_folder

_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BLANK = re.compile("[\x00-\x20\x7f-\xa0\u2028\u2029]+")
_SLOT = re.compile(r"%([0-9])")


LANGUAGES = ("en", "de")
"""The languages of the fixed texts; English is the one that the others translate."""


def spoken(language: str) -> str:
    """The language of the fixed texts for somebody who reads a language (BCP 47, or as JupyterLab names it)."""
    base = re.split("[-_]", language.lower())[0]
    return base if base in LANGUAGES else LANGUAGES[0]


@cache
def messages(language: str = "en") -> dict[str, Any]:
    """Every text, or its singular and plural, by id, in one of the LANGUAGES."""
    name = "catalogue.json" if language == "en" else f"catalogue.{language}.json"
    found: dict[str, Any] = json.loads((builtin_folder() / name).read_text(encoding="utf-8"))
    return found


def message(language: str, name: str, *args: object) -> str:
    """A text with its arguments. Raises KeyError for an id that the catalogue does not have."""
    return _filled(messages(language)[name], args)


def plural(language: str, name: str, number: int, *args: object) -> str:
    """A text for a number, which its first argument has as it is written."""
    one, many = messages(language)[name]
    return _filled(one if number == 1 else many, args)


def is_message(name: str) -> bool:
    """Whether a text is in the catalogue."""
    return isinstance(messages().get(name), str)


def is_plural(name: str) -> bool:
    """Whether a text with a plural is in the catalogue."""
    return isinstance(messages().get(name), list)


def plain(text: str) -> str:
    """Somebody else's text on one line.

    No control character may drive a terminal, and none that turns the direction of writing may hide what stands
    beside it.
    """
    return _BLANK.sub(" ", _TURNING.sub("", text)).strip(" ")


def _filled(text: str, args: tuple[object, ...]) -> str:
    def fill(slot: re.Match[str]) -> str:
        place = int(slot[1])
        return plain(str(args[place - 1])) if place <= len(args) else slot[0]

    return _SLOT.sub(fill, text)

"""The catalogue in one language, with dates, times and lists as it has them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from functools import reduce
from typing import Any

from .messages import message, plain, plural, spoken


class Words:
    """The words of one language; `zone` is None for the local time.

    The fixed texts are English where nobody has translated them; `language` also chooses among an operator's own.
    """

    def __init__(self, language: str = "en", zone: tzinfo | None = UTC) -> None:
        self.language, self._spoken, self._zone = language.replace("_", "-"), spoken(language), zone

    def say(self, name: str, *args: object) -> str:
        """A text of the catalogue."""
        return message(self._spoken, name, *args)

    def count(self, name: str, number: int, *args: object) -> str:
        """A text of the catalogue for a number, its first argument."""
        return plural(self._spoken, name, number, self.number(number), *args)

    def number(self, number: int) -> str:
        """A number: "1,204"."""
        return re.sub(r"\B(?=([0-9]{3})+$)", self.say("number.group"), str(number))

    def day(self, time: str) -> str:
        """A day: "2 Nov 2026"; a date without a time is the same in every zone."""
        at: date = date.fromisoformat(time) if len(time) == len("2026-11-02") else self._at(time)
        return self.say("day", at.day, self.say(f"month.{at.month}"), at.year)

    def clock(self, time: str) -> str:
        """A time of day: "14:03:05"."""
        return self._at(time).strftime("%H:%M:%S")

    def minute(self, time: str) -> str:
        """A time of day: "14:03"."""
        return self.clock(time)[:5]

    def listed(self, items: Sequence[str]) -> str:
        """Several things: "a, b and c"."""
        plained = [plain(item) for item in items]
        if len(plained) < 2:
            return plained[0] if plained else ""
        first = reduce(lambda a, b: self.say("list.between", a, b), plained[:-1])
        return self.say("list.last", first, plained[-1])

    def place(self, to: Mapping[str, Any]) -> str:
        """A destination by its name: the server itself in this language, others as the operator says."""
        is_here = to["name"] == "journal" and to["destination"] == "this server"
        return self.say("place.here") if is_here else plain(to["destination"])

    def operator_text(self, text: Any) -> str:
        """An operator's text in this language, else as first written."""
        if isinstance(text, Mapping):
            known = [text.get(self.language), text.get(self.language.split("-")[0]), *text.values()]
            text = next((one for one in known if one is not None), "")
        return plain(text) if isinstance(text, str) else ""

    def _at(self, time: str) -> datetime:
        return datetime.fromisoformat(time).astimezone(self._zone)

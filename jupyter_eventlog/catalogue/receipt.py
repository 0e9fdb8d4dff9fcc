"""The receipt of one consent record, with fields after ISO/IEC TS 27560, and what was shown when it was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from ..answers import Answer
from .messages import plain
from .shown import panel_text, toast_text
from .situation import Situation
from .words import Words

Surface = Literal["toast", "panel", "page", "cli", "api"]


@dataclass(frozen=True)
class ConsentRecord:
    """One answer, or one notice, of one person.

    `scope` is `{"kind": "all"}` or `{"kind": "purpose" | "schema" | "destination", "id": …}`; `text` is what
    :func:`shown_text` gave; `basis` is the way of asking.
    """

    id: str
    subject: str
    actor: str
    time: str
    answer: Answer
    scope: Mapping[str, str]
    disclosure: str
    text: str
    language: str
    surface: Surface
    app: str
    version: str
    previous: str | None
    basis: Literal["opt-in", "opt-out", "required"]


@dataclass(frozen=True)
class Receipt:
    """A record for programs, and the same to read."""

    record: Mapping[str, Any]
    readable: str


def shown_text(surface: Surface, situation: Situation, words: Words) -> str:
    """The full text as a person saw it; a program saw none."""
    if surface == "toast":
        return toast_text(situation, words)
    return "" if surface == "api" else panel_text(situation, words)


def receipt(record: ConsentRecord, words: Words) -> Receipt:
    """The receipt of one record. `words` are those of its language, in UTC."""
    rows = {
        "subject": record.subject,
        "actor": record.actor,
        "scope": _scope_words(record.scope, words),
        "disclosure": record.disclosure,
        "language": record.language,
        "surface": words.say(f"receipt.surface.{record.surface}"),
        "app": f"{record.app} {record.version}",
        "basis": words.say(f"receipt.basis.{record.basis}"),
        "previous": words.say("receipt.none") if record.previous is None else record.previous,
    }
    lines = [
        words.say("receipt.title", record.id),
        words.say(f"receipt.{record.answer}", words.day(record.time), words.clock(record.time)),
        *(f"{words.say(f'receipt.{name}')}: {plain(text)}" for name, text in rows.items()),
    ]
    if record.text:
        lines += ["", words.say("receipt.text"), *(f"> {line}" if line else ">" for line in record.text.split("\n"))]
    return Receipt({**asdict(record), "scope": dict(record.scope)}, "\n".join(lines))


def _scope_words(scope: Mapping[str, str], words: Words) -> str:
    if scope["kind"] == "all":
        return words.say("receipt.scope.all")
    return words.say(f"receipt.scope.{scope['kind']}", scope["id"])

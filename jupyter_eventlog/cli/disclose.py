"""Show an operator what people will be told, what a change means for them, and what is missing."""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from ..catalogue import Kind, Situation, Words, headline, operator_of, present, prompt, qualifiers, short_answers
from ..catalogue.advice import Advice, advice
from ..catalogue.changes import changes
from ..catalogue.readability import readability
from ..catalogue.shown import answers_text, card_text, headline_text, toast_text
from ..disclosure import destination_view
from ..eventlog import EventLog
from .configuration import read_configuration, write
from .disclose_annex import annex
from .disclose_earlier import earlier as _earlier
from .disclose_render import Block, render
from .journal_reader import CommandError

FORMATS = ("text", "md", "html", "json", "annex")
"""`annex` is one document, in Markdown, for those who decide whether this may be."""

MISSING = 3
"""The exit code of `--check` when something is missing."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command alone."""
    parser.add_argument("--format", choices=FORMATS, default="text", help="text by default")
    parser.add_argument("--lang", default="en", help="en by default, de, or that of an operator's texts")
    parser.add_argument("--check", action="store_true", help="only list what is missing; exit with 3 if anything is")
    parser.add_argument(
        "--diff",
        metavar="FILE|REF",
        help="compare with what --format json once printed, with another configuration, or with that of "
        "--config at a git revision",
    )


def run(given: argparse.Namespace) -> int:
    """Print what people will be told; 3 when --check finds something missing."""
    config = read_configuration(given)
    try:
        eventlog = EventLog(config.options(logging.getLogger("jupyter_eventlog")))
    except Exception as error:
        # As in the server: whatever is wrong, it is told and nothing is collected.
        raise CommandError(f"the configuration cannot be used: {error}") from error
    found = _Report(eventlog, Words(given.lang), _earlier(given) if given.diff else None)
    eventlog.consents.close()
    if given.format == "json" or given.json:
        write(json.dumps(found.document(), indent=2, ensure_ascii=False))
    else:
        write(render(found.chosen(given), "md" if given.format == "annex" else given.format, given.lang))
    return MISSING if given.check and found.is_incomplete else 0


class _Report:
    """All that is said about a policy, by the functions that also make the panel."""

    def __init__(self, eventlog: EventLog, words: Words, earlier: Mapping[str, Any] | None) -> None:
        policy, agreement = eventlog.policy, eventlog.agreement
        self.words, self.policy = words, policy
        self.disclosures = {name: agreement.disclosure(name) for name in agreement.allowed()}
        self.situation = _new_user(eventlog, {name: one for name, (_, one) in self.disclosures.items()})
        self.operator = operator_of(self.situation.operator, self.situation.contact, words)
        now = {name: one for name, (_, one) in self.disclosures.items()}
        places = [destination_view(one) for one in eventlog.destinations]
        self.advice = advice(policy, self.operator, list(now.values()), places, words)
        self.earlier = earlier
        self.changes = None if earlier is None else _changes(earlier, now, words)
        # First the notice of what cannot be refused, then the request.
        self.prompts = [self.situation, replace(self.situation, unseen=())][0 if self.situation.unseen else 1 :]

    @property
    def is_incomplete(self) -> bool:
        """Whether there is more than notes."""
        return any(one.level != "note" for one in self.advice)

    def document(self) -> dict[str, Any]:
        """Everything for programs, and for a later `--diff`."""
        words, kinds = self.words, self.situation.kinds
        return {
            "policy": self.policy.digest,
            "headline": asdict(headline(self.situation, words)),
            "qualifiers": qualifiers(self.situation, words),
            "prompts": [asdict(found) for one in self.prompts if (found := prompt(one, words))],
            "answers": [asdict(one) for one in short_answers(kinds, self.operator, words)] if kinds else [],
            "cards": {kind.id: card_text(kind, self.operator, words) for kind in kinds},
            "disclosures": {name: {"digest": digest, **one} for name, (digest, one) in self.disclosures.items()},
            "changes": self.changes,
            "advice": [asdict(one) for one in self.advice],
            "readability": asdict(self._readability()),
        }

    def chosen(self, given: argparse.Namespace) -> list[Block]:
        """What is asked for on the command line."""
        if given.check:
            return [self.advice_block()]
        return (
            annex(self.situation, self.operator, self.words, self._note()) if given.format == "annex" else self.blocks()
        )

    def _note(self) -> str:
        today = self.words.day(datetime.now(UTC).isoformat())
        return self.words.say("disclose.policy", self.policy.digest[:12], today)

    def blocks(self) -> list[Block]:
        """Everything to read."""
        words, kinds = self.words, self.situation.kinds
        found = [
            Block(words.say("disclose.new"), headline_text(self.situation, words).split("\n")),
            Block(None, self._prompt_lines()),
        ]
        if kinds:
            found.append(Block(None, answers_text(kinds, self.operator, words).split("\n")))
        found.extend(Block(None, card_text(kind, self.operator, words).split("\n")) for kind in kinds)
        found[0].note = self._note()
        if self.changes is not None and self.earlier is not None:
            compared = words.say("disclose.compared", str(self.earlier.get("policy"))[:12])
            found.append(Block(words.say("disclose.before"), self.changes, compared))
        said = self._readability()
        grade = words.say("disclose.grade", said.grade, said.longest)
        return [*found, self.advice_block(), Block(words.say("disclose.readability"), [grade])]

    def advice_block(self) -> Block:
        """What to do before relying on this."""
        words = self.words
        lines = [_advice_line(one, words) for one in self.advice]
        numbers = {level: sum(one.level == level for one in self.advice) for level in ("error", "missing", "note")}
        note = ", ".join(words.count(f"disclose.count.{level}", number) for level, number in numbers.items() if number)
        return Block(words.say("disclose.advice"), lines or [words.say("disclose.complete")], note or None)

    def _prompt_lines(self) -> list[str]:
        words = self.words
        texts = [text for one in self.prompts if (text := toast_text(one, words))]
        if len(texts) > 1:
            first, then = words.say("disclose.asked-first"), words.say("disclose.asked")
            return [first, *texts[0].split("\n"), then, *texts[1].split("\n")]
        return texts[0].split("\n") if texts else [words.say("disclose.not-asked")]

    def _readability(self) -> Any:
        shown = [headline_text(self.situation, self.words), *(toast_text(one, self.words) for one in self.prompts)]
        return readability(shown)


def _new_user(eventlog: EventLog, disclosures: Mapping[str, Any]) -> Situation:
    """What somebody meets who has never answered anything."""
    kinds = [_unanswered(name, one) for name, one in disclosures.items()]
    unseen = [kind.id for kind in kinds if kind.status == "always"]
    return present(eventlog.policy, kinds, unseen=unseen, temporary=eventlog.agreement.temporary is not None)


def _unanswered(name: str, disclosure: dict[str, Any]) -> Kind:
    required = disclosure["mode"] == "required"
    return Kind(name, disclosure, "always", "required") if required else Kind(name, disclosure, "asked")


def _changes(earlier: Mapping[str, Any], now: Mapping[str, Any], words: Words) -> list[str]:
    try:
        return changes(earlier["disclosures"], now, words)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise CommandError("the earlier file does not hold what --format json prints") from error


def _advice_line(one: Advice, words: Words) -> str:
    return f"{words.say(f'disclose.level.{one.level}')}: {one.text}"

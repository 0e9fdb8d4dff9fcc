"""Where each kind stands by the answers that a server holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..disclosure import Disclosure
from .kinds import Kind, Status


def kinds_of(disclosures: Mapping[str, Disclosure], view: Mapping[str, Any]) -> list[Kind]:
    """Each kind by the body of `GET /consent`."""
    answers = view["answers"]
    refused = {_purpose(disclosures.get(name)) for name, said in answers.items() if said["answer"] == "no"}
    kinds = []
    for name, disclosure in disclosures.items():
        answer = answers.get(name)
        # A no to a purpose is a no to what comes under it later.
        is_open = _purpose(disclosure) not in refused if disclosure["purpose"] else not answers
        status = _status(disclosure, view["granted"].get(name) is True, answer, is_open and view["durable"])
        wider = answer["wider"] if answer else []
        kinds.append(
            Kind(
                name,
                disclosure,
                status,
                ground="required" if status == "always" else "yes" if status == "on" else None,
                time=answer["time"] if answer else None,
                wider=wider,
                lapsed=("wider" if wider else "age") if answer and answer["lapsed"] else None,
            )
        )
    return kinds


def _purpose(disclosure: Disclosure | None) -> str | None:
    purpose = disclosure["purpose"] if disclosure else None
    return purpose["id"] if purpose else None


def _status(disclosure: Disclosure, granted: bool, answer: Mapping[str, Any] | None, askable: bool) -> Status:
    if disclosure["mode"] == "required":
        return "always"
    if granted:
        return "on"
    if answer and answer["answer"] == "no":
        return "off"
    # A yes that is merely old is asked for again, as at first.
    if answer and answer["wider"]:
        return "changed"
    return "asked" if askable else "unasked"

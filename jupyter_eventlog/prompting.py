"""May a request be put to a person now, or would that be nagging?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from .answers import Circumstances, Decision, Record
from .decision import CLOSED_IS_NO
from .disclosure import Disclosure
from .widening import widened

REQUEST_PAUSE = timedelta(days=30)
"""Between two requests of a person who has been asked before."""


def may_prompt(decisions: Mapping[str, Decision], records: Sequence[Record], circumstances: Circumstances) -> bool:
    """Whether a request may be put to the person now, beside what the panel shows to those who look.

    The first request is free; later ones come at most once in :data:`REQUEST_PAUSE`, and one that was put away
    does not come back in the same session. Nobody is asked while a privacy signal is on, and nobody whose answer would
    be lost. What starts by notice is not put to a person who has put it away twice.
    """
    if circumstances.signal or not circumstances.durable:
        return False
    if not any(one.is_open and not _is_put_away(name, one, records) for name, one in decisions.items()):
        return False
    if any(one.answer == "closed" and one.session == circumstances.session for one in records):
        return False
    later = list(_later_requests(records))
    return not later or circumstances.now - datetime.fromisoformat(later[-1]) >= REQUEST_PAUSE


def _is_put_away(schema_id: str, decision: Decision, records: Sequence[Record]) -> bool:
    # Of what lapsed, only what was put away since counts, and that has made it a no already.
    closed = sum(one.answer == "closed" and schema_id in one.disclosures for one in records)
    return decision.lapsed is None and closed >= CLOSED_IS_NO


def _later_requests(records: Sequence[Record]) -> Iterator[str]:
    """When a person who had been asked before was asked about something that was not in any earlier request."""
    known: list[Mapping[str, Disclosure]] = []
    for record in records:
        if record.scope == "destination" or record.answer == "signal" or not record.disclosures:
            continue
        if known and not any(_holds(before, record.disclosures) for before in known):
            yield record.time
        known.append(record.disclosures)


def _holds(before: Mapping[str, Disclosure], now: Mapping[str, Disclosure]) -> bool:
    return all(name in before and not widened(before[name], one) for name, one in now.items())

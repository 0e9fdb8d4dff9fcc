"""Puts kept events into the runs in which the journal stores them: the last step before the disk."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

import orjson

from .agreement import Agreement
from .callers import Caller
from .durations import duration
from .journal.types import MAX_RUN, Run
from .policy import SchemaPolicy
from .refusals import Refusals
from .stages.capsule import Ids, Stamp, body, head, sequence
from .times import time_text
from .types import Draft, Kept

CALLERS = 1024


@dataclass(slots=True)
class Gathered:
    """Events of one sender that follow one another and share their head: the first of them, and each as JSON.

    `received` is when, in UTC; `ids` are the codes of those by whose id a repeat is recognised.
    """

    first: Kept
    received: str
    events: list[bytes] = field(default_factory=list)
    ids: list[bytes | None] = field(default_factory=list)


class Runs:
    """Makes runs under one policy, in two steps: `gather` costs no disk, `of` is for the thread that commits.

    `stamp` is only asked for by the second, `keys` (those of the folder) only where there is an event. `sinks` are the
    names of all that take anything; `refusals` knows which numbers of a sender were refused before.
    """

    def __init__(
        self,
        stamp: Callable[[], Stamp],
        agreement: Agreement,
        sinks: Sequence[str],
        keys: Callable[[], Mapping[str, bytes]],
        code: Callable[[str], bytes] | None,
        *,
        now: Callable[[], datetime],
        refusals: Refusals,
    ) -> None:
        self._refusals = refusals
        self._stamp, self._agreement, self._sinks, self._keys = stamp, agreement, sinks, keys
        self._code, self._now, self._ids = code, now, Ids()
        # What is remembered of each caller.
        self._stamp_of = lru_cache(CALLERS)(self._make_stamp)
        self._permission = lru_cache(CALLERS)(self._make_permission)

    def gather(self, kept: Iterable[Kept], caller: Caller) -> list[Gathered]:
        """Write down what each of some events of one caller says for itself, in order."""
        received = time_text(self._now())
        gathered: list[Gathered] = []
        run: Gathered | None = None
        last: Draft | None = None
        for one in kept:
            draft = one.draft
            if run is None or last is None or not _follows(last, draft) or len(run.events) == MAX_RUN:
                run = Gathered(one, received)
                gathered.append(run)
            # What was parsed goes at once: to hold it all until the commit costs the garbage collector a fifth of
            # everything.
            run.events.append(orjson.dumps(body(one, received, self._ids)))
            if draft.sequence is None:
                run.ids.append(self._id_code(draft, caller))
            last = draft
        return gathered

    def of(self, gathered: Iterable[Gathered], caller: Caller, *, are_new: bool = False) -> list[Run]:
        """The runs of what was gathered of one caller; `are_new` where they cannot be repeats."""
        stamp = self._stamp_of(caller.origin, caller.subject)
        return [self._run(one, caller, stamp, are_new) for one in gathered]

    def _run(self, gathered: Gathered, caller: Caller, stamp: Stamp, are_new: bool) -> Run:
        first = gathered.first
        schema_id, entry = first.draft.schema_id, first.entry
        shared = head(first, stamp, gathered.received)
        # As coarse as the capsule: what stands beside it must not undo it.
        moment = datetime.fromisoformat(shared["receivedtime"]).timestamp()
        digest, _ = self._agreement.disclosure(schema_id)
        refused = self._agreement.refused_by(caller, schema_id)
        return Run(
            head=shared,
            events=gathered.events,
            sequence=sequence(first),
            received=moment,
            expires=_end(entry, moment),
            sinks=tuple(
                name for name in self._sinks if (entry.sinks is None or name in entry.sinks) and name not in refused
            ),
            disclosure=digest,
            subject=self._code(caller.subject) if caller.subject is not None and self._code else None,
            permitted=self._permission(caller, schema_id),
            number=self._number(first.draft, caller),
            are_new=are_new,
            ids=gathered.ids,
            passed=self._passed(first.draft, caller),
            sanitize=_sanitize(entry, moment),
        )

    def _make_stamp(self, origin: str, user: str | None) -> Stamp:
        return replace(self._stamp(), origin=origin, user=user)

    def _make_permission(self, caller: Caller, schema_id: str) -> Callable[[], bool]:
        """The same for the same caller, so that a commit asks once for all that it stores."""
        return lambda: self._agreement.granted(caller, schema_id)

    def _id_code(self, draft: Draft, caller: Caller) -> bytes | None:
        """What stands for an id: an id may hold a time that the capsule does not, and one sender's says nothing of
        another's."""
        if draft.id is None:
            return None
        return code(self._keys()["dedupe"], f"{caller.principal}\0id\0{draft.id}")

    def _passed(self, draft: Draft, caller: Caller) -> tuple[tuple[int, int], ...]:
        if draft.session is None or draft.sequence is None:
            return ()
        return self._refusals.before(caller.principal, draft.session, draft.sequence)

    def _number(self, draft: Draft, caller: Caller) -> tuple[bytes, int] | None:
        if draft.session is None or draft.sequence is None:
            return None
        return code(self._keys()["dedupe"], f"{caller.principal}\0{draft.session}"), draft.sequence


@lru_cache(maxsize=4 * CALLERS)
def code(key: bytes, text: str) -> bytes:
    """What stands for a text where the text itself must not."""
    return hmac.digest(key, text.encode(), "sha256")[:16]


def _follows(last: Draft, draft: Draft) -> bool:
    """Whether an event belongs in the run of the one before it."""
    return (
        draft.session == last.session
        and draft.schema_id == last.schema_id
        and draft.version == last.version
        and draft.sequence == (None if last.sequence is None else last.sequence + 1)
    )


def _end(entry: SchemaPolicy, received: float) -> float | None:
    return None if entry.retention is None else received + _seconds(entry.retention)


def _sanitize(entry: SchemaPolicy, received: float) -> tuple[float, str] | None:
    if entry.sanitize is None:
        return None
    return received + _seconds(entry.sanitize["after"]), json.dumps(dict(entry.sanitize), sort_keys=True)


@lru_cache(maxsize=64)
def _seconds(text: str) -> float:
    return duration(text).total_seconds()

"""Puts kept events into the runs in which the journal stores them: the last step before the disk."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from .agreement import Agreement
from .callers import Caller
from .durations import duration
from .journal.types import MAX_RUN, Run
from .policy import SchemaPolicy
from .refusals import Refusals
from .stages.capsule import Stamp, body, head
from .times import time_text
from .types import Draft, Kept

CALLERS = 1024


class Runs:
    """Makes runs under one policy.

    `sinks` are the names of all that take anything; `keys` are those of the folder; `refusals` knows which numbers of a
    sender were refused before.
    """

    def __init__(
        self,
        stamp: Stamp,
        agreement: Agreement,
        sinks: Sequence[str],
        keys: Mapping[str, bytes],
        code: Callable[[str], bytes] | None,
        *,
        refusals: Refusals,
    ) -> None:
        self._refusals = refusals
        self._stamp, self._agreement, self._sinks, self._keys = stamp, agreement, sinks, keys
        self._code = code
        # What is remembered of each caller.
        self._stamp_of = lru_cache(CALLERS)(self._make_stamp)
        self._permission = lru_cache(CALLERS)(self._make_permission)

    def of(self, kept: Sequence[Kept], caller: Caller, *, are_new: bool = False) -> list[Run]:
        """The runs of some events that one caller sent, in order; `are_new` where they cannot be repeats."""
        moment = self._stamp.now()
        received = time_text(moment)
        stamp = self._stamp_of(caller.origin, caller.subject)
        runs: list[Run] = []
        last: Draft | None = None
        for one in kept:
            if last is None or not _follows(last, one.draft) or len(runs[-1].events) == MAX_RUN:
                runs.append(self._run(one, caller, stamp, received))
                runs[-1].are_new = are_new
            runs[-1].events.append(body(one, stamp, received))
            runs[-1].ids.append(self._id_code(one.draft, caller))
            last = one.draft
        return runs

    def _run(self, kept: Kept, caller: Caller, stamp: Stamp, received: str) -> Run:
        """An empty run for an event and those that follow it."""
        draft, entry = kept.draft, kept.entry
        shared = head(kept, stamp, received)
        # As coarse as the capsule: what stands beside it must not undo it.
        moment = datetime.fromisoformat(shared["receivedtime"]).timestamp()
        digest, _ = self._agreement.disclosure(draft.schema_id)
        refused = self._agreement.refused_by(caller, draft.schema_id)
        return Run(
            head=shared,
            events=[],
            received=moment,
            expires=_end(entry, moment),
            sinks=tuple(
                name for name in self._sinks if (entry.sinks is None or name in entry.sinks) and name not in refused
            ),
            disclosure=digest,
            subject=self._code(caller.subject) if caller.subject is not None and self._code else None,
            permitted=self._permission(caller, draft.schema_id),
            number=self._number(draft, caller),
            passed=self._passed(draft, caller),
            sanitize=_sanitize(entry, moment),
        )

    def _make_stamp(self, origin: str, user: str | None) -> Stamp:
        return replace(self._stamp, origin=origin, user=user)

    def _make_permission(self, caller: Caller, schema_id: str) -> Callable[[], bool]:
        """The same for the same caller, so that a commit asks once for all that it stores."""
        return lambda: self._agreement.granted(caller, schema_id)

    def _id_code(self, draft: Draft, caller: Caller) -> bytes | None:
        """What stands for an id: an id may hold a time that the capsule does not, and one sender's says nothing of
        another's."""
        if draft.id is None or draft.sequence is not None:
            return None
        return code(self._keys["dedupe"], f"{caller.principal}\0id\0{draft.id}")

    def _passed(self, draft: Draft, caller: Caller) -> tuple[tuple[int, int], ...]:
        if draft.session is None or draft.sequence is None:
            return ()
        return self._refusals.before(caller.principal, draft.session, draft.sequence)

    def _number(self, draft: Draft, caller: Caller) -> tuple[bytes, int] | None:
        if draft.session is None or draft.sequence is None:
            return None
        return code(self._keys["dedupe"], f"{caller.principal}\0{draft.session}"), draft.sequence


@lru_cache(maxsize=4 * CALLERS)
def code(key: bytes, text: str) -> bytes:
    """What stands for a text where the text itself must not."""
    return hmac.digest(key, text.encode(), "sha256")[:16]


def _follows(last: Draft, draft: Draft) -> bool:
    """Whether an event belongs in the run of the one before it."""
    if (draft.schema_id, draft.version, draft.session) != (last.schema_id, last.version, last.session):
        return False
    if draft.sequence is None or last.sequence is None:
        return draft.sequence is last.sequence
    return draft.sequence == last.sequence + 1


def _end(entry: SchemaPolicy, received: float) -> float | None:
    return None if entry.retention is None else received + _seconds(entry.retention)


def _sanitize(entry: SchemaPolicy, received: float) -> tuple[float, str] | None:
    if entry.sanitize is None:
        return None
    return received + _seconds(entry.sanitize["after"]), json.dumps(dict(entry.sanitize), sort_keys=True)


@lru_cache(maxsize=64)
def _seconds(text: str) -> float:
    return duration(text).total_seconds()

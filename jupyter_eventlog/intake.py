"""The events that other processes emitted: judged at once, made ready and stored by the thread that commits."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from typing import Any

from .callers import Caller
from .counters import UNLISTED
from .drafts import read_draft
from .journal.types import Journal, JournalError, Run
from .refusals import Refusals
from .road import Ways
from .runs import Gathered
from .types import Draft, Drop, Kept, Status

MAX_QUEUED = 20_000
"""How many events may wait for the disk before what others send is refused for now."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one event."""

    status: Status
    error: str | None = None

    def view(self) -> dict[str, str]:
        """As the REST interface answers it."""
        return {"status": self.status} if self.error is None else {"status": self.status, "error": self.error}


class Intake:
    """Receives for this process.

    `process` is the whole pure road, `gather` and `runs` make events ready for the journal, `count` notes verdicts,
    `refusals` the numbers of what is not stored.
    """

    def __init__(
        self,
        journal: Journal,
        log: logging.Logger,
        *,
        process: Callable[[Draft, Caller, Ways], Kept | Drop],
        gather: Callable[[Iterable[Kept], Caller], list[Gathered]],
        runs: Callable[[Sequence[Gathered], Caller], list[Run]],
        count: Callable[..., None],
        refusals: Refusals,
    ) -> None:
        self._refusals = refusals
        self._journal, self._log = journal, log
        self._process, self._gather, self._runs, self._count = process, gather, runs, count
        self._is_inherited = False

    def receive(self, events: Sequence[Any], caller: Caller, *, are_strict: bool = False) -> Future[list[Verdict]]:
        """Take events; the verdicts come, in order, once all is durable.

        `are_strict` says that they are just what a strict JSON parser made. Raises JournalError or OSError, or the
        future fails with it, when nothing can be stored now.
        """
        if self._journal.queued > MAX_QUEUED:
            raise JournalError("too many events wait for the disk")
        verdicts: list[Verdict | None] = []
        drafts = (read_draft(event, is_strict=are_strict) for event in events)
        gathered = self._gather(self._judged(drafts, caller, verdicts), caller)
        return self._append(gathered, caller, verdicts)

    def disown(self) -> None:
        """In a forked child: store nothing."""
        self._is_inherited = True

    def _judged(self, drafts: Iterable[Draft | Drop], caller: Caller, verdicts: list[Verdict | None]) -> Iterator[Kept]:
        """Those that are kept; `verdicts` gets one for each, None where the commit will tell."""
        ways: Ways = {}
        for draft in drafts:
            result = draft if isinstance(draft, Drop) else self._process(draft, caller, ways)
            if isinstance(result, Kept):
                verdicts.append(None)
                yield result
            else:
                self._count(draft.schema_id if isinstance(draft, Draft) else UNLISTED, result.status)
                if isinstance(draft, Draft):
                    self._refusals.note(caller.principal, draft)
                verdicts.append(Verdict(result.status, result.error))

    def _append(
        self, gathered: Sequence[Gathered], caller: Caller, verdicts: Sequence[Verdict | None]
    ) -> Future[list[Verdict]]:
        answer: Future[list[Verdict]] = Future()
        # A client that has gone away must not cancel what is about to be stored.
        answer.set_running_or_notify_cancel()
        if not gathered:
            answer.set_result([one for one in verdicts if one])
            return answer
        if self._is_inherited:
            raise JournalError("a forked process has no journal")
        names = [one.first.draft.schema_id for one in gathered for _ in one.events]

        def stored(done: Future[list[Status]]) -> None:
            error = done.exception()
            if error is not None:
                self._failed(names, error)
                answer.set_exception(error)
                return
            self._count_all(zip(names, done.result(), strict=True))
            self._note_refused(gathered, caller, done.result())
            statuses = iter(done.result())
            answer.set_result([one or _plain(next(statuses)) for one in verdicts])

        self._journal.append(lambda: self._runs(gathered, caller), len(names)).add_done_callback(stored)
        return answer

    def _note_refused(self, gathered: Sequence[Gathered], caller: Caller, statuses: Sequence[Status]) -> None:
        """Consent ends for all of a run at once; of a run without it nothing is written, nor what came before."""
        at = 0
        for one in gathered:
            if statuses[at] == "no-consent":
                self._refusals.note(caller.principal, one.first.draft, len(one.events))
            else:
                self._refusals.forget(caller.principal, one.first.draft)
            at += len(one.events)

    def _count_all(self, found: Iterable[tuple[str, str]]) -> None:
        for (name, status), number in Counter(found).items():
            self._count(name, status, number)

    def _failed(self, names: Sequence[str], error: BaseException) -> None:
        self._log.error("eventlog: %d events could not be stored: %s", len(names), error)
        self._count_all((name, "failed") for name in names)


@cache
def _plain(status: Status) -> Verdict:
    """The verdict of events of which there is nothing more to say: most of them."""
    return Verdict(status)

"""Signed states of the journal for a sink: kept there, they show that an end was cut off or a chain made anew."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import Any

import orjson

from .journal.sqlite import SqliteJournal
from .journal.types import JournalError, Run
from .signing import Signer
from .stages.capsule import dataschema, new_id
from .times import time_text
from .types import Status

TYPE = "https://jupyter-eventlog.readthedocs.io/schemas/checkpoint"
VERSION = "1"

KEPT = 90 * 86400.0
"""Seconds for which the journal keeps its own copy of a checkpoint, once the sink has it."""

SIGNED = ("journal", "number", "link", "events", "time")
"""What the signature of a checkpoint covers."""


class Checkpoints:
    """Signs the newest link of a journal where anything has changed since the last time, and stores it for one sink.

    `signer` is asked for once, when the first is due. `failed` is told why none could be made.
    """

    def __init__(
        self,
        journal: SqliteJournal,
        sink: str,
        signer: Callable[[], Signer],
        *,
        policy: str,
        now: Callable[[], datetime],
        failed: Callable[[str], None],
        base_url: str | None = None,
    ) -> None:
        self._journal, self._sink, self._make_signer = journal, sink, signer
        self._policy, self._now, self._failed, self._base_url = policy, now, failed, base_url

    def hourly(self) -> None:
        """Have one made with the next commit, if anything has changed; called once an hour."""
        with suppress(JournalError):
            if self._journal.has_changed_since(TYPE):
                self._append()

    def last(self) -> None:
        """Make one now for all that was appended, if anything has changed; a journal nobody needed stays shut."""
        if not self._journal.is_open:
            return
        # A failure has been told where it happened, and an end must go on.
        with suppress(Exception):
            self._journal.append(tuple, 0).result()
            if self._journal.has_changed_since(TYPE):
                self._append().result()

    @cached_property
    def _signer(self) -> Signer:
        return self._make_signer()

    def _append(self) -> Future[list[Status]]:
        done = self._journal.append(lambda: [self._run()], 1)
        done.add_done_callback(self._tell)
        return done

    def _tell(self, done: Future[list[Status]]) -> None:
        error = done.exception()
        if error is not None:
            self._failed(f"no checkpoint can be signed: {error}")

    def _run(self) -> Run:
        end, events = self._journal.end()
        moment = self._now()
        time = time_text(moment)
        said = {"journal": end.source, "number": end.number, "link": end.link.hex(), "events": events, "time": time}
        data = {**said, "key": self._signer.public, "signature": self._signer.sign(said)}
        received = moment.timestamp()
        return Run(
            head=self._head(end.source, time),
            events=[orjson.dumps({"id": new_id(), "time": time, "redacted": [], "data": data})],
            sequence=None,
            received=received,
            expires=received + KEPT,
            sinks=(self._sink,),
            disclosure="",
            subject=None,
            permitted=_always,
            are_new=True,
        )

    def _head(self, source: str, time: str) -> dict[str, Any]:
        return {
            "specversion": "1.0",
            "source": source,
            "type": TYPE,
            "dataschema": dataschema(TYPE, VERSION, self._base_url),
            "schemaversion": VERSION,
            "origin": "server",
            "receivedtime": time,
            "basis": "required",
            "policy": self._policy,
        }


def _always() -> bool:
    """Nobody is asked: a checkpoint is of no person."""
    return True

"""The only wiring place: the road from an emitted event to the journal, and from there to the sinks."""

from __future__ import annotations

import hmac
import logging
import sqlite3
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import orjson

from .agreement import Agreement
from .callers import Caller
from .canonical import version_text
from .consents import Consents
from .counters import UNLISTED, Counters
from .dispatch.dispatcher import Dispatcher
from .drafts import read_draft
from .durations import duration
from .journal.files import journal_files
from .journal.sqlite import SqliteJournal
from .journal.types import JournalError, Row
from .keys import load_keys
from .pipeline import Pipeline
from .policy import Policy
from .policy_check import check_policy
from .registry import Registry, Schema
from .sink import Destination, Sink
from .stages.capsule import Stamp, capsule, new_id
from .times import time_text
from .token_store import Tokens
from .types import Draft, Drop, Kept, Status

HERE = Destination("journal", "this server")


class InvalidEventError(ValueError):
    """An event that does not fit its schema, where `strict` asks to be told."""


@dataclass(frozen=True)
class Verdict:
    """What became of one event."""

    status: Status
    error: str | None = None

    def view(self) -> dict[str, str]:
        """As the REST interface answers it."""
        return {"status": self.status} if self.error is None else {"status": self.status, "error": self.error}


@dataclass(frozen=True)
class Options:
    """What an EventLog is made of.

    `caller` finds whose doing an event of this process is; `signal` is whether this machine asks not to track.
    """

    policy: Policy
    registry: Registry
    folder: Path
    sinks: Sequence[Sink] = ()
    caller: Callable[[], Caller] = lambda: Caller("owner")
    strict: bool = False
    signal: bool = False
    log: logging.Logger = field(default_factory=lambda: logging.getLogger("jupyter_eventlog"))
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


class EventLog:
    """Emits, receives, stores and forwards events under one policy.

    Nothing is on the disk, and no thread runs, before the first event that may be stored.
    """

    def __init__(self, options: Options) -> None:
        self._options, self._log, self.policy = options, options.log, options.policy
        self.policy.errors.extend(check_policy(options.policy, options.registry))
        self.counters = Counters()
        self.consents = Consents(options.folder)
        self.tokens = Tokens(options.folder, options.now)
        known = [sink.destination for sink in options.sinks]
        self.destinations = [HERE, *known]
        self.agreement = Agreement(
            self.policy,
            options.registry,
            self.consents,
            self.destinations,
            now=options.now,
            signal=options.signal,
        )
        # A destination that nobody has named gets nothing.
        named = [sink for sink in options.sinks if not sink.destination.unknown]
        self._sinks = tuple(sink.destination.name for sink in named)
        kept = {entry.schema_id: entry.retention for entry in self.policy.schemas.values()}
        retention = {schema_id: duration(text) for schema_id, text in kept.items() if text}
        self.journal = SqliteJournal(options.folder, self._sinks, self._wake, retention=retention)
        self.dispatchers = [Dispatcher(self.journal, sink, options.log) for sink in named]
        self._session, self._sequence = uuid.uuid4().hex, 0
        self._lock, self._dispatching = Lock(), False

    def start(self) -> None:
        """Deliver what an earlier run left."""
        if self.policy.enabled and self._sinks and journal_files(self._options.folder):
            self._start_dispatchers()

    def close(self) -> None:
        """Store what was emitted, try once more to deliver it, and let go of everything; safe to call twice."""
        self.journal.finish()
        for dispatcher in self.dispatchers:
            dispatcher.close()
        self.journal.close()
        self.consents.close()

    def schemas(self, schema_id: str) -> list[Schema]:
        """The versions of a schema that the policy allows."""
        entry = self.policy.entry(schema_id)
        known = self._options.registry.versions(schema_id)
        return [one for one in known if entry and (entry.versions is None or one.version in entry.versions)]

    def emit(self, schema_id: str, version: str | int, data: dict[str, Any]) -> None:
        """Emit an event of this server.

        Raises InvalidEventError under `strict`, and nothing else: what cannot be stored is counted and logged.
        """
        if self.policy.entry(schema_id) is None:
            return
        try:
            private = orjson.loads(orjson.dumps(data))
        except (TypeError, ValueError):
            self._refused(schema_id, Drop("invalid", "data: is not JSON"))
            return
        time = time_text(self._options.now())
        draft = Draft(schema_id, version_text(version) or "", private, time, session=self._session)
        try:
            caller = self._options.caller()
            result = self._process(draft, caller)
            if isinstance(result, Drop):
                self._refused(schema_id, result)
                return
            self._append_own(result, caller)
        except (JournalError, OSError, sqlite3.Error) as error:
            self._failed([schema_id], error)

    def receive(self, events: Sequence[Any], caller: Caller) -> Future[list[Verdict]]:
        """Take events that another process emitted; the verdicts come, in order, once all is durable.

        Raises JournalError or OSError, or the future fails with it, when nothing can be stored now.
        """
        verdicts: list[Verdict | None] = []
        rows: list[Row] = []
        for event in events:
            draft = read_draft(event)
            result = draft if isinstance(draft, Drop) else self._process(draft, caller)
            if isinstance(result, Kept):
                rows.append(self._row(result, caller))
                verdicts.append(None)
            else:
                self._count(draft.schema_id if isinstance(draft, Draft) else UNLISTED, result.status)
                verdicts.append(Verdict(result.status, result.error))
        return self._append(rows, verdicts)

    def _process(self, draft: Draft, caller: Caller) -> Kept | Drop:
        """The pure road; its keys are made only for an event that consent lets on it."""
        if self.policy.entry(draft.schema_id) is None or not caller.may_send(draft.schema_id):
            return Drop("not-allowed")
        if not self.agreement.granted(caller, draft.schema_id):
            return Drop("no-consent")
        return self._pipeline.process(draft, lambda schema_id: self.agreement.granted(caller, schema_id))

    def _append_own(self, kept: Kept, caller: Caller) -> None:
        with self._lock:
            # Numbered last and in the order of the journal, so that a gap in the numbers means a loss.
            numbered = replace(kept.draft, sequence=self._sequence + 1, id=new_id())
            self._append([self._row(Kept(numbered, kept.entry), caller)], [None])
            self._sequence += 1

    def _append(self, rows: Sequence[Row], verdicts: Sequence[Verdict | None]) -> Future[list[Verdict]]:
        answer: Future[list[Verdict]] = Future()
        # A client that has gone away must not cancel what is about to be stored.
        answer.set_running_or_notify_cancel()
        if not rows:
            answer.set_result([one for one in verdicts if one])
            return answer
        self._start_dispatchers()
        names = [str(row.capsule["type"]) for row in rows]

        def stored(done: Future[list[Status]]) -> None:
            error = done.exception()
            if error is not None:
                self._failed(names, error)
                answer.set_exception(error)
                return
            statuses = iter(done.result())
            for name, status in zip(names, done.result(), strict=True):
                self._count(name, status)
            answer.set_result([one or Verdict(next(statuses)) for one in verdicts])

        self.journal.append(rows).add_done_callback(stored)
        return answer

    @cached_property
    def _keys(self) -> dict[str, bytes]:
        return load_keys(self._options.folder)

    @cached_property
    def _pipeline(self) -> Pipeline:
        self.policy.hash_key = self.policy.hash_key or self._keys["hash"]
        return Pipeline(self._options.registry, self.policy, now=self._options.now)

    @cached_property
    def _stamp(self) -> Stamp:
        return Stamp(
            source=self.journal.source,
            origin="server",
            policy=self.policy.digest,
            session_key=self._keys["session"],
            user_key=self._keys["user"],
            base_url=self.policy.settings.get("schema_base_url") or None,
            now=self._options.now,
        )

    def _row(self, kept: Kept, caller: Caller) -> Row:
        draft, entry, subject = kept.draft, kept.entry, caller.subject
        number = None
        if draft.session is not None and draft.sequence is not None:
            number = (_code(self._keys["dedupe"], f"{caller.principal}\0{draft.session}"), draft.sequence)
        indexed = self.policy.settings.get("subject_index", True)
        digest, _ = self.agreement.disclosure(draft.schema_id)
        refused = self._refused_by(caller, draft.schema_id)
        return Row(
            capsule=capsule(kept, replace(self._stamp, origin=caller.origin, user=subject)),
            received=self._options.now().timestamp(),
            sinks=tuple(
                name for name in self._sinks if (entry.sinks is None or name in entry.sinks) and name not in refused
            ),
            disclosure=digest,
            subject=_code(self._keys["subject"], subject) if subject is not None and indexed else None,
            number=number,
            permitted=lambda: self.agreement.granted(caller, draft.schema_id),
        )

    def _refused_by(self, caller: Caller, schema_id: str) -> frozenset[str]:
        """The destinations that anybody concerned has refused."""
        people = () if caller.subject is None else (caller.subject, *caller.witnesses)
        decided = (self.agreement.decisions(one, signal=caller.signal)[schema_id] for one in people)
        return frozenset(name for one in decided for name in one.off_destinations)

    def _refused(self, schema_id: str, drop: Drop) -> None:
        self._count(schema_id, drop.status)
        if drop.status == "invalid":
            self._log.warning("eventlog: an event of %s is invalid: %s", schema_id, drop.error)
            if self._options.strict:
                raise InvalidEventError(f"{schema_id}: {drop.error}")

    def _failed(self, names: Sequence[str], error: BaseException) -> None:
        self._log.error("eventlog: %d events could not be stored: %s", len(names), error)
        for name in names:
            self._count(name, "failed")

    def _count(self, schema_id: str, status: str) -> None:
        self.counters.add(schema_id if schema_id in self.policy.schemas else UNLISTED, status)

    def _start_dispatchers(self) -> None:
        if not self._dispatching:
            self._dispatching = True
            for dispatcher in self.dispatchers:
                dispatcher.start()

    def _wake(self) -> None:
        for dispatcher in self.dispatchers:
            dispatcher.wake()


def _code(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")[:16]

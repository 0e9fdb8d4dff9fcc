"""The only wiring place: the road from an emitted event to the journal, and from there to the sinks."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from . import forks
from .agreement import Agreement
from .callers import Caller
from .consents import Consents
from .counters import UNLISTED, Counters
from .dispatch.dispatcher import Dispatcher
from .durations import duration
from .emitter import Emitter
from .flushed import Flushed
from .intake import Intake, Verdict
from .journal.files import journal_files
from .journal.sqlite import SqliteJournal
from .journal.types import Run
from .keys import load_keys
from .own import Admitted, InvalidEventError, OwnEvents
from .pauses import Pauses
from .pipeline import Pipeline
from .policy import Policy
from .policy_check import check_policy, check_schema
from .records import Records
from .registry import Registry, Schema, SchemaError
from .runs import Gathered, Runs, code
from .sink import Destination, Sink
from .stages.capsule import Stamp
from .token_store import Tokens
from .types import Draft, Drop, Kept

__all__ = ["EventLog", "InvalidEventError", "Options", "Verdict"]

HERE = Destination("journal", "this server")
OWNER = Caller("owner")


@dataclass(frozen=True)
class Options:
    """What an EventLog is made of.

    `caller` finds whose doing an event of this process is; `signal` is whether this machine asks not to track.
    `clock` gives the time of an event of this process, in seconds since the epoch.
    """

    policy: Policy
    registry: Registry
    folder: Path
    sinks: Sequence[Sink] = ()
    caller: Callable[[], Caller] = lambda: OWNER
    strict: bool = False
    max_size: int | None = None
    signal: bool = False
    log: logging.Logger = field(default_factory=lambda: logging.getLogger("jupyter_eventlog"))
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    clock: Callable[[], float] = time.time


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
            Pauses(options.folder, options.now),
            self.destinations,
            now=options.now,
            signal=options.signal,
        )
        # A destination that nobody has named gets nothing.
        named = [sink for sink in options.sinks if not sink.destination.unknown]
        self._sinks = tuple(sink.destination.name for sink in named)
        kept = {entry.schema_id: entry.retention for entry in self.policy.schemas.values()}
        retention = {schema_id: duration(text) for schema_id, text in kept.items() if text}
        self.problems: dict[str, str] = {}
        self.journal = SqliteJournal(
            options.folder,
            self._sinks,
            self._wake,
            retention=retention,
            max_size=options.max_size,
            damaged=self._note_damage,
            withdrawn=self._withdrawn_from,
        )
        self.dispatchers = [Dispatcher(self.journal, sink, options.log) for sink in named]
        self._dispatching = False
        self._ends: list[Callable[[], None]] = []
        self._own = OwnEvents(
            options,
            self.journal,
            admit=self._admit,
            process=self._judged,
            gather=self._gather,
            runs=partial(self._make, are_new=True),
            count=self._count,
        )
        self._intake = Intake(
            self.journal,
            options.log,
            process=self._judged,
            gather=self._gather,
            runs=self._make,
            count=self._count,
        )
        forks.watch(self)

    def start(self) -> None:
        """Deliver what an earlier run left."""
        if self.policy.enabled and self._sinks and journal_files(self._options.folder):
            self._start_dispatchers()

    def close(self) -> None:
        """Store what was emitted, try once more to deliver it, and let go of everything; safe to call twice.

        In a forked child nothing is this process's to store or deliver.
        """
        if self._own.is_inherited:
            return
        while self._ends:
            self._ends.pop()()
        self._own.close()
        self.journal.finish()
        for dispatcher in self.dispatchers:
            dispatcher.close()
        self.journal.close()
        self.consents.close()

    def at_end(self, action: Callable[[], None]) -> None:
        """Do something when this EventLog is closed, before anything else ends."""
        self._ends.append(action)

    @cached_property
    def records(self) -> Records | None:
        """What is stored about each person; None where no code says whose a record is."""
        if not self.policy.settings.get("subject_index", True):
            return None
        return Records(self._options.folder, self._subject_code, self.journal, self.destinations)

    def registered(self, schema_id: str) -> list[Schema]:
        """All known versions of a schema, whatever the policy says."""
        return self._options.registry.versions(schema_id)

    def schemas(self, schema_id: str) -> list[Schema]:
        """The versions of a schema that the policy allows."""
        entry = self.policy.entry(schema_id)
        known = self.registered(schema_id)
        return [one for one in known if entry and (entry.versions is None or one.version in entry.versions)]

    def is_enabled(self, schema_id: str) -> bool:
        """Whether an event of this process would be taken now: the policy allows it, and whoever acts has agreed."""
        if self.policy.entry(schema_id) is None or self._own.has_ended:
            return False
        try:
            return self._admit(schema_id, self._options.caller()) is None
        except Exception:
            # Whoever asks must not fail because the answers of people cannot be read; an event would fail, counted.
            return False

    def learn(self, document: Mapping[str, Any]) -> None:
        """Take in a schema that becomes known while the server runs; what is wrong with it is one of `problems`.

        What is collected, and so what people are asked, changes with it: a yes to less does not cover it.
        """
        schema_id, registry = str(document.get("$id")), self._options.registry
        try:
            schema = registry.read(document)
            entry = self.policy.entry(schema_id)
            contradictions = check_schema(entry, schema) if entry else []
            if not contradictions:
                registry.register(document)
                return
            problem = contradictions[0]
        except Exception as error:
            problem = str(error) if isinstance(error, SchemaError) else f"{schema_id}: {type(error).__name__}"
        self.problems[schema_id] = problem
        self._log.error("eventlog: %s", problem)

    def emitter(self, schema_id: str, version: str | int) -> Emitter[Any]:
        """An emitter of one kind of event."""
        return Emitter(schema_id, version, lambda: self)

    def emit(
        self, schema_id: str, version: str | int, data: Mapping[str, Any], *, time: datetime | None = None
    ) -> None:
        """Emit an event of this process; `time` is when it happened, by default now.

        Raises InvalidEventError under `strict`, and nothing else: what cannot be stored is counted and logged.
        """
        if isinstance(schema_id, str) and self.policy.entry(schema_id) is not None:
            self._own.emit(schema_id, version, data, time)

    def flush(self) -> Flushed:
        """A point at which all that this process has emitted is durable: await it, or `wait()` for it."""
        return self._own.flush()

    def disown(self) -> None:
        """In a forked child: drop and count what it emits, and leave the parent's files alone."""
        self._own.disown()
        self._intake.disown()
        # A lock of the parent's may be held for good by a thread that is not here.
        self.counters = Counters()
        self.journal.disown()
        self.consents.disown()

    def receive(self, events: Sequence[Any], caller: Caller, *, are_strict: bool = False) -> Future[list[Verdict]]:
        """Take events that another process emitted; the verdicts come, in order, once all is durable.

        `are_strict` says that they are just what a strict JSON parser made, so that less needs to be looked for.
        Raises JournalError or OSError, or the future fails with it, when nothing can be stored now.
        """
        return self._intake.receive(events, caller, are_strict=are_strict)

    def _judged(self, draft: Draft, caller: Caller, admitted: Admitted) -> Kept | Drop:
        """The pure road. Whether a caller's events of one schema are let on it is asked once for those that come
        together; the keys are made only where they are."""
        schema_id = draft.schema_id
        if schema_id not in admitted:
            admitted[schema_id] = self._admit(schema_id, caller)
        refused = admitted[schema_id]
        if refused is None and self.agreement.rests(caller, schema_id, draft.time):
            refused = Drop("no-consent")
        return refused or self._pipeline.process(draft, _was_granted)

    def _admit(self, schema_id: str, caller: Caller) -> Drop | None:
        if self.policy.entry(schema_id) is None or not caller.may_send(schema_id):
            return Drop("not-allowed")
        return None if self.agreement.granted(caller, schema_id) else Drop("no-consent")

    def _gather(self, kept: Iterable[Kept], caller: Caller) -> list[Gathered]:
        return self._runs.gather(kept, caller)

    def _make(self, gathered: Iterable[Gathered], caller: Caller, *, are_new: bool = False) -> list[Run]:
        self._start_dispatchers()
        return self._runs.of(gathered, caller, are_new=are_new)

    @cached_property
    def _keys(self) -> dict[str, bytes]:
        return load_keys(self._options.folder)

    @cached_property
    def _pipeline(self) -> Pipeline:
        self.policy.hash_key = self.policy.hash_key or self._keys["hash"]
        return Pipeline(self._options.registry, self.policy, now=self._options.now)

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

    @cached_property
    def _runs(self) -> Runs:
        code = self._subject_code if self.records else None
        return Runs(self._stamp, self.agreement, self._sinks, lambda: self._keys, code, now=self._options.now)

    def _subject_code(self, person: str) -> bytes:
        return code(self._keys["subject"], person)

    def _count(self, schema_id: str, status: str, number: int = 1) -> None:
        self.counters.add(schema_id if schema_id in self.policy.schemas else UNLISTED, status, number)

    def _withdrawn_from(self, sink: str) -> frozenset[tuple[bytes, str]]:
        """Whose events of which kinds must not go to a third party any more, although they once might."""
        is_third = any(one.name == sink and one.third_party for one in self.destinations)
        if not is_third or self.records is None:
            return frozenset()
        return frozenset((self._subject_code(person), name) for person, name in self.agreement.withdrawn_from(sink))

    def _note_damage(self, problem: str) -> None:
        self.problems["journal"] = problem
        self._log.error("eventlog: %s", problem)

    def _start_dispatchers(self) -> None:
        if not self._dispatching:
            self._dispatching = True
            for dispatcher in self.dispatchers:
                dispatcher.start()

    def _wake(self) -> None:
        for dispatcher in self.dispatchers:
            dispatcher.wake()


def _was_granted(_: str) -> bool:
    return True

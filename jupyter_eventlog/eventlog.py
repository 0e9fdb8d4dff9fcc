"""The only wiring place: the road from an emitted event to the journal, and from there to the sinks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from . import forks
from .agreement import Agreement
from .callers import Caller
from .consents import Consents
from .counters import UNLISTED, Counters
from .emitter import Emitter
from .flushed import Flushed
from .intake import Intake, Verdict
from .journal.counts import DAY
from .journal.types import Run
from .options import HERE, OWNER, Options
from .own import InvalidEventError, OwnEvents
from .pauses import Pauses
from .policy_check import check_policy, check_schema
from .problems import Problems
from .records import Records
from .refusals import Refusals
from .registry import Schema, SchemaError
from .road import Road
from .runs import Gathered
from .storage import Storage
from .token_store import Tokens

__all__ = ["HERE", "OWNER", "EventLog", "InvalidEventError", "Options", "Verdict"]


class EventLog:
    """Emits, receives, stores and forwards events under one policy.

    Nothing is on the disk, and no thread runs, before the first event that may be stored.
    """

    def __init__(self, options: Options) -> None:
        self._options, self._log, self.policy = options, options.log, options.policy
        self.policy.errors.extend(check_policy(options.policy, options.registry))
        self.counters, self.problems = Counters(self._today, self._remind), Problems(options.log)
        self.consents = Consents(options.folder, alone=options.network is not None)
        self.tokens = Tokens(options.folder, options.now)
        self.destinations, self.page_sinks = options.destinations, options.page_sinks
        self.agreement = Agreement(
            self.policy,
            options.registry,
            self.consents,
            Pauses(options.folder, options.now),
            self.destinations,
            now=options.now,
            signal=options.signal,
            temporary=options.temporary,
        )
        refusals = Refusals()
        self._storage = Storage(options, self.counters, self.problems, self._withdrawn_from)
        self.journal, self.dispatchers = self._storage.journal, self._storage.dispatchers
        self._road = Road(options, self.agreement, lambda: self.journal.source, refusals)
        self._ends: list[Callable[[], None]] = []
        self._own = OwnEvents(
            options,
            self.journal,
            admit=self._road.admit,
            process=self._road.judge,
            gather=self._road.gather,
            runs=partial(self._runs, are_new=True),
            count=self._count,
        )
        self._intake = Intake(
            self.journal,
            options.log,
            process=self._road.judge,
            gather=self._road.gather,
            runs=self._runs,
            count=self._count,
            refusals=refusals,
        )
        forks.watch(self)

    def start(self) -> None:
        """Deliver what an earlier run left, and delete or narrow what of it is old enough."""
        if self.policy.enabled:
            self._storage.start()

    def close(self) -> None:
        """Store what was emitted, try once more to deliver it, and let go of everything; safe to call twice.

        In a forked child nothing is this process's to store or deliver.
        """
        if self._own.is_inherited:
            return
        while self._ends:
            self._ends.pop()()
        self._own.close()
        self._storage.close()
        self.consents.close()

    def at_end(self, action: Callable[[], None]) -> None:
        """Do something when this EventLog is closed, before anything else ends."""
        self._ends.append(action)

    @cached_property
    def records(self) -> Records | None:
        """What is stored about each person; None where no code says whose a record is."""
        if not self._road.tells_apart:
            return None
        holder = self._storage.adoption.holder
        return Records(self._options.folder, self._road.subject_code, self.journal, self.destinations, holder)

    def registered(self, schema_id: str) -> list[Schema]:
        """All known versions of a schema, whatever the policy says."""
        return self._options.registry.versions(schema_id)

    def known_schemas(self) -> list[Schema]:
        """All versions of all known schemas, whatever the policy says."""
        return list(self._options.registry)

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
            return self._road.admit(schema_id, self._options.caller()) is None
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
        self.problems.note(schema_id, problem)

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
        self._storage.disown()
        self.consents.disown()

    def receive(self, events: Sequence[Any], caller: Caller, *, are_strict: bool = False) -> Future[list[Verdict]]:
        """Take events that another process emitted; the verdicts come, in order, once all is durable.

        `are_strict` says that they are just what a strict JSON parser made, so that less needs to be looked for.
        Raises JournalError or OSError, or the future fails with it, when nothing can be stored now.
        """
        return self._intake.receive(events, caller, are_strict=are_strict)

    def _runs(self, gathered: Iterable[Gathered], caller: Caller, *, are_new: bool = False) -> list[Run]:
        """As the road makes them; from the first one on there is something to deliver."""
        self._storage.deliver()
        return self._road.runs(gathered, caller, are_new=are_new)

    def _count(self, schema_id: str, status: str, number: int = 1) -> None:
        self.counters.add(schema_id if schema_id in self.policy.schemas else UNLISTED, status, number)

    def _remind(self) -> None:
        self.journal.remind()

    def _today(self) -> int:
        return int(self._options.now().timestamp() // DAY)

    def _withdrawn_from(self, sink: str) -> frozenset[tuple[bytes, str]]:
        """Whose events of which kinds must not go to a third party any more, although they once might."""
        is_third = any(one.name == sink and one.third_party for one in self.destinations)
        if not is_third or not self._road.tells_apart:
            return frozenset()
        code = self._road.subject_code
        return frozenset((code(person), name) for person, name in self.agreement.withdrawn_from(sink))

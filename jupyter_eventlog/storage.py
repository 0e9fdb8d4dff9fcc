"""What keeps events and brings them to the sinks: the journal, those that nobody holds, and a worker a sink."""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import partial

from .checkpoints import Checkpoints
from .counters import Counters
from .dispatch.dispatcher import Dispatcher
from .durations import duration
from .journal.adoption import Adoption
from .journal.clock import this_start
from .journal.files import journal_files
from .journal.network import network_problem
from .journal.sqlite import SqliteJournal
from .narrowing import Narrowing
from .options import Options
from .problems import Problems
from .signing import own_signer, signer_of


class Storage:
    """The journal and its sinks.

    `withdrawn` gives for a sink whose events (by code) of which types must not reach it any more.
    """

    def __init__(
        self,
        options: Options,
        counters: Counters,
        problems: Problems,
        withdrawn: Callable[[str], Container[tuple[bytes, str]]],
    ) -> None:
        self._options, self._problems = options, problems
        if options.network is not None:
            problems.replace("network", network_problem(options.folder, options.network))
        names = tuple(sink.destination.name for sink in options.sinks)
        kept = {entry.schema_id: entry.retention for entry in options.policy.schemas.values()}
        make = partial(
            SqliteJournal,
            options.folder,
            names,
            retention={schema_id: duration(text) for schema_id, text in kept.items() if text},
            witness=this_start,
            alone=options.network is not None,
            damaged=partial(problems.note, "journal"),
            withdrawn=withdrawn,
            narrowing=Narrowing(options.policy, options.registry),
            absent=lambda sink, problem: problems.replace(f"sink {sink}", problem),
        )
        self.journal = make(self._wake, max_size=options.max_size, hourly=self._hourly, counted=counters.saving)
        self.adoption = Adoption(
            options.folder,
            self.journal,
            adopt=lambda file: make(_nothing, only=file),
            wake=self._wake,
            failed=partial(problems.note, "adoption"),
        )
        self.dispatchers = [Dispatcher(self.adoption, sink, options.log) for sink in options.sinks]
        self._checkpoints = self._make_checkpoints() if options.checkpoints in names else None
        self._is_delivering = False

    def start(self) -> None:
        """Deliver what an earlier run left, and delete or narrow what of it is old enough."""
        if journal_files(self._options.folder):
            self.deliver()
            self.journal.tidy()

    def deliver(self) -> None:
        """Have the sinks served from now on; safe to call often."""
        if not self._is_delivering:
            self._is_delivering = True
            for dispatcher in self.dispatchers:
                dispatcher.start()

    def close(self) -> None:
        """Store what was appended, try once more to deliver it, and let go; safe to call twice."""
        if self._checkpoints is not None:
            self._checkpoints.last()
        self.journal.finish()
        self.adoption.finish()
        for dispatcher in self.dispatchers:
            dispatcher.close()
        self.adoption.close()
        self.journal.close()

    def disown(self) -> None:
        """In a forked child: touch nothing."""
        self.journal.disown()
        self.adoption.disown()

    def _make_checkpoints(self) -> Checkpoints:
        options = self._options
        key = options.checkpoint_key
        return Checkpoints(
            self.journal,
            str(options.checkpoints),
            partial(own_signer, options.folder) if key is None else partial(signer_of, key),
            policy=options.policy.digest,
            now=options.now,
            failed=partial(self._problems.note, "checkpoints"),
            base_url=options.policy.settings.get("schema_base_url") or None,
        )

    def _hourly(self) -> None:
        self.adoption.look()
        if self._checkpoints is not None:
            self._checkpoints.hourly()

    def _wake(self) -> None:
        for dispatcher in self.dispatchers:
            dispatcher.wake()


def _nothing() -> None:
    """Nothing is stored in a file that was adopted, so that nobody need be told."""

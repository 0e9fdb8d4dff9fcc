"""The road of an event up to the journal, with all that it needs of the disk: keys, and the journal's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from .agreement import Agreement
from .callers import Caller
from .journal.types import Run
from .keys import load_keys
from .options import Options
from .pipeline import Pipeline, Way
from .refusals import Refusals
from .runs import Gathered, Runs, code
from .stages.capsule import Stamp
from .types import Draft, Drop, Kept

Ways = dict[tuple[str, str], Way]
"""What becomes of those events of one caller that come together, by schema and version."""


class Road:
    """Judges events, and makes of those that are kept the runs in which the journal stores them.

    `source` gives the name of the journal, which opens it. Keys are read, and made, with the first event that policy
    and consent admit.
    """

    def __init__(self, options: Options, agreement: Agreement, source: Callable[[], str], refusals: Refusals) -> None:
        self._options, self._policy, self._agreement = options, options.policy, agreement
        self._source, self._refusals = source, refusals

    @property
    def tells_apart(self) -> bool:
        """Whether a code beside each event says whose it is."""
        return bool(self._policy.settings.get("subject_index", True))

    def subject_code(self, person: str) -> bytes:
        """What stands for a person beside their events."""
        return code(self._keys["subject"], person)

    def admit(self, schema_id: str, caller: Caller) -> Drop | None:
        """Whether policy and consent let a caller's events of a schema in: a look that costs no disk."""
        if self._policy.entry(schema_id) is None or not caller.may_send(schema_id):
            return Drop("not-allowed")
        return None if self._agreement.granted(caller, schema_id) else Drop("no-consent")

    def judge(self, draft: Draft, caller: Caller, ways: Ways) -> Kept | Drop:
        """The pure road. Whether a caller's events of one schema are let on it is asked once for those that come
        together; the keys are made only where they are."""
        key = draft.schema_id, draft.version
        way = ways.get(key)
        if way is None:
            way = ways[key] = self._way(*key, caller)
        return way(draft)

    def gather(self, kept: Iterable[Kept], caller: Caller) -> list[Gathered]:
        """Write down what each of some events of one caller says for itself, in order."""
        return self._runs.gather(kept, caller)

    def runs(self, gathered: Iterable[Gathered], caller: Caller, *, are_new: bool = False) -> list[Run]:
        """The runs of what was gathered, for the thread that commits; `are_new` where they cannot be repeats."""
        return self._runs.of(gathered, caller, are_new=are_new)

    def _way(self, schema_id: str, version: str, caller: Caller) -> Way:
        refused = self.admit(schema_id, caller)
        if refused is not None:
            return lambda _: refused
        way, rests = self._pipeline.way(schema_id, version, _was_granted), self._agreement.rests(caller, schema_id)
        return way if rests is None else lambda draft: Drop("no-consent") if rests(draft.time) else way(draft)

    @cached_property
    def _keys(self) -> dict[str, bytes]:
        return load_keys(self._options.folder)

    @cached_property
    def _pipeline(self) -> Pipeline:
        self._policy.hash_key = self._policy.hash_key or self._keys["hash"]
        return Pipeline(self._options.registry, self._policy, now=self._options.now)

    @cached_property
    def _runs(self) -> Runs:
        return Runs(
            self._stamp,
            self._agreement,
            tuple(sink.destination.name for sink in self._options.sinks),
            lambda: self._keys,
            self.subject_code if self.tells_apart else None,
            now=self._options.now,
            refusals=self._refusals,
        )

    def _stamp(self) -> Stamp:
        return Stamp(
            source=self._source(),
            origin="server",
            policy=self._policy.digest,
            session_key=self._keys["session"],
            user_key=self._keys["user"],
            base_url=self._policy.settings.get("schema_base_url") or None,
            now=self._options.now,
        )


def _was_granted(_: str) -> bool:
    return True

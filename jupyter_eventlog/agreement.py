"""What is asked of the person whom the events are about, what they said, and what it is worth today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .answers import Circumstances, Decision, Record
from .callers import Caller
from .consents import Circumstance, Consents
from .decision import decide
from .disclosure import Disclosure, destination_view, digest_of, disclose
from .durations import duration, is_duration
from .pauses import Pauses
from .policy import Policy
from .prompting import may_prompt
from .registry import Registry
from .replies import Reply, StaleDisclosureError, TemporaryServerError, covered, shown_to
from .signals import mark_of
from .sink import Destination
from .stages.capsule import new_id, time_text

if TYPE_CHECKING:
    from .catalogue import Situation

VALID_FOR = "13mo"
"""How long a yes counts where the operator does not say."""


__all__ = [
    "VALID_FOR",
    "Agreement",
    "Reply",
    "StaleDisclosureError",
    "TemporaryServerError",
]


class Agreement:
    """A policy's disclosures, held against what each person said, and `pauses`, in which it does not count."""

    def __init__(
        self,
        policy: Policy,
        registry: Registry,
        consents: Consents,
        pauses: Pauses,
        destinations: Sequence[Destination],
        *,
        now: Callable[[], datetime],
        signal: bool = False,
        temporary: str | None = None,
    ) -> None:
        # A session is one run of the server: neither a page nor another server that runs beside it begins one.
        self._now, self._session, self._began = now, new_id(), time_text(now())
        # A mistake in the configuration is told elsewhere, and keeps everything off.
        said = policy.settings.get("consent_valid_for")
        self._valid_for = duration(str(said) if is_duration(said) else VALID_FOR)
        self._policy, self._registry, self._consents = policy, registry, consents
        self.pauses = pauses
        self._signal, self.temporary = signal, temporary
        self._heard: dict[str, bool] = {}
        self._places = [destination_view(one) for one in destinations]
        # Both hold for one state of the registry: a schema that comes later changes what is asked.
        self._disclosures: dict[str, tuple[object, str, Disclosure]] = {}
        self._decided: dict[tuple[str, bool], tuple[object, int, datetime | None, dict[str, Decision]]] = {}

    def allowed(self) -> list[str]:
        """The ids of the schemas of which anything is collected, in the order of the configuration."""
        return [schema_id for schema_id in self._policy.schemas if self._policy.entry(schema_id)]

    def disclosure(self, schema_id: str) -> tuple[str, Disclosure]:
        """What is asked about a schema, after its digest. Raises KeyError for a schema that is not allowed."""
        if self._policy.entry(schema_id) is None:
            raise KeyError(schema_id)
        state, known = self._registry.state, self._disclosures.get(schema_id)
        if known is None or known[0] is not state:
            found = disclose(self._registry, self._policy, schema_id, self._places)
            known = self._disclosures[schema_id] = state, digest_of(found), found
        return known[1], known[2]

    def hear(self, subject: str, *, signal: bool) -> None:
        """Note whether a person's browser sends a privacy signal; one of this machine always counts.

        The first is kept, for what comes later without a browser: it is a no until the person says yes.
        """
        self._heard[subject] = signal
        _, kept = self._consents.kept(subject)
        if (signal or self._signal) and not self.temporary:
            disclosures = {schema_id: one for schema_id, (_, one) in self._asked().items()}
            mark = mark_of(kept, disclosures, time=time_text(self._now()), session=self._session)
            if mark is not None:
                self._consents.add(subject, [mark], Circumstance(subject, "api"))

    def granted(self, caller: Caller, schema_id: str) -> bool:
        """Whether events of a schema may be collected from a caller now: of nobody only what is always recorded."""
        mode = self._policy.schemas[schema_id].consent if self._policy.entry(schema_id) else None
        if caller.subject is None:
            return mode == "required"
        people = (caller.subject, *caller.witnesses)
        if mode != "required" and any(map(self.pauses.since, people)):
            return False
        return mode is not None and all(self._grants(one, schema_id, caller.signal) for one in people)

    def rests(self, caller: Caller, schema_id: str) -> Callable[[str | None], bool] | None:
        """Tells of a time (RFC 3339 UTC) whether recording rested then for anybody concerned; None: it never did."""
        if caller.subject is None or self._policy.schemas[schema_id].consent == "required":
            return None
        people = [one for one in (caller.subject, *caller.witnesses) if self.pauses.has_any(one)]
        return (lambda time: any(self.pauses.covers(one, time) for one in people)) if people else None

    def refused_by(self, caller: Caller, schema_id: str) -> frozenset[str]:
        """The destinations that anybody concerned has refused, or that nobody has named and not all switched on."""
        if caller.subject is None:
            return frozenset(str(one["name"]) for one in self._places if one["unknown"])
        people = (caller.subject, *caller.witnesses)
        decided = (self.decisions(one, signal=caller.signal)[schema_id] for one in people)
        return frozenset(name for one in decided for name in one.off_destinations)

    def withdrawn_from(self, destination: str) -> Iterator[tuple[str, str]]:
        """Who has said anything, and of which kinds nothing of theirs may go to a destination now."""
        for person in self._consents.subjects():
            for schema_id, decision in self.decisions(person).items():
                if not decision.granted or destination in decision.off_destinations:
                    yield person, schema_id

    def decisions(self, subject: str, *, signal: bool | None = None) -> dict[str, Decision]:
        """Where each allowed schema stands with a person. Made anew when something was said, a yes grew old, or a
        schema became known.

        `signal`: does a privacy signal come with the event? None for the last that was heard of the person.
        """
        signal = self._signal or (self._heard.get(subject, False) if signal is None else signal)
        state, (revision, kept) = self._registry.state, self._consents.kept(subject)
        known = self._decided.get((subject, signal))
        is_current = known is not None and known[0] is state and known[1] == revision
        if known is not None and is_current and (known[2] is None or self._now() <= known[2]):
            return known[3]
        disclosures = {schema_id: one for schema_id, (_, one) in self._asked().items()}
        found = decide(disclosures, [one.record for one in kept], self._circumstances(signal=signal))
        ends = min((one.until for one in found.values() if one.until), default=None)
        self._decided[subject, signal] = state, revision, ends, found
        return found

    def answer(self, subject: str, replies: Sequence[Reply], how: Circumstance) -> None:
        """Keep what a person says: all, or else every no. Nobody answers for another: `subject` is the verified one.

        Raises KeyError for what is not collected here, StaleDisclosureError for an answer to what is not collected
        now, TemporaryServerError for one that would be lost; whatever is wrong with another answer, a no is kept. The
        words that the person read are kept with it, as they were before the answer.
        """
        try:
            if self.temporary and any(reply.answer != "no" for reply in replies):
                raise TemporaryServerError(self.temporary)
            records = [self._record(subject, reply) for reply in replies]
        except (KeyError, StaleDisclosureError, TemporaryServerError):
            self._keep(subject, [self._record(subject, one) for one in replies if self._is_refusal(one)], how)
            raise
        self._keep(subject, records, how)

    def _keep(self, subject: str, records: Sequence[Record], how: Circumstance) -> None:
        from .catalogue import Words, shown_text  # noqa: PLC0415  only where somebody answers

        if records:
            text = shown_text(how.surface, self.situation(subject), Words(how.language))
            self._consents.add(subject, records, replace(how, text=text))

    def _record(self, subject: str, reply: Reply) -> Record:
        return Record(
            reply.answer,
            reply.scope,
            time_text(self._now()),
            shown_to(reply, self._asked()),
            target=reply.target,
            signal=self._is_silenced(subject),
            session=self._session,
            id=new_id(),
        )

    def _is_silenced(self, subject: str) -> bool:
        """Whether a privacy signal counts as a no: whoever says yes then knows of it."""
        heard = self._signal or self._heard.get(subject, False)
        return heard or any(one.status == "signal" for one in self.decisions(subject).values())

    def _is_refusal(self, reply: Reply) -> bool:
        """Whether an answer is a no to something that is known here."""
        return reply.answer == "no" and any(covered(reply, self._asked()))

    def situation(self, subject: str) -> Situation:
        """What the texts of a person are made of."""
        from .catalogue import kinds_of, present  # noqa: PLC0415  only where somebody reads

        disclosures = {schema_id: one for schema_id, (_, one) in self._asked().items()}
        return present(
            self._policy,
            kinds_of(disclosures, self.decisions(subject)),
            signal=self._is_silenced(subject),
            paused=self.pauses.since(subject),
            temporary=self.temporary is not None,
        )

    def receipts(self, subject: str) -> list[dict[str, Any]]:
        """All that a person said, oldest first: each with what it was to, the words that they read, and the
        same to read."""
        from .consent_receipts import receipts_of  # noqa: PLC0415  only where somebody reads

        _, kept = self._consents.kept(subject)
        return receipts_of(subject, kept)

    def view(self, subject: str) -> dict[str, Any]:
        """A person's answers, and what they grant today, as the REST interface shows them."""
        decisions = self.decisions(subject)
        _, kept = self._consents.kept(subject)
        at = self._circumstances(signal=self._signal or self._heard.get(subject, False))
        return {
            "kinds": {schema_id: one.view() for schema_id, one in decisions.items()},
            "prompt": may_prompt(decisions, [one.record for one in kept], at),
            "durable": self.temporary is None,
            "signal": self._is_silenced(subject),
            "paused": self.pauses.since(subject),
        }

    def _asked(self) -> dict[str, tuple[str, Disclosure]]:
        """What is asked about each kind, after its digest."""
        return {schema_id: self.disclosure(schema_id) for schema_id in self.allowed()}

    def _grants(self, subject: str, schema_id: str, signal: bool | None) -> bool:
        return self.decisions(subject, signal=signal)[schema_id].granted

    def _circumstances(self, *, signal: bool) -> Circumstances:
        return Circumstances(
            self._now(),
            self._valid_for,
            signal=signal,
            session=self._session,
            began=self._began,
            durable=self.temporary is None,
        )

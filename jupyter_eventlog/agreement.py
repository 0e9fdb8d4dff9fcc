"""What is asked of the person whom the events are about, what the answer was, and what it is worth today."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from .consents import Answer, Consents, Record
from .disclosure import Disclosure, digest_of, disclose, widened
from .durations import duration, is_duration
from .policy import Policy
from .registry import Registry
from .sink import Destination

VALID_FOR = "13mo"
"""How long a yes counts where the operator does not say."""


class StaleDisclosureError(ValueError):
    """A yes to something other than what is collected now."""


class Agreement:
    """A policy's disclosures, held against the answers of one person."""

    def __init__(
        self,
        policy: Policy,
        registry: Registry,
        consents: Consents,
        destinations: Sequence[Destination],
        *,
        subject: str,
        now: Callable[[], datetime],
    ) -> None:
        self._now = now
        # A mistake in the configuration is told elsewhere, and keeps everything off.
        said = policy.settings.get("consent_valid_for")
        self._valid_for = duration(str(said) if is_duration(said) else VALID_FOR)
        self._policy, self._registry, self._consents, self._subject = policy, registry, consents, subject
        # What nobody has named gets nothing, so nobody is asked to agree to it.
        self._places = [destination_view(one) for one in destinations if not one.unknown]
        self._disclosures: dict[str, tuple[str, Disclosure]] = {}
        self._wider: dict[str, list[str]] = {}

    def allowed(self) -> list[str]:
        """The ids of the schemas of which anything is collected, in the order of the configuration."""
        return [schema_id for schema_id in self._policy.schemas if self._policy.entry(schema_id)]

    def disclosure(self, schema_id: str) -> tuple[str, Disclosure]:
        """What is asked about a schema, after its digest. Raises KeyError for a schema that is not allowed."""
        if self._policy.entry(schema_id) is None:
            raise KeyError(schema_id)
        if schema_id not in self._disclosures:
            found = disclose(self._registry, self._policy, schema_id, self._places)
            self._disclosures[schema_id] = digest_of(found), found
        return self._disclosures[schema_id]

    def granted(self, schema_id: str) -> bool:
        """Whether the person's last answer is a yes to what is collected now."""
        record = self._consents.latest(self._subject, schema_id)
        return record is not None and record.answer == "yes" and not self._lapsed(record)

    def answer(self, answers: Sequence[tuple[str, Answer, str | None]], surface: str) -> None:
        """Note answers `(schema_id, answer, digest of what was shown)`, all or none.

        Raises KeyError for a schema that is not allowed, StaleDisclosureError for a yes to what is not collected now.
        """
        found: list[tuple[Answer, Disclosure]] = []
        for schema_id, answer, shown in answers:
            digest, disclosure = self.disclosure(schema_id)
            if answer == "yes" and shown != digest:
                raise StaleDisclosureError(schema_id)
            found.append((answer, disclosure))
        self._consents.record(self._subject, found, surface)

    def view(self) -> dict[str, Any]:
        """The person's answers, and what they grant today, as the REST interface shows them."""
        records = {schema_id: self._consents.latest(self._subject, schema_id) for schema_id in self.allowed()}
        return {
            "answers": {schema_id: self._answer_view(record) for schema_id, record in records.items() if record},
            "granted": {schema_id: self.granted(schema_id) for schema_id in records},
            "durable": True,
        }

    def _answer_view(self, record: Record) -> Mapping[str, Any]:
        return {
            "answer": record.answer,
            "time": record.time,
            "disclosure": record.digest,
            "lapsed": record.answer == "yes" and self._lapsed(record),
            "wider": self._grown(record) if record.answer == "yes" else [],
        }

    def _lapsed(self, record: Record) -> bool:
        """Whether a yes counts no longer: it is too old, or more is collected now than it agreed to."""
        age = self._now() - datetime.fromisoformat(record.time)
        return age > self._valid_for or bool(self._grown(record))

    def _grown(self, record: Record) -> list[str]:
        """How what is collected now goes beyond what a record agreed to."""
        if record.id not in self._wider:
            _, now = self.disclosure(record.schema_id)
            self._wider[record.id] = widened(record.disclosure, now)
        return self._wider[record.id]


def destination_view(destination: Destination) -> dict[str, Any]:
    """A destination as a disclosure names it."""
    return {
        "name": destination.name,
        "destination": destination.destination,
        "third_party": destination.third_party,
        "run_by": destination.run_by,
        "country": destination.country,
        "unknown": destination.unknown,
    }

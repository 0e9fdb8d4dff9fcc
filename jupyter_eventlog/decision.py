"""What a person's answers are worth today: for each kind of event, is it on, off, or to be asked about?

Pure: the same in the server, in the browser and on a site without a server.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from .answers import Answer, Circumstances, Decision, Record, Status
from .differences import differences
from .disclosure import Disclosure
from .widening import identity, widened

CLOSED_IS_NO = 2
"""A request that was put away this often is not made again."""


def decide(
    disclosures: Mapping[str, Disclosure], records: Sequence[Record], circumstances: Circumstances
) -> dict[str, Decision]:
    """The decision for each disclosure, from everything that one person said, oldest first."""
    newest_first = list(reversed(records))
    return {
        schema_id: _Kind(schema_id, disclosure, newest_first, circumstances).decision()
        for schema_id, disclosure in disclosures.items()
    }


class _Kind:
    """One kind of event, held against the records."""

    def __init__(
        self, schema_id: str, disclosure: Disclosure, newest_first: Sequence[Record], circumstances: Circumstances
    ) -> None:
        self._id, self._disclosure, self._records = schema_id, disclosure, newest_first
        self._at = circumstances
        purpose = disclosure["purpose"]
        self._purpose: str | None = None if purpose is None else purpose["id"]

    def decision(self) -> Decision:
        # What somebody refused by itself is refused also where nothing is on yet: an Accept does not bring it back.
        stands, off = self._stands(), tuple(self._off_destinations())
        return replace(stands, off_destinations=off, changed=tuple(self._changed(stands.record)))

    def _changed(self, record: str | None) -> list[str]:
        """What is different from what the record that counts was to."""
        found = next((one for one in self._records if one.id == record), None) if record else None
        shown = found.disclosures.get(self._id) if found else None
        return [] if shown is None else differences(shown, self._disclosure)

    def _stands(self) -> Decision:
        if self._disclosure["mode"] == "required":
            return self._required()
        spoken = next((record for record in self._records if self._speaks(record)), None)
        if spoken is not None and spoken.answer == "no":
            return Decision("off", time=spoken.time, record=spoken.id)
        if not self._at.durable:
            return Decision("unasked")
        if spoken is None:
            return self._notice() or self._told(self._unanswered())
        return self._yes(spoken)

    def _speaks(self, record: Record) -> bool:
        """Whether a record is a yes or a no to this kind: a no is broad, a yes is for exactly what was shown."""
        if record.scope == "destination" or record.answer not in ("yes", "no"):
            return False
        if record.scope == "schema" and record.target != self._id:
            return False
        shown = record.disclosures.get(self._id)
        if record.answer == "yes":
            # One yes to many cannot cover what nobody gave a purpose.
            return shown is not None and (record.scope == "schema" or shown["purpose"] is not None)
        return shown is not None or self._is_meant_by(record)

    def _is_meant_by(self, record: Record) -> bool:
        """Whether a no covers this kind although it was not there yet. A purpose that is new may ask once."""
        if record.scope != "all":
            return record.scope == "schema" or record.target == self._purpose
        return self._purpose is None or any(self._purpose in _purposes(one) for one in self._records)

    def _required(self) -> Decision:
        """A kind that was refused and is now always recorded starts when the person has been told so."""
        for record in self._records:
            if self._tells(record) or (record.answer == "yes" and self._speaks(record)):
                break
            if self._is_refusal(record):
                return Decision("unasked", time=record.time, record=record.id)
        return Decision("always", "required")

    def _is_refusal(self, record: Record) -> bool:
        """Whether a record is a no to this kind as a choice: what was required then could not be refused."""
        shown = record.disclosures.get(self._id)
        choice = shown is None or shown["mode"] != "required"
        return choice and record.answer == "no" and self._speaks(record)

    def _yes(self, record: Record) -> Decision:
        grown = tuple(widened(record.disclosures[self._id], self._disclosure))
        ends = datetime.fromisoformat(record.time) + self._at.valid_for
        said = Decision("off", time=record.time, record=record.id)
        if grown:
            put_away = self._closed(after=record.time) >= CLOSED_IS_NO
            lapsed = replace(said, status="off" if put_away else "changed", wider=grown, lapsed="wider")
            return self._notice() or self._told(lapsed)
        if self._at.now > ends:
            # One reminder: a request that was put away since is the last.
            status: Status = "off" if self._closed(after=record.time) else "asked"
            return self._notice() or self._told(replace(said, status=status, lapsed="age"))
        if self._is_silenced(record):
            return replace(said, status="signal", lapsed="signal")
        return replace(said, status="on", ground="yes", until=ends)

    def _notice(self) -> Decision | None:
        """What a notice is worth that was shown before this session began, where the operator asks by notice."""
        shown = next(filter(self._is_earlier, self._notices()), None)
        if shown is None or self._is_silenced():
            return None
        return Decision("on", "shown", time=shown.time, record=shown.id)

    def _told(self, decision: Decision) -> Decision:
        """What waits, with the notice of this session where there was one: it starts with the next."""
        shown = next(self._notices(), None)
        if shown is None or decision.status not in ("asked", "changed"):
            return decision
        return replace(decision, ground="shown", time=shown.time, record=shown.id)

    def _notices(self) -> Iterator[Record]:
        """The notices that told of all that is collected now, where the operator asks by notice; the last one first."""
        return filter(self._tells, self._records if self._disclosure["mode"] == "opt-out" else ())

    def _is_earlier(self, record: Record) -> bool:
        """Whether a record is from before this session: a server that ran beside this one makes none of it earlier."""
        began = self._at.began
        return record.session != self._at.session and (began is None or record.time < began)

    def _tells(self, record: Record) -> bool:
        """Whether a record is a notice of all that is collected now."""
        shown = record.disclosures.get(self._id) if record.answer == "shown" else None
        return shown is not None and not widened(shown, self._disclosure)

    def _unanswered(self) -> Decision:
        if self._is_silenced():
            return Decision("signal")
        opt_in = self._disclosure["mode"] == "opt-in"
        if opt_in and self._closed() >= CLOSED_IS_NO:
            return Decision("off")
        answered = any(record.answer in ("yes", "no") for record in self._records)
        if self._purpose is None and answered:
            return Decision("unasked")
        return Decision("asked")

    def _is_silenced(self, yes: Record | None = None) -> bool:
        """Whether a privacy signal, now or at any time since a yes, counts as a no. Who says yes under one overrules
        it for good."""
        if yes is not None and yes.signal:
            return False
        since = self._records if yes is None else self._records[: self._records.index(yes)]
        return self._at.signal or any(record.answer == "signal" for record in since)

    def _closed(self, after: str = "") -> int:
        """How often a request for no less than this was put away."""
        return sum(
            record.answer == "closed" and record.time > after and self._id in record.disclosures
            for record in self._records
        )

    def _off_destinations(self) -> Iterator[str]:
        """Third parties that the person has refused, and places that nobody has named and nobody has switched on."""
        for one in self._disclosure["destinations"]:
            said = self._said_of(one)
            if said == "no" or (said is None and one.get("unknown")):
                yield one["name"]

    def _said_of(self, destination: Mapping[str, Any]) -> Answer | None:
        if not (destination["third_party"] or destination.get("unknown")):
            return None
        for record in self._records:
            if record.scope != "destination" or record.answer not in ("yes", "no"):
                continue
            # A no is to the place under any name, and to whatever has its name; a yes to just what was shown.
            if record.answer == "no" and (record.target == destination["name"] or _is_place(record, destination)):
                return "no"
            if record.answer == "yes" and record.target == destination["name"] and _knew(record, destination):
                return "yes"
        return None


def _knew(record: Record, destination: Mapping[str, Any]) -> bool:
    """Whether a yes was to this very destination, under this owner and in this country."""
    shown = (one for disclosure in record.disclosures.values() for one in disclosure["destinations"])
    return any(identity(one) == identity(destination) for one in shown)


def _is_place(record: Record, destination: Mapping[str, Any]) -> bool:
    """Whether what a record was to is this place, whatever the operator calls the way to it."""
    shown = (one for disclosure in record.disclosures.values() for one in disclosure["destinations"])
    return any(one["name"] == record.target and identity(one)[1:] == identity(destination)[1:] for one in shown)


def _purposes(record: Record) -> set[str]:
    purposes = (disclosure["purpose"] for disclosure in record.disclosures.values())
    named = {purpose["id"] for purpose in purposes if purpose is not None}
    return named | {record.target} if record.scope == "purpose" and record.target else named

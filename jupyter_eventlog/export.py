"""What goes into the archive that a person takes away: their records, what the fields mean, and their answers."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

import orjson

from .eventlog import EventLog
from .journal.listing import Gaps
from .records import Choice, Records
from .schema_view import meaning

ENVELOPE = {
    "id": "A name for this record that nothing else has.",
    "source": "The journal that stored it.",
    "type": "The kind of event; see kinds.",
    "dataschema": "The address of the description of its fields.",
    "time": "When it happened, in UTC; cut to the hour or the day where the operator says so.",
    "receivedtime": "When the server received it, cut alike.",
    "schemaversion": "The version of the description.",
    "origin": "Where it comes from: frontend, server, hub, kernel or service.",
    "session": "A code for one run of the program that emitted it.",
    "sequence": "Its number within that run; a gap is a loss.",
    "user": "Your name here, or a code of it, where the operator keeps one.",
    "basis": "Why it was recorded: opt-in, opt-out or required.",
    "policy": "A code for the operator's rules at that time.",
    "redacted": "Fields that were removed before it was stored.",
    "data": "The fields of the event; see kinds.",
}


def archive(eventlog: EventLog, records: Records, person: str, choice: Choice) -> Iterator[bytes]:
    """The archive, a piece at a time; what is in memory does not grow with the number of records.

    `records.jsonl` has one record a line, newest first, `dictionary.json` what fields mean, `consents.json` the
    person's answers with what they were shown, `manifest.json` how many records there are and what could not be read.
    """
    gaps = Gaps()
    # What may fail comes first: an archive that has begun cannot be refused any more.
    consents = _text(_consents(eventlog, records, person, gaps))
    kinds: Counter[str] = Counter()
    pieces = _Pieces()
    with zipfile.ZipFile(pieces, "w", zipfile.ZIP_DEFLATED) as made:
        with made.open("records.jsonl", "w", force_zip64=True) as lines:
            for page in records.pages(person, choice, gaps):
                kinds.update(one.schema_id for one in page)
                lines.write(b"".join(orjson.dumps(one.view(), option=orjson.OPT_APPEND_NEWLINE) for one in page))
                yield pieces.take()
        made.writestr("dictionary.json", _text(_dictionary(eventlog, kinds)))
        made.writestr("consents.json", consents)
        made.writestr("manifest.json", _text({"records": kinds.total(), **gaps.view()}))
    yield pieces.take()


def _text(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2)


def _dictionary(eventlog: EventLog, kinds: Iterable[str]) -> dict[str, Any]:
    return {
        "envelope": ENVELOPE,
        "delivery": {
            "stored": "It is on this server.",
            "delivered": "The destination has it.",
            "waiting": "It is still to be sent there.",
            "refused": "The destination did not take it.",
        },
        "kinds": {schema_id: meaning(eventlog, schema_id) for schema_id in sorted(kinds)},
    }


def _consents(eventlog: EventLog, records: Records, person: str, gaps: Gaps) -> dict[str, Any]:
    _, kept = eventlog.consents.kept(person)
    answers, shown = [], {}
    for one in kept:
        said = asdict(one.record)
        disclosures = said.pop("disclosures")
        shown.update({digest: disclosures[schema_id] for schema_id, digest in one.digests.items()})
        answers.append({**said, **asdict(one.how), "shown": dict(one.digests)})
    return {"answers": answers, "disclosures": shown, "erasures": records.receipts(person, gaps)}


class _Pieces(io.RawIOBase):
    """A file that forgets what was taken from it."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held += data
        return len(data)

    def take(self) -> bytes:
        taken = bytes(self._held)
        self._held.clear()
        return taken

"""What a person said, as receipts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .catalogue import Words, receipt
from .consents import Kept, consent_records


def receipts_of(subject: str, kept: Sequence[Kept]) -> list[dict[str, Any]]:
    """All that a person said, oldest first: each with what it was to, the words that they read, and the same to
    read."""
    records = consent_records(subject, kept)
    found = (receipt(one, Words(one.language)) for one in records)
    return [
        {**one.record, "readable": one.readable, "disclosures": dict(said.record.disclosures)}
        for one, said in zip(found, kept, strict=True)
    ]

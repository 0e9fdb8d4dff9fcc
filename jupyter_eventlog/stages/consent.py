"""The second stage: did the person say yes, and is this session in the sample?"""

from __future__ import annotations

import hashlib

from ..policy import SchemaPolicy
from ..types import Drop


def consent(entry: SchemaPolicy, session: str, *, granted: bool) -> Drop | None:
    """None for an event that may go on. `required` asks nobody."""
    if entry.consent != "required" and not granted:
        return Drop("no-consent")
    return None if in_sample(entry, session) else Drop("sampled")


def in_sample(entry: SchemaPolicy, session: str) -> bool:
    """Whether a session belongs to the share that the policy keeps."""
    if entry.sample >= 1:
        return True
    first = hashlib.sha256((session + entry.schema_id).encode()).digest()[:8]
    return int.from_bytes(first, "big") / 2**64 < entry.sample

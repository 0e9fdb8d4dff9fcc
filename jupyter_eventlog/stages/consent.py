"""The second stage: did the person say yes, and is this session in the sample?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from ..policy import SchemaPolicy
from ..types import Draft, Drop

Granted = Callable[[str], bool]
"""Whether the person of the event said yes to a schema."""


def consent(entry: SchemaPolicy, draft: Draft, granted: Granted) -> Drop | None:
    """None for an event that may go on. `required` asks nobody."""
    if entry.consent != "required" and not granted(entry.schema_id):
        return Drop("no-consent")
    return None if entry.sample >= 1 or _in_sample(entry, draft.session or "") else Drop("sampled")


def _in_sample(entry: SchemaPolicy, session: str) -> bool:
    """Whether a session belongs to the share that the policy keeps."""
    first = hashlib.sha256((session + entry.schema_id).encode()).digest()[:8]
    return int.from_bytes(first, "big") / 2**64 < entry.sample

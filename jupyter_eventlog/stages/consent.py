"""The second stage: did the person say yes, and is this session in the sample?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from ..policy import SchemaPolicy
from ..types import Drop

Granted = Callable[[str], bool]
"""Whether the person of the event said yes to a schema."""


def consent(entry: SchemaPolicy, granted: Granted) -> Drop | None:
    """None for events that may go on. `required` asks nobody."""
    return None if entry.consent == "required" or granted(entry.schema_id) else Drop("no-consent")


def sample(entry: SchemaPolicy, session: str) -> Drop | None:
    """None for an event whose session belongs to the share that the policy keeps."""
    first = hashlib.sha256((session + entry.schema_id).encode()).digest()[:8]
    return None if int.from_bytes(first, "big") / 2**64 < entry.sample else Drop("sampled")

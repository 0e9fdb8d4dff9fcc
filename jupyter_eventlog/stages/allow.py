"""The first stage: does the policy list this schema, in this version, today?"""

from __future__ import annotations

from ..policy import SchemaPolicy
from ..types import Drop


def allow(entry: SchemaPolicy | None, version: str, *, expired: bool) -> Drop | None:
    """None for an event that may go on."""
    if entry is None or expired or (entry.versions is not None and version not in entry.versions):
        return Drop("not-allowed")
    return None

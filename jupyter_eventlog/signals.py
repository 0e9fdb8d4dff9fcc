"""What a browser's privacy signal leaves behind, so that it counts also where no browser is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .answers import Record
from .consents import Kept
from .disclosure import Disclosure
from .stages.capsule import new_id


def mark_of(kept: Sequence[Kept], disclosures: Mapping[str, Disclosure], *, time: str, session: str) -> Record | None:
    """The record of a signal that was heard; None where it is known already, or nothing here depends on it."""
    optional = {name: one for name, one in disclosures.items() if one["mode"] != "required"}
    if not optional or not _is_news(kept):
        return None
    return Record("signal", "all", time, optional, None, True, session, new_id())


def _is_news(kept: Sequence[Kept]) -> bool:
    """Whether no signal is known, or a yes was said since without knowing of one."""
    said = (one.record for one in reversed(kept) if one.record.answer in ("yes", "signal"))
    last = next(said, None)
    return last is None or not last.signal

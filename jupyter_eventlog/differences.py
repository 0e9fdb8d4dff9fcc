"""What is different from the disclosure that somebody answered to: more, less, or said in other words."""

from __future__ import annotations

from typing import Any

from .disclosure import Disclosure
from .widening import widened

_EITHER_WAY = ("operator", "purpose", "legal_basis", "mode")
"""Parts of which another one is always more, so that the way back is no less."""


def differences(old: Disclosure, new: Disclosure) -> list[str]:
    """Every difference as `more`, `less` or `reworded` and its name, as :func:`widened` names what grew."""
    more = widened(old, new)
    # What was replaced is more of the new one; that there is less of the old one need not be said too.
    less = [one for one in widened(new, old) if one not in more and one not in _EITHER_WAY]
    return [
        *(f"more {one}" for one in more),
        *(f"less {one}" for one in less),
        *(f"reworded {one}" for one in _reworded(old, new)),
    ]


def _reworded(old: Disclosure, new: Disclosure) -> list[str]:
    before = {one["path"]: _words(one) for one in old["fields"]}
    fields = {one["path"] for one in new["fields"] if before.get(one["path"], _words(one)) != _words(one)}
    return [
        *(part for part in ("title", "description", "reason") if old[part] != new[part]),
        *(["purpose"] if _title(old) != _title(new) else []),
        *(f"field {path}" for path in sorted(fields)),
    ]


def _words(field: dict[str, Any]) -> tuple[str, str]:
    return field["title"], field["description"]


def _title(disclosure: Disclosure) -> Any:
    purpose = disclosure["purpose"] or {}
    return purpose.get("title"), purpose.get("short")

"""What of a record goes on being kept after its full form was thinned out."""

from __future__ import annotations

from typing import Any

from ..dialect import plain_category
from ..disclosure import Disclosure
from ..policy import LEVELS, UNRESTRICTED


def remaining(disclosure: Disclosure) -> list[dict[str, Any]]:
    """The fields that outlive the full record."""
    rules = disclosure["sanitize"] or {}
    named = [plain_category(name) for name in rules.get("allowed_categories") or ()]
    allowed = {UNRESTRICTED, *LEVELS.get(rules.get("level") or "", ()), *named}
    paths = rules.get("allowed_properties") or ()
    return [
        field
        for field in disclosure["fields"]
        if any(_is_within(field["path"], path) for path in paths) or allowed.issuperset(field["categories"])
    ]


def _is_within(path: str, above: str) -> bool:
    """Whether a path is another one, or lies beneath it."""
    return path == above or path.startswith((f"{above}.", f"{above}["))

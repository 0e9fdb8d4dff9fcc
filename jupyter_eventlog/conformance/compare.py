"""JSON equality, and the sentence that tells a difference."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

Check = Callable[[Mapping[str, Any]], str | None]
"""How one case of a suite differs from what it expects, or None."""


def difference(found: Mapping[str, Any], expected: Mapping[str, Any]) -> str | None:
    """How what was found differs from each key that is expected, or None."""
    wrong = [key for key, value in expected.items() if _text(found.get(key)) != _text(value)]
    return "; ".join(f"{key}: {_text(found.get(key))}, not {_text(expected[key])}" for key in wrong) or None


def _text(value: Any) -> str:
    """JSON in which 1 is 1.0, but true is not 1."""

    def plain(item: Any) -> Any:
        if isinstance(item, dict):
            return {key: plain(one) for key, one in item.items()}
        if isinstance(item, list):
            return [plain(one) for one in item]
        return int(item) if isinstance(item, float) and item.is_integer() else item

    return json.dumps(plain(value), sort_keys=True)

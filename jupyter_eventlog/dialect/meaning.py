"""What a version of a schema promises, apart from the words around it."""

from __future__ import annotations

from typing import Any

from ..canonical import canonical
from .walk import RULES, subschemas

_SAID = {*RULES["event"], *RULES["keywords"], *(key for keys in RULES["subschemas"].values() for key in keys), "const"}
_KEPT = _SAID - {*RULES["remarks"]}


def meaning(normal: dict[str, Any]) -> bytes:
    """What may not change under a version, of a normalised schema; the same bytes for the same meaning.

    Titles, descriptions, examples, owners and expiry may change; so may what no keyword of the dialect says, and the
    order of names, types, values and categories.
    """
    plain: dict[int, dict[str, Any]] = {}
    for _, sub in subschemas(normal):
        plain[id(sub)] = {key: _ordered(key, value) for key, value in sub.items() if key in _KEPT}
    return canonical(_replaced(normal, plain))


def _ordered(keyword: str, value: Any) -> Any:
    return sorted(value, key=canonical) if keyword in RULES["unordered"] and isinstance(value, list) else value


def _replaced(value: Any, plain: dict[int, dict[str, Any]]) -> Any:
    if isinstance(value, dict):
        kept = plain.get(id(value), value)
        return {key: _replaced(item, plain) for key, item in kept.items()}
    return [_replaced(item, plain) for item in value] if isinstance(value, list) else value

"""The fourth stage: what the policy does not keep goes, and its names (never its values) are noted."""

from __future__ import annotations

from typing import Any

from ..canonical import utf16_key
from ..projection import Rule
from ..transforms import REMOVED

_CONTAINERS = (dict, list)


def redact(rule: Rule, data: dict[str, Any], before: list[str] | None) -> tuple[dict[str, Any], list[str]]:
    """The data that remains and the sorted paths of all that was removed, by this hop and those `before`.

    The data is a new object down to every container that a rule looks into.
    """
    removed = [*(before or ())]
    kept = _object(rule, data, removed)
    return kept, sorted(set(removed), key=utf16_key) if len(removed) > 1 else removed


def _value(rule: Rule, value: Any, removed: list[str]) -> Any:
    """What remains of a value at a location, or REMOVED."""
    if rule.removed:
        return REMOVED
    if rule.is_leaf or not isinstance(value, _CONTAINERS):
        if not rule.kept:
            return REMOVED
        return value if rule.on_leaf is None else rule.on_leaf(value)
    if rule.on_container is None:
        return _container(rule, value, removed)
    beneath: list[str] = []
    changed = rule.on_container(_container(rule, value, beneath))
    if changed is not REMOVED:
        removed += beneath
    return changed


def _container(rule: Rule, value: Any, removed: list[str]) -> Any:
    return _object(rule, value, removed) if isinstance(value, dict) else _array(rule, value, removed)


def _object(rule: Rule, value: dict[str, Any], removed: list[str]) -> dict[str, Any]:
    # Most stays as it is: to copy and take out costs a third of putting together what remains.
    kept = value.copy()
    for name, child in rule.touched:
        if name in kept:
            remains = REMOVED if child.removed else _value(child, kept[name], removed)
            if remains is REMOVED:
                del kept[name]
                removed.append(child.path or "")
            else:
                kept[name] = remains
    if not rule.names_all(kept):
        _others(rule, value, kept, removed)
    return kept


def _others(rule: Rule, value: dict[str, Any], kept: dict[str, Any], removed: list[str]) -> None:
    """What neither schema nor policy names: a pattern may declare it."""
    for name in value.keys() - rule.named.keys():
        child = rule.child(name)
        remains = REMOVED if child is None else _value(child, value[name], removed)
        if remains is not REMOVED:
            kept[name] = remains
            continue
        del kept[name]
        removed.append(rule.undeclared)


def _array(rule: Rule, value: list[Any], removed: list[str]) -> list[Any]:
    kept = []
    for index, item in enumerate(value):
        child = rule.item(index)
        remains = REMOVED if child is None else _value(child, item, removed)
        if remains is REMOVED:
            removed.append(rule.undeclared_item)
        else:
            kept.append(remains)
    return kept

"""What the dialect refuses, with the place named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from ..canonical import fault
from .patterns import PatternError, pattern_parts
from .values import KINDS, is_names
from .walk import RULES, SchemaError, children, pointer, resolve, subschemas

_MAX_BYTES: int = RULES["limits"]["bytes"]
_MAX_PARTS: int = RULES["limits"]["parts"]
_IN_PLACE = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependencies")


class _Refused(Exception):  # noqa: N818  control flow inside this file
    def __init__(self, place: str, problem: str) -> None:
        self.place, self.problem = place, problem


def check(document: dict[str, Any]) -> None:
    """Refuse a schema outside the dialect. Raises SchemaError, with the place named."""
    try:
        _check_profile(document)
        for keyword in ("$id", "version"):
            _check_value("", keyword, document.get(keyword), RULES["event"][keyword])
        found = list(subschemas(document))
        for place, sub in found:
            _check_keywords(place, sub, RULES["keywords"] if place else {**RULES["keywords"], **RULES["event"]})
        _check_patterns(found)
        _check_references(document, found)
    except _Refused as refused:
        raise SchemaError(str(document.get("$id")), refused.place, refused.problem) from None


def _check_profile(document: dict[str, Any]) -> None:
    """Size and depth, first of all: what follows visits every part."""
    found = f"must have at most {_MAX_BYTES // 1024} KiB" if _is_too_large(document) else fault(document)
    if found:
        raise _Refused("", found)


def _is_too_large(document: dict[str, Any]) -> bool:
    """Whether a document is larger than it may be: aliases of YAML can multiply a small file."""
    waiting: list[Any] = [document]
    size = 0
    while waiting and size <= _MAX_BYTES:
        value = waiting.pop()
        size += 1 + (len(value) if isinstance(value, str) else 0)
        if isinstance(value, dict):
            waiting.extend([*value, *value.values()])
        elif isinstance(value, list):
            waiting.extend(value)
    return size > _MAX_BYTES


def _check_value(place: str, keyword: str, value: Any, kind: str) -> None:
    if not KINDS[kind](value):
        raise _Refused(f"{place}/{pointer(keyword)}", RULES["kinds"][kind])


def _check_keywords(place: str, sub: dict[str, Any], kinds: Mapping[str, str]) -> None:
    for keyword, value in sub.items():
        if keyword in kinds:
            _check_value(place, keyword, value, kinds[keyword])
    for step, child in children(sub):
        names = step.startswith("dependencies/") and is_names(child)
        if not isinstance(child, dict | bool) and not names:
            raise _Refused(f"{place}/{step}", "must be a schema")


def _check_patterns(found: list[tuple[str, dict[str, Any]]]) -> None:
    left = _MAX_PARTS
    for place, sub in found:
        for step, pattern in _patterns(sub):
            try:
                left -= pattern_parts(pattern)
            except PatternError as error:
                raise _Refused(f"{place}/{step}", f"must be a regular expression of the subset: {error}") from None
            if left < 0:
                raise _Refused(f"{place}/{step}", f"all patterns together must have at most {_MAX_PARTS} parts")


def _patterns(sub: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "pattern" in sub:
        yield "pattern", sub["pattern"]
    yield from ((f"patternProperties/{pointer(pattern)}", pattern) for pattern in sub.get("patternProperties", ()))


def _check_references(document: dict[str, Any], found: list[tuple[str, dict[str, Any]]]) -> None:
    """Each reference leads to a subschema, and none back to itself before it has gone into the event."""
    known = {id(sub) for _, sub in found}
    leads: dict[int, list[int]] = {}
    for place, sub in found:
        targets = [child for step, child in children(sub) if step.split("/")[0] in _IN_PLACE]
        if "$ref" in sub:
            targets.append(_target(document, place, sub["$ref"], known))
        leads[id(sub)] = [id(target) for target in targets if isinstance(target, dict)]
    circling = _circling(leads)
    for place, sub in found:
        if "$ref" in sub and id(sub) in circling:
            raise _Refused(f"{place}/$ref", "must not lead in a circle")


def _target(document: dict[str, Any], place: str, reference: str, known: set[int]) -> Any:
    try:
        target = resolve(document, reference)
    except KeyError:
        target = None
    if not isinstance(target, bool) and id(target) not in known:
        raise _Refused(f"{place}/$ref", "must point to a subschema of this schema")
    return target


def _circling(leads: Mapping[int, list[int]]) -> set[int]:
    """What leads into a circle: what remains when those that lead nowhere are taken away, again and again."""
    origins: dict[int, list[int]] = defaultdict(list)
    for origin, targets in leads.items():
        for target in targets:
            origins[target].append(origin)
    remaining = {origin: len(targets) for origin, targets in leads.items()}
    ended = [one for one, count in remaining.items() if count == 0]
    while ended:
        one = ended.pop()
        remaining.pop(one, None)
        for origin in origins[one]:
            remaining[origin] -= 1
            if remaining[origin] == 0:
                ended.append(origin)
    return set(remaining)

"""The third stage: does the event fit its schema, or, when a hop has redacted it, what is left of its schema?"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import Any

from ..canonical import fault
from ..paths import ANY, ITEMS, PathError, parse
from ..projection import Rule
from ..shape import Location, step
from ..transit import transit_schema
from ..types import Draft, Drop
from ..validators import Validator, compile_events

MAX_REDACTED = 1000

Validate = Callable[[Draft], Drop | None]


def validator(rule: Rule) -> Validate:
    """The stage for one version of a schema under one policy; None for an event that may go on."""
    fresh = compile_events(rule.location.schema.document)
    transit = cache(lambda: compile_events(transit_schema(rule)))
    is_declared = lru_cache(MAX_REDACTED)(partial(_is_declared, rule.location))

    def validate(draft: Draft) -> Drop | None:
        data, redacted = draft.data, draft.redacted
        if not isinstance(data, dict):
            return Drop("invalid", "data: must be an object")
        # What strict JSON cannot hold need not be looked for, and the validators know the rest of the profile.
        problem = None if draft.is_strict else fault(data)
        if problem is None and redacted is not None:
            problem = _redacted_fault(redacted, is_declared)
        if problem is None:
            validator = fresh if redacted is None else transit()
            if validator.is_valid(data):
                return None
            problem = fault(data) or _misfit(validator, data)
        return Drop("invalid", problem)

    return validate


def _misfit(validator: Validator, data: dict[str, Any]) -> str:
    error = next(validator.iter_errors(data))
    # The path of the instance may hold a personal key and the message a value: the rule says enough.
    return "does not fit " + "/".join(["#", *map(str, error.schema_path)])


def _redacted_fault(redacted: Any, is_declared: Callable[[str], bool]) -> str | None:
    if not isinstance(redacted, list) or len(redacted) > MAX_REDACTED:
        return f"redacted: must be a list of at most {MAX_REDACTED} paths"
    if all(isinstance(path, str) and is_declared(path) for path in redacted):
        return None
    return "redacted: names a path that the schema does not declare"


def _is_declared(top: Location, path: str) -> bool:
    try:
        tokens = parse(path)
    except PathError:
        return False
    places = [top]
    for index, token in enumerate(tokens):
        if index == len(tokens) - 1 and _is_wildcard(token, places):
            return True
        places = [child for place in places for child in step(place, token)]
    return bool(places)


def _is_wildcard(token: str, places: list[Location]) -> bool:
    """Whether a last token may stand for undeclared properties or items of one of these places."""
    return token in (ANY, ITEMS) and any(not place.is_leaf for place in places)

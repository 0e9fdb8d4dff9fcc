"""The third stage: does the event fit its schema, or, when a hop has redacted it, what is left of its schema?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..canonical import fault
from ..paths import ANY, ITEMS, PathError, parse
from ..projection import Rule
from ..shape import Location, step
from ..transit import transit_schema
from ..types import Draft, Drop
from ..validators import Validator, compile_schema

MAX_REDACTED = 1000

Validate = Callable[[Draft], Drop | None]


def validator(rule: Rule) -> Validate:
    """The stage for one version of a schema under one policy; None for an event that may go on."""
    fresh = compile_schema(rule.location.schema.document)
    transit: list[Validator] = []

    def validate(draft: Draft) -> Drop | None:
        if not isinstance(draft.data, dict):
            return Drop("invalid", "data: must be an object")
        problem = fault(draft.data)
        if draft.redacted is None and problem is None:
            return None if fresh.is_valid(draft.data) else _misfit(fresh, draft.data)
        problem = problem or _redacted_fault(rule, draft.redacted)
        if problem:
            return Drop("invalid", problem)
        if not transit:
            transit.append(compile_schema(transit_schema(rule)))
        return None if transit[0].is_valid(draft.data) else _misfit(transit[0], draft.data)

    return validate


def _misfit(validator: Validator, data: dict[str, Any]) -> Drop:
    error = next(validator.iter_errors(data))
    # The path of the instance may hold a personal key and the message a value: the rule says enough.
    return Drop("invalid", "does not fit " + "/".join(["#", *map(str, error.schema_path)]))


def _redacted_fault(rule: Rule, redacted: Any) -> str | None:
    if redacted is None:
        return None
    if not isinstance(redacted, list) or len(redacted) > MAX_REDACTED:
        return f"redacted: must be a list of at most {MAX_REDACTED} paths"
    if all(isinstance(path, str) and _is_declared(rule.location, path) for path in redacted):
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

"""Whether a keyword's value is of the kind that the dialect asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from .. import transforms
from ..admitted import TYPES
from ..canonical import version_text
from ..durations import is_duration
from ..formats import FORMATS
from .walk import RULES

_LINK, _REFERENCE = (re.compile(RULES["patterns"][name]) for name in ("link", "reference"))


def is_names(value: Any) -> bool:
    """Whether a value is a list of texts, each once."""
    return _is_list_of(value, lambda item: isinstance(item, str)) and len(set(value)) == len(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_whole(value: Any, least: int) -> bool:
    return _is_number(value) and value >= least and value == int(value)


def _is_list_of(value: Any, fits: Callable[[Any], bool]) -> bool:
    return isinstance(value, list) and all(map(fits, value))


def _is_type(value: Any) -> bool:
    return value in TYPES if isinstance(value, str) else bool(value) and is_names(value) and TYPES.issuperset(value)


def _is_date(value: Any) -> bool:
    """Whether a value is a day or a time that there is."""
    text = f"{value}T00:00:00Z" if isinstance(value, str) and len(value) == 10 else value
    if not isinstance(text, str) or len(text) > 40 or not FORMATS["date-time"](text):
        return False
    try:
        return bool(datetime.fromisoformat(text[:19]))
    except ValueError:
        return False


KINDS: dict[str, Callable[[Any], bool]] = {
    "boolean": lambda value: isinstance(value, bool),
    "categories": lambda value: _is_list_of(value, lambda item: isinstance(item, str) and item != ""),
    "count": lambda value: _is_whole(value, 0),
    "date": _is_date,
    "draft": lambda value: isinstance(value, str) and value in (RULES["draft"], RULES["draft"] + "#"),
    "duration": is_duration,
    "factor": lambda value: _is_whole(value, 1),
    "id": lambda value: isinstance(value, str) and ":" in value,
    "items": lambda value: isinstance(value, dict | bool) or (isinstance(value, list) and value != []),
    "links": lambda value: _is_list_of(value, lambda item: isinstance(item, str) and bool(_LINK.fullmatch(item))),
    "list": lambda value: isinstance(value, list),
    "names": is_names,
    "none": lambda _: False,
    "number": _is_number,
    "object": lambda value: isinstance(value, dict),
    "reference": lambda value: isinstance(value, str) and bool(_REFERENCE.fullmatch(value)),
    "schemas": lambda value: isinstance(value, list) and value != [],
    "text": lambda value: isinstance(value, str),
    "transform": transforms.known,
    "type": _is_type,
    "values": lambda value: isinstance(value, list) and value != [],
    "version": lambda value: version_text(value) is not None,
}
"""The test of each kind that `event-schema.json` names."""

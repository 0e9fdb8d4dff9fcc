"""Reads what a request asks for: in its address, or in a JSON object."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ..journal.selection import Position
from ..records import Choice, Found
from ..status import RequestError
from ..times import normal_time

DEFAULT_LIMIT = 100
MAX_LIMIT = 1000
LONGEST_ID = 2000

_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_~-]{0,63}")
_CURSOR = re.compile(r"([0-9a-fx.p+-]{1,40})_([1-9][0-9]{0,8})_([1-9][0-9]{0,17})")
_CHOICE_KEYS = {"all", "schema_id", "since", "until"}


def flat(arguments: Mapping[str, Sequence[bytes]]) -> dict[str, str]:
    """The parameters of an address. Raises RequestError for one that is given twice or is not UTF-8."""
    try:
        found = {name: [value.decode() for value in values] for name, values in arguments.items()}
    except UnicodeDecodeError:
        raise _refusal("parameters are UTF-8") from None
    if any(len(values) > 1 for values in found.values()):
        raise _refusal("each parameter is given at most once")
    return {name: values[0] for name, values in found.items()}


def limit(said: Mapping[str, str]) -> int:
    """How many records are wanted."""
    text = said.get("limit", str(DEFAULT_LIMIT))
    if not re.fullmatch(r"[0-9]{1,4}", text, re.ASCII) or not 1 <= int(text) <= MAX_LIMIT:
        raise _refusal(f"limit is a number from 1 to {MAX_LIMIT}")
    return int(text)


def before(said: Mapping[str, str]) -> Position | None:
    """After which record a list goes on: what an earlier answer gave as `next`."""
    text = said.get("before")
    if text is None:
        return None
    match = _CURSOR.fullmatch(text)
    try:
        received = float.fromhex(match[1]) if match else math.nan
    except (ValueError, OverflowError):
        received = math.nan
    if match is None or not math.isfinite(received):
        raise _refusal("before is the next of an earlier answer")
    return Position(received, int(match[2]), int(match[3]))


def cursor(found: Found) -> str:
    """What `before` reads; hexadecimal, so that no digit is lost."""
    received, file, place = found.position
    return f"{received.hex()}_{file}_{place}"


def choice(said: Mapping[str, Any]) -> Choice:
    """Which records are meant. Raises RequestError for another form, or times that no event has."""
    schema_id = said.get("schema_id")
    if schema_id is not None and (not isinstance(schema_id, str) or not 1 <= len(schema_id) <= LONGEST_ID):
        raise _refusal("schema_id is a text")
    return Choice(_storable(schema_id), _moment(said, "since"), _moment(said, "until"))


def erasure(body: bytes, said: Mapping[str, str]) -> Choice:
    """Which records are to be erased, by a JSON body or else by the address: all must be said."""
    asked: Mapping[str, Any] = _object(body) if body else {key: said[key] for key in said if key in _CHOICE_KEYS}
    everything = asked.get("all") is True if body else asked.get("all") in ("1", "true")
    clear = asked.keys() <= _CHOICE_KEYS and ("all" in asked) is everything
    found = choice(asked)
    if not clear or everything is (found != Choice()):
        raise _refusal('what to erase is {"all": true}, or any of schema_id, since, until')
    return found


def version(said: Mapping[str, str]) -> str | None:
    """The version of a schema."""
    text = said.get("version")
    if text is not None and not _VERSION.fullmatch(text):
        raise _refusal("version is up to 64 letters, digits, dots or hyphens")
    return text


def flag(said: Mapping[str, str], name: str) -> bool:
    """A parameter that is 1 or 0."""
    text = said.get(name, "0")
    if text not in ("0", "1"):
        raise _refusal(f"{name} is 0 or 1")
    return text == "1"


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise RequestError(400, "not-json", "The body is not JSON.") from None
    if not isinstance(said, dict):
        raise _refusal("the body is an object")
    return said


def _moment(said: Mapping[str, Any], name: str) -> float | None:
    value = said.get(name)
    if value is None:
        return None
    text = normal_time(value) if isinstance(value, str) else None
    if text is None:
        raise _refusal(f"{name} is an RFC 3339 time")
    return datetime.fromisoformat(text).timestamp()


def _storable(text: str | None) -> str | None:
    try:
        return None if text is None else text.encode().decode()
    except UnicodeEncodeError:
        raise _refusal("schema_id is a text") from None


def _refusal(rule: str) -> RequestError:
    return RequestError(400, "query", f"{rule[0].upper()}{rule[1:]}.")

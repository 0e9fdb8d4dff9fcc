"""The values an event may hold (I-JSON, RFC 7493) and their canonical form (RFC 8785)."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from typing import Any

import rfc8785

MAX_SAFE_INTEGER = 2**53 - 1
MAX_DEPTH = 64


def canonical(value: Any) -> bytes:
    """The canonical JSON of a value, as RFC 8785 writes it."""
    return rfc8785.dumps(value)


def digest(value: Any) -> str:
    """The first 32 hex digits of SHA-256 over the canonical JSON of a value."""
    return hashlib.sha256(canonical(value)).hexdigest()[:32]


def utf16_key(text: str) -> bytes:
    """A sort key that orders strings by UTF-16 code units, as RFC 8785 sorts the keys of an object."""
    return text.encode("utf-16-be", "surrogatepass")


def version_text(version: object) -> str | None:
    """A schema version as a string, or None for what cannot be one."""
    if isinstance(version, str):
        return version or None
    if isinstance(version, bool) or not isinstance(version, int | float) or fault(version):
        return None
    return canonical(version).decode()


def fault(value: Any) -> str | None:
    """The first rule of the JSON profile that a value breaks, or None."""
    return None if type(value) in _CONTAINERS and _is_clean(value, 1) else _fault(value, 0)


_CONTAINERS = (dict, list)


def _is_clean(value: Any, depth: int) -> bool:  # noqa: C901, PLR0911, PLR0912  calls would double its time
    """Whether a container breaks no rule, and nothing in it; whatever is unusual is left to :func:`_fault`.

    One loop, because every event passes here whole.
    """
    if depth > MAX_DEPTH:
        return False
    if type(value) is dict:
        try:
            names = "".join(value)
        except TypeError:
            return False
        if not names.isascii() and _text_fault(names):
            return False
        value = value.values()
    for item in value:
        kind = type(item)
        if kind is str:
            if not item.isascii() and _text_fault(item):
                return False
        elif kind is int:
            if not -MAX_SAFE_INTEGER <= item <= MAX_SAFE_INTEGER:
                return False
        elif kind is float:
            if _number_fault(item):
                return False
        elif kind in _CONTAINERS:
            if not _is_clean(item, depth + 1):
                return False
        elif item is not None and kind is not bool:
            return False
    return True


def _fault(value: Any, depth: int) -> str | None:
    if isinstance(value, str):
        return _text_fault(value)
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _number_fault(value)
    if not isinstance(value, dict | list):
        return f"a {type(value).__name__} is not a JSON value"
    return _container_fault(value, depth + 1)


def _text_fault(text: str) -> str | None:
    if text.isascii():
        return None
    try:
        text.encode()
    except UnicodeEncodeError:
        return "a string holds a lone surrogate"
    return None


def _number_fault(number: float) -> str | None:
    if isinstance(number, float):
        if not math.isfinite(number):
            return "a number is not finite"
        if not number.is_integer():
            return None
    if abs(number) > MAX_SAFE_INTEGER:
        return "an integer is beyond 2^53-1"
    return None


def _container_fault(value: dict[Any, Any] | list[Any], depth: int) -> str | None:
    if depth > MAX_DEPTH:
        return f"more than {MAX_DEPTH} containers inside one another"
    items: Iterable[Any] = value
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            return "a key is not a string"
        items = [*value, *value.values()]
    return next((found for item in items if (found := _fault(item, depth))), None)

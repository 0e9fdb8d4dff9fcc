"""What may be done to a value that is kept: one function for each transform of the policy."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable
from typing import Any, Final

from .canonical import canonical
from .times import read_time

Transform = Callable[[Any], Any]


class _Removed:
    """The type of :data:`REMOVED`."""


REMOVED: Final = _Removed()
"""What a transform returns for a value that it does not fit."""

NAMES = ("drop", "hash", "truncate:<n>", "basename", "extension", "hour")

_TRUNCATE = re.compile(r"truncate:(0|[1-9][0-9]{0,8})")


def known(name: object) -> bool:
    """Whether a name is that of a transform."""
    if not isinstance(name, str):
        return False
    return name in ("drop", "hash", "basename", "extension", "hour") or bool(_TRUNCATE.fullmatch(name))


def transform(name: str, key: bytes) -> Transform:
    """The function of a transform, which gives REMOVED for a value that it does not fit.

    `key` is the key of `hash`. Raises ValueError for an unknown name.
    """
    if name == "hash":
        return lambda value: hash_value(value, key)
    match = _TRUNCATE.fullmatch(name)
    if match:
        length = int(match[1])
        return _on_text(lambda text: text[:length])
    if name not in _TEXT:
        raise ValueError(f"unknown transform {name!r}")
    return _on_text(_TEXT[name])


def hash_value(value: Any, key: bytes) -> str:
    """The code that replaces a value: 32 hex digits of HMAC-SHA-256."""
    message = value.encode() if isinstance(value, str) else canonical(value)
    return hmac.digest(key, message, "sha256").hex()[:32]


def _on_text(change: Callable[[str], Any]) -> Transform:
    return lambda value: change(value) if isinstance(value, str) else REMOVED


def _basename(text: str) -> str:
    return text[max(text.rfind("/"), text.rfind("\\")) + 1 :]


def _extension(text: str) -> str:
    name = _basename(text)
    dot = name.rfind(".")
    return "" if dot < 0 else name[dot:].lower()


def _hour(text: str) -> Any:
    time = read_time(text)
    return REMOVED if time is None else f"{time.minute[:13]}:00:00Z"


_TEXT: dict[str, Callable[[str], Any]] = {"basename": _basename, "extension": _extension, "hour": _hour}

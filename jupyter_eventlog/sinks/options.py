"""Reads what an operator wrote for a sink. Errors name the option and the rule, never a value: it may be a secret."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from ..reader import nearest
from ..sink import Destination, SafeError

_SOURCES = ("env", "file")


def check_keys(options: Mapping[str, Any], known: Collection[str], needed: Collection[str] = ()) -> None:
    """Refuse options that a sink does not have, and ask for those that it needs. Raises ValueError."""
    for key in options:
        if key not in known:
            hint = nearest(str(key), known) or f" (known: {', '.join(sorted(known))})"
            raise ValueError(f'unknown option "{key}"{hint}')
    missing = [f'"{key}"' for key in needed if key not in options]
    if missing:
        raise ValueError(f"give {' and '.join(missing)}")


def whole_number(options: Mapping[str, Any], key: str, least: int) -> int | None:
    """A whole number from `least` on; None where nothing is said. Raises ValueError."""
    value = options.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < least):
        raise ValueError(f'"{key}" must be a whole number from {least} on')
    return value


def flag(options: Mapping[str, Any], key: str) -> bool:
    """True or false; false where nothing is said. Raises ValueError."""
    value = options.get(key, False)
    if not isinstance(value, bool):
        raise ValueError(f'"{key}" must be true or false')
    return value


def seconds(options: Mapping[str, Any], key: str, default: float, most: float) -> float:
    """A time in seconds, above 0 and at most `most`. Raises ValueError."""
    value = options.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= most:
        raise ValueError(f'"{key}" must be a number of seconds, at most {most:g}')
    return float(value)


def destination_of(name: str, described: Mapping[str, Any]) -> Destination:
    """Where a sink that leaves this server leads. Raises ValueError where the operator does not say.

    It is a third party unless the operator says otherwise: nobody is told that a stranger is one of the house.
    """
    if "destination" not in described:
        raise ValueError('say where it leads, in words that people understand, as "destination"')
    return Destination(name, **{"third_party": True, **described})


class SecretError(SafeError):
    """A secret that cannot be used now. The text names the option, and neither the secret nor its place."""


class Secret:
    """A secret that the configuration names but does not hold: in a file, or in a variable of the environment.

    It is read each time that it is needed: it can be replaced without a restart, a command that only shows the
    configuration needs none, and one that is missing holds up its sink alone. No text of this object shows it.
    """

    def __init__(self, said: Any, key: str, least: int = 1) -> None:
        """`least` is the shortest that counts, in bytes. Raises ValueError."""
        if not isinstance(said, Mapping) or len(said) != 1 or not set(said) <= set(_SOURCES):
            raise ValueError(f'"{key}" must be {{"file": path}} or {{"env": name}}: it is not written down here')
        ((self._source, place),) = said.items()
        if not isinstance(place, str) or not place:
            raise ValueError(f'"{key}": "{self._source}" must be a text')
        self._place, self._key, self._least = place, key, least

    def read(self) -> bytes:
        """The secret as it is now, without white space around it. Raises SecretError."""
        try:
            found = self._found().strip()
        except (KeyError, OSError) as error:
            raise SecretError(f'"{self._key}": the {self._source} cannot be read ({type(error).__name__})') from None
        if len(found) < self._least:
            raise SecretError(f'"{self._key}": what the {self._source} holds is shorter than {self._least} bytes')
        return found

    def text(self) -> str:
        """The secret as the value of a header. Raises SecretError."""
        found = self.read()
        if not all(0x20 <= byte < 0x7F for byte in found):
            raise SecretError(f'"{self._key}": must be one line of ASCII')
        return found.decode("ascii")

    def _found(self) -> bytes:
        if self._source == "env":
            return os.environb[os.fsencode(self._place)]
        return Path(self._place).expanduser().read_bytes()

"""The string formats of the dialect: one regular expression each, shared with the JavaScript half."""

from __future__ import annotations

import re
from collections.abc import Callable

from .resources import read_meta


def _matcher(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.ASCII)
    return lambda text: compiled.fullmatch(text) is not None


FORMATS = {name: _matcher(pattern) for name, pattern in read_meta("formats").items()}
"""The test of each format, by its name."""

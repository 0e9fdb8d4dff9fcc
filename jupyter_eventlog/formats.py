"""The string formats of the dialect: one regular expression each, shared with the JavaScript half."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from .registry import builtin_folder


def _load() -> dict[str, Callable[[str], bool]]:
    patterns = json.loads((builtin_folder() / "meta" / "formats.json").read_text(encoding="utf-8"))
    return {name: _matcher(pattern) for name, pattern in patterns.items()}


def _matcher(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern, re.ASCII)
    return lambda text: compiled.fullmatch(text) is not None


FORMATS = _load()
"""The test of each format, by its name."""

"""The files of `schema/`, which both languages share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def builtin_folder() -> Path:
    """The `schema/` folder: inside the installed package, beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "schema"
    return installed if installed.is_dir() else package.parent / "schema"


def read_meta(name: str) -> Any:
    """The content of a JSON file of `schema/meta/`."""
    return json.loads((builtin_folder() / "meta" / f"{name}.json").read_text(encoding="utf-8"))

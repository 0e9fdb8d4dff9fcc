"""What was erased, when, and how far that reached: never what it was."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any

from .canonical import digest


class Receipts:
    """The receipts of a journal folder, in a file of JSON lines that all its servers append to."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "receipts.jsonl"

    @property
    def exist(self) -> bool:
        """Whether anybody had anything erased."""
        return self._file.exists()

    def add(self, subject: bytes, said: dict[str, Any]) -> str:
        """Keep a receipt, durably, and return its name: a digest, in capitals. Raises OSError."""
        # A random part, so that two alike have different names and no name can be guessed back.
        whole = {**said, "subject": subject.hex(), "salt": secrets.token_hex(16)}
        name = digest(whole).upper()
        line = json.dumps({"receipt": name, **whole}).encode() + b"\n"
        descriptor = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, line)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        return name

    def of(self, subject: bytes) -> list[dict[str, Any]]:
        """The receipts of one person, oldest first."""
        code = subject.hex()
        lines = map(json.loads, self._file.read_text("ascii").splitlines())
        hidden = ("subject", "salt")
        return [{key: one[key] for key in one if key not in hidden} for one in lines if one["subject"] == code]

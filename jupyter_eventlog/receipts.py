"""What was erased, when, and how far that reached: never what it was."""

from __future__ import annotations

import errno
import json
import os
import secrets
from pathlib import Path
from typing import Any

from .canonical import digest

NAME = "receipts.jsonl"


class Receipts:
    """The receipts of a journal folder, in a file of JSON lines that all its servers append to."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME

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
        descriptor = os.open(self._file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            _append(descriptor, line)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        _keep_name(self._file.parent)
        return name

    def of(self, subject: bytes) -> list[dict[str, Any]]:
        """The receipts of one person, oldest first; a line that was torn is none. Raises OSError."""
        code = subject.hex()
        lines = filter(None, map(_read, self._file.read_bytes().split(b"\n")))
        hidden = ("subject", "salt")
        return [{key: one[key] for key in one if key not in hidden} for one in lines if one.get("subject") == code]


def _append(descriptor: int, line: bytes) -> None:
    """Write a line, on a line of its own also where a writer was killed within one."""
    size = os.fstat(descriptor).st_size
    if size and os.pread(descriptor, 1, size - 1) != b"\n":
        line = b"\n" + line
    if os.write(descriptor, line) != len(line):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _keep_name(folder: Path) -> None:
    """Make sure that a new file is found again after a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(line: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(line)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None

"""The secrets of one journal folder: made when they are first needed, readable by their owner alone."""

from __future__ import annotations

import json
import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path

PURPOSES = ("hash", "session", "subject", "user", "dedupe")
"""Keys differ by purpose, so that a code made for one says nothing about another."""


def load_keys(folder: Path) -> dict[str, bytes]:
    """The keys of a folder, one for each purpose; a first call makes them.

    Raises OSError when the folder cannot be written or read, ValueError for a file that is no key file.
    """
    file = folder / "keys.json"
    return _parsed(read_or_make(file, _new), file)


def read_or_make(file: Path, make: Callable[[], bytes]) -> bytes:
    """The content of a secret file, made 0600 where it is not there: the first maker wins. Raises OSError."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        _write(file, make())
        return file.read_bytes()


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner can look into; an existing one is left as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def folder_problem(folder: Path) -> str | None:
    """What is wrong with a folder that exists already, in a sentence; None where nothing is."""
    try:
        mode = folder.stat().st_mode
    except OSError:
        return None
    # Windows has no such modes: there every folder seems open to all.
    if os.name == "nt" or not mode & (stat.S_IWGRP | stat.S_IWOTH):
        return None
    return f"{folder}: other accounts may write here, and so replace keys and records; make it 0700"


def _parsed(text: bytes, file: Path) -> dict[str, bytes]:
    said = json.loads(text)
    missing = [purpose for purpose in PURPOSES if purpose not in said]
    if missing:
        raise ValueError(f"{file}: no key for {', '.join(missing)}")
    return {purpose: bytes.fromhex(said[purpose]) for purpose in PURPOSES}


def _new() -> bytes:
    return json.dumps({purpose: secrets.token_hex(32) for purpose in PURPOSES}).encode()


def _write(file: Path, content: bytes) -> None:
    private_folder(file.parent)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    try:
        # Another server may have been faster: the first file stands.
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()

"""The secrets of one journal folder: made when they are first needed, readable by their owner alone."""

from __future__ import annotations

import json
import os
import secrets
import stat
from pathlib import Path

PURPOSES = ("hash", "session", "subject", "user", "dedupe")
"""Keys differ by purpose, so that a code made for one says nothing about another."""


def load_keys(folder: Path) -> dict[str, bytes]:
    """The keys of a folder, one for each purpose; a first call makes them.

    Raises OSError when the folder cannot be written or read, ValueError for a file that is no key file.
    """
    file = folder / "keys.json"
    try:
        return _read(file)
    except FileNotFoundError:
        return _make(file)


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


def _read(file: Path) -> dict[str, bytes]:
    said = json.loads(file.read_text(encoding="ascii"))
    missing = [purpose for purpose in PURPOSES if purpose not in said]
    if missing:
        raise ValueError(f"{file}: no key for {', '.join(missing)}")
    return {purpose: bytes.fromhex(said[purpose]) for purpose in PURPOSES}


def _make(file: Path) -> dict[str, bytes]:
    private_folder(file.parent)
    text = json.dumps({purpose: secrets.token_hex(32) for purpose in PURPOSES})
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    try:
        # Another server may have been faster: the first file stands.
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return _read(file)

"""Which file of a journal folder is this process's own.

Each process has a file to itself, held by a lock that the kernel takes back when the process dies. A starting
process takes the first file that nobody holds, and so goes on with what a killed one left.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from ..keys import private_folder

_NAME = re.compile(r"journal-([1-9][0-9]*)\.sqlite")


def journal_files(folder: Path) -> list[Path]:
    """The journal files of a folder, oldest number first; none where there is no folder."""
    if not folder.is_dir():
        return []
    numbered = [(int(match[1]), file) for file in folder.iterdir() if (match := _NAME.fullmatch(file.name))]
    return [file for _, file in sorted(numbered)]


def claim(folder: Path) -> tuple[Path, int]:
    """The file that is now this process's, and the descriptor of its lock. Raises OSError."""
    private_folder(folder)
    for file in _candidates(folder):
        lock = take(file)
        if lock is not None:
            return file, lock
    raise AssertionError("numbers end")


def take(file: Path) -> int | None:
    """The descriptor of a file's lock, which closing it gives back; None where a process has it. Raises OSError."""
    lock = os.open(file.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    except OSError:
        # Where there are no locks at all, no other file can be had either.
        os.close(lock)
        raise
    return lock


def file_number(file: Path) -> int:
    """The number in a journal file's name."""
    match = _NAME.fullmatch(file.name)
    if match is None:
        raise ValueError(f"{file} is no journal file")
    return int(match[1])


def _candidates(folder: Path) -> Iterator[Path]:
    yield from journal_files(folder)
    for number in count(1):
        file = folder / f"journal-{number}.sqlite"
        if not file.exists():
            yield file

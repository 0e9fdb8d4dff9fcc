"""How far a journal had come, noted beside it: in the file of its lock, after each commit.

A file and its log can lose their end together with all that could tell so. The note outlives a killed process without
waiting for the disk; after a loss of power it may be behind, never ahead.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from pathlib import Path
from typing import NamedTuple

_LENGTH = 256


class Mark(NamedTuple):
    """The newest link of a journal: its number and digest, and the journal's name."""

    number: int
    link: bytes
    source: str


def read_mark(lock: int) -> Mark | None:
    """The note in a lock's file; None where there is none that is whole. Raises OSError."""
    text, _, check = os.pread(lock, _LENGTH, 0).rstrip().rpartition(b" ")
    if not text or f"{zlib.crc32(text):08x}".encode() != check:
        return None
    number, link, source = text.decode().split(" ")
    return Mark(int(number), bytes.fromhex(link), source)


def mark_of(file: Path) -> Mark | None:
    """The note beside a journal's file, whoever holds it; None where there is none. Raises OSError."""
    try:
        lock = os.open(file.with_suffix(".lock"), os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        return read_mark(lock)
    finally:
        os.close(lock)


def write_mark(lock: int, mark: Mark | None) -> None:
    """Note how far a journal has come; None for one that is no longer there. Raises OSError."""
    text = b"" if mark is None else f"{mark.number} {mark.link.hex()} {mark.source}".encode()
    if text:
        text += b" %08x" % zlib.crc32(text)
    # One write, within one page of memory: a killed process leaves the old note or the new one.
    os.pwrite(lock, text.ljust(_LENGTH), 0)


def newest_link(database: sqlite3.Connection) -> Mark:
    """How far a journal has come by its own word."""
    (source,) = database.execute("SELECT source FROM journal").fetchone()
    row = database.execute("SELECT number, link FROM links ORDER BY number DESC LIMIT 1").fetchone()
    number, link = row or (0, b"")
    return Mark(number, link, source)


def missing(database: sqlite3.Connection, mark: Mark) -> str | None:
    """What a journal lacks of how far it had come, in a sentence; None where nothing is lacking."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if not version:
        return f"all of its {mark.number} links are missing" if mark.number else None
    found = newest_link(database)
    if found.source != mark.source:
        return f"it is another journal than the one with {mark.number} links that was here"
    if found.number < mark.number:
        first = found.number + 1
        which = f"link {first} is" if first == mark.number else f"links {first} to {mark.number} are"
        return f"{which} missing at its end: what they stored, or deleted, was once done"
    row = database.execute("SELECT link FROM links WHERE number = ?", (mark.number,)).fetchone()
    return None if mark.number == 0 or row == (mark.link,) else f"link {mark.number} is not the one that was here"

"""Looks into a write-ahead log before SQLite does, which passes over all that follows the first bad frame.

A killed process leaves whole frames in order, and at most one that is torn. A loss of power may also leave any part of
the last transaction, which nobody was told was stored: each waits for the disk before the next begins. Whatever else
there is was once acknowledged. See https://sqlite.org/fileformat2.html#the_write_ahead_log
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO, NamedTuple

_HEADER, _FRAME = struct.Struct(">8I"), struct.Struct(">6I")
_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
_PIECE = 2**20
_PAGE_SIZES = {2**power for power in range(9, 17)}

Sums = tuple[int, int]


class _Log(NamedTuple):
    """What a log's header says: the order of bytes in its sums, the size of a page, its salts, its own sums."""

    order: str
    page: int
    salts: tuple[int, int]
    sums: Sums


def log_of(file: Path) -> Path:
    """Where the log of a database is."""
    return file.with_name(f"{file.name}-wal")


def damage_in_log(file: Path) -> str | None:
    """What a crash cannot have left in the log of a database, in a sentence; None where nothing is. Raises OSError."""
    try:
        with log_of(file).open("rb") as log:
            return _damage(log)
    except FileNotFoundError:
        return None


def missing_pages(file: Path) -> int:
    """How many pages of a database are neither in the file nor in the part of its log that counts. Raises OSError."""
    with log_of(file).open("rb") as log:
        header = _header(log.read(_HEADER.size))
        if header is None:
            return 0
        size, there, open_pages = 0, set[int](), set[int]()
        for page, pages in _whole(log, header):
            open_pages.add(page)
            if pages:
                size, there = pages, there | open_pages
                open_pages = set()
    held = file.stat().st_size // header.page
    return sum(page not in there for page in range(held + 1, size + 1))


def _whole(log: BinaryIO, header: _Log) -> Iterator[tuple[int, int]]:
    """Of each frame of the valid chain its page, and the size in pages of the database after it, 0 within a commit."""
    sums = header.sums
    while len(frame := log.read(_FRAME.size + header.page)) == _FRAME.size + header.page:
        page, pages, *salts, first, second = _FRAME.unpack_from(frame)
        sums = _add(_add(sums, frame[:8], header.order), frame[_FRAME.size :], header.order)
        if tuple(salts) != header.salts or sums != (first, second):
            return
        yield page, pages


def _damage(log: BinaryIO) -> str | None:
    start = log.read(_HEADER.size)
    header = _header(start)
    if header is None:
        # The header reaches the disk before any frame; a new log of which only the length did is all zeros.
        is_written = any(start) or any(map(any, iter(lambda: log.read(_PIECE), b"")))
        return "the header of its log is damaged" if is_written and log.seek(0, SEEK_END) > _HEADER.size else None
    return _behind_the_chain(log, header)


def _behind_the_chain(log: BinaryIO, header: _Log) -> str | None:
    """Follow the frames as far as their sums hold, then count the transactions that end behind that."""
    sums, is_whole, number, behind = header.sums, True, 0, 0
    while len(frame := log.read(_FRAME.size + header.page)) == _FRAME.size + header.page:
        _, pages, *salts, first, second = _FRAME.unpack_from(frame)
        is_current = tuple(salts) == header.salts
        if is_whole:
            found = _add(_add(sums, frame[:8], header.order), frame[_FRAME.size :], header.order)
            is_whole, sums = is_current and found == (first, second), found
        number += is_whole
        behind += bool(not is_whole and is_current and pages)
    # One may be the last write before the power went.
    return f"frame {number + 1} of its log is damaged, and {behind} commits lie behind it" if behind > 1 else None


def _header(start: bytes) -> _Log | None:
    """None for what is no header, or not as it was written."""
    if len(start) < _HEADER.size:
        return None
    magic, _, page, _, *salts, first, second = _HEADER.unpack(start)
    order = _MAGIC.get(magic)
    if order is None or page not in _PAGE_SIZES or _add((0, 0), start[:24], order) != (first, second):
        return None
    return _Log(order, page, (salts[0], salts[1]), (first, second))


def _add(sums: Sums, content: bytes, order: str) -> Sums:
    """Go on with the sums over some more bytes."""
    one, two = sums
    words = iter(struct.unpack(f"{order}{len(content) // 4}I", content))
    for first, second in zip(words, words, strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two

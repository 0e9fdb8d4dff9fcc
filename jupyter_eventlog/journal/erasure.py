"""Erases a person's events from a journal file, or those that the operator purges: bytes and all."""

from __future__ import annotations

import os
import sqlite3
import time
from collections import Counter
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from .damage import losses
from .delivery import sink_names
from .files import take
from .layout import prepare
from .listing import is_empty
from .mark import newest_link, read_mark, write_mark
from .retention import any_text, remove
from .selection import Selected
from .states import States
from .types import JournalError


@dataclass
class Erased:
    """What an erasure did.

    `cancelled` counts by sink the events that will now never be sent there, `sent` those that were or may have been;
    `lingering` those whose old bytes another reader of the file keeps in its log for a while, `held` those in files
    of other running servers, which were not touched, `unreadable` the names of files that nobody can read.
    """

    deleted: int = 0
    cancelled: Counter[str] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)
    lingering: int = 0
    held: int = 0
    unreadable: set[str] = field(default_factory=set)

    def add(self, other: Erased) -> None:
        """Count what was done in another file too."""
        self.deleted += other.deleted
        self.cancelled.update(other.cancelled)
        self.sent.update(other.sent)
        self.lingering += other.lingering
        self.held += other.held
        self.unreadable |= other.unreadable


def erase(
    database: sqlite3.Connection,
    selection: Selected,
    now: float,
    *,
    offered: Mapping[str, int] | None = None,
    handed: Mapping[str, Collection[int]] | None = None,
    why: str = "erased",
) -> Erased:
    """Delete what is selected, overwrite it in the file, and empty the log that still held it; the link says why.

    All events of a run are one person's, of one kind and of one moment, so that whole runs go. `offered` says up to
    which place each sink has been handed events that it has not confirmed, and `handed` which it was offered again:
    those may have arrived.
    """
    condition, values = selection.where()
    found = Erased()
    with any_text(database), database:
        database.execute("BEGIN IMMEDIATE")
        states = States(database, offered, handed)
        runs = database.execute(f"SELECT place, count, sinks FROM runs WHERE {condition}", values)  # noqa: S608
        for place, count, names in runs.fetchall():
            for sink in sink_names(names):
                became = states.count(sink, place, count)
                found.sent[sink] += became["delivered"]
                found.cancelled[sink] += became["waiting"]
        found.deleted = remove(database, condition, values, why, now)
    found.sent, found.cancelled = +found.sent, +found.cancelled
    if not clean(database):
        found.lingering = found.deleted
    return found


def clean(database: sqlite3.Connection) -> bool:
    """Remove every old copy of what is no longer there; False where that must wait for a reader or for room, or fails.

    `secure_delete` overwrites a deleted row, but not the copies that stay behind when SQLite moves rows from page to
    page: only writing the file anew does that. A file without rows has no pages left in which a copy could be.
    """
    if not database.execute("SELECT lingering FROM journal").fetchone()[0]:
        return True
    try:
        if database.execute("SELECT 1 FROM runs LIMIT 1").fetchone():
            database.execute("VACUUM")
        (busy, _, _) = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            with database:
                database.execute("UPDATE journal SET lingering = 0")
    except sqlite3.DatabaseError:
        return False
    return not busy


def erase_unheld(file: Path, selection: Selected, *, alone: bool = False, why: str = "erased") -> Erased | None:
    """Erase in a file that no running server holds; None where one does.

    Raises OSError or sqlite3.Error, and JournalError for a file that lost something: only a server keeps a copy of
    what is left as evidence, when it starts on it.
    """
    lock = take(file)
    if lock is None:
        return None
    try:
        if found := losses(file, read_mark(lock), alone=alone):
            raise JournalError(f"{file}: has lost something: {'; '.join(found)}")
        with closing(sqlite3.connect(file)) as database:
            if alone:
                database.execute("PRAGMA locking_mode = EXCLUSIVE")
            if is_empty(database):
                return Erased()
            # Also brings a file of an earlier format to that of today.
            prepare(database, file, alone=alone)
            erased = erase(database, selection, time.time(), why=why)
            write_mark(lock, newest_link(database))
            return erased
    finally:
        os.close(lock)

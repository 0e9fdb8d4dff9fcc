"""The file of answers: how it is laid out, and how it is opened without waiting for whoever else has it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import orjson

from .canonical import digest
from .consent_chain import link_new
from .keys import private_folder
from .patience import PATIENCE

FORMAT = 4
"""The version of the layout, in `PRAGMA user_version`."""

_TEXTS = "CREATE TABLE texts (digest TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID"

_LAYOUT = f"""
{_TEXTS};
CREATE TABLE disclosures (
    digest TEXT PRIMARY KEY,
    disclosure TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE records (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    subject TEXT NOT NULL,
    record TEXT NOT NULL,
    link TEXT
);
CREATE INDEX by_subject ON records (subject, place);
"""


def open_file(file: Path, *, alone: bool = False) -> sqlite3.Connection:
    """The file, made where there is none; `alone` has no memory shared for it, as on a network file system.

    Raises OSError or sqlite3.Error for one that cannot be used now."""
    private_folder(file.parent)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    database = sqlite3.connect(file, check_same_thread=False, timeout=PATIENCE)
    try:
        # Only a file that is not as it should be is written to: another process may be writing just now.
        if _version(database) != FORMAT:
            _prepare(database, file)
        if alone:
            database.execute("PRAGMA journal_mode = DELETE")
        database.execute("PRAGMA synchronous = FULL")
    except BaseException:
        database.close()
        raise
    return database


def _prepare(database: sqlite3.Connection, file: Path) -> None:
    database.execute("PRAGMA journal_mode = WAL")
    with database:
        database.execute("BEGIN IMMEDIATE")
        # Another process may have been faster.
        version = _version(database)
        if version == FORMAT:
            return
        if version == 0:
            for statement in _LAYOUT.split(";"):
                database.execute(statement)
        elif version in (2, 3):
            if version == 2:
                _move_texts(database)
            database.execute("ALTER TABLE records ADD COLUMN link TEXT")
            link_new(database)
        else:
            raise OSError(f"{file} has format {version}, and this version reads format {FORMAT}: move it aside")
        database.execute(f"PRAGMA user_version = {FORMAT}")


def _move_texts(database: sqlite3.Connection) -> None:
    """Format 2 kept what a person read in each row; format 3 keeps it once, and its digest in the row."""
    database.execute(_TEXTS)
    for place, record in database.execute("SELECT place, record FROM records").fetchall():
        said = orjson.loads(record)
        text = said["how"].pop("text")
        said["text"] = digest(text)
        database.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", (said["text"], text))
        database.execute("UPDATE records SET record = ? WHERE place = ?", (orjson.dumps(said).decode(), place))


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])

"""The tokens of a journal folder, hashed; all processes of the folder see the same ones at once."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from .keys import private_folder
from .patience import PATIENCE, Pause
from .tokens import Token, matches, new_secret, parts

_LAYOUT = """
CREATE TABLE IF NOT EXISTS tokens (
    id TEXT PRIMARY KEY,
    digest BLOB NOT NULL,
    subject TEXT,
    origin TEXT NOT NULL,
    schemas TEXT,
    created REAL NOT NULL,
    expires REAL NOT NULL
) WITHOUT ROWID
"""

_SELECT = "SELECT id, digest, subject, origin, schemas, created, expires FROM tokens "


class Tokens:
    """The tokens that a server accepts.

    Nothing is on the disk before the first one. All methods raise OSError or sqlite3.Error where the file cannot be
    used, after a fraction of a second at most.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._file, self._now = folder / "tokens.sqlite", now
        self._pause = Pause(self._file)

    def create(
        self, subject: str | None, origin: str, lifetime: timedelta, schemas: Collection[str] | None = None
    ) -> tuple[Token, str]:
        """A new token and its text, which nobody can find out later."""
        token_id, text, kept = new_secret()
        created = self._now()
        scope = None if schemas is None else frozenset(schemas)
        token = Token(token_id, subject, origin, scope, created, created + lifetime)
        listed = None if scope is None else orjson.dumps(sorted(scope)).decode()
        private_folder(self._file.parent)
        os.close(os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600))
        with self._open() as database:
            database.execute(_LAYOUT)
            database.execute("DELETE FROM tokens WHERE expires <= ?", (created.timestamp(),))
            row = (token_id, kept, subject, origin, listed, created.timestamp(), token.expires.timestamp())
            database.execute("INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        return token, text

    def verify(self, text: str) -> Token | None:
        """What a token's text permits now; None where it is no token, unknown, revoked or past its time."""
        found = parts(text)
        if found is None or not self._file.exists():
            return None
        token_id, secret = found
        with self._pause.trying(), self._open() as database:
            row = database.execute(_SELECT + "WHERE id = ?", (token_id,)).fetchone()
        if row is None or not matches(secret, row[1]):
            return None
        token = _token(row)
        return token if self._now() < token.expires else None

    def list(self) -> list[Token]:
        """All tokens that have not been revoked, oldest first."""
        if not self._file.exists():
            return []
        with self._open() as database:
            return [_token(row) for row in database.execute(_SELECT + "ORDER BY created, id")]

    def revoke(self, token_id: str) -> bool:
        """End a token for all processes, from their next request on; whether there was one."""
        if not self._file.exists():
            return False
        with self._open() as database:
            # Looked up first: only one that is there is worth waiting for the right to write.
            if database.execute("SELECT 1 FROM tokens WHERE id = ?", (token_id,)).fetchone() is None:
                return False
            return database.execute("DELETE FROM tokens WHERE id = ?", (token_id,)).rowcount > 0

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        # Opened anew each time: a token is needed once a batch, and no connection outlives a fork or a moved folder.
        with closing(sqlite3.connect(self._file, timeout=PATIENCE)) as database, database:
            database.execute("PRAGMA secure_delete = ON")
            yield database


def _token(row: tuple[Any, ...]) -> Token:
    token_id, _, subject, origin, schemas, created, expires = row
    return Token(
        token_id,
        subject,
        origin,
        None if schemas is None else frozenset(orjson.loads(schemas)),
        datetime.fromtimestamp(created, UTC),
        datetime.fromtimestamp(expires, UTC),
    )

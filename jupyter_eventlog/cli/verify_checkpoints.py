"""Hold the signed checkpoints that a sink kept against the files, and say what that proves."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..checkpoint_check import Held, hold, read_checkpoints
from ..config import EventLog
from ..journal.files import journal_files
from ..journal.listing import is_empty
from ..signing import NAME, SigningError, own_signer, public_key, signer_of
from .journal_reader import CommandError, reading

PROOF = (
    "Checkpoints prove that what they cover was neither cut off nor made anew, against everybody who can neither sign "
    "with the key nor take checkpoints away where they are kept. What came after the newest one they do not cover."
)
NO_PROOF = (
    "The key lies on this machine: against whoever may read it, the owner of this server for one, checkpoints prove "
    "nothing."
)


@dataclass
class Key:
    """The one public key that counts; `is_here` where this machine can sign with it."""

    public: str
    is_here: bool


@dataclass
class Signed:
    """What the checkpoints say, and the key that counted."""

    held: Held
    key: Key

    def lines(self) -> list[str]:
        """For people."""
        held = self.held
        lines = [f"{journal}: signed up to link {number}" for journal, number in sorted(held.covered.items())]
        verdict = (
            "NOT as it was signed." if held.problems else f"{held.checkpoints} checkpoints: all is as it was signed."
        )
        return [*lines, *held.problems, verdict, self._proof()]

    def view(self) -> dict[str, Any]:
        """For programs."""
        said = {"key": self.key.public, "key_is_here": self.key.is_here, "proof": self._proof()}
        return {**asdict(self.held), **said}

    def _proof(self) -> str:
        if not self.held.checkpoints:
            return "No checkpoint was found that counts, so that nothing is proved."
        return NO_PROOF if self.key.is_here else PROOF


def own_key(config: EventLog) -> str:
    """The public key of this server. Raises CommandError where there is none that can be used."""
    try:
        return (signer_of(config.signing_key) if config.signing_key else own_signer(config.folder)).public
    except (OSError, SigningError) as error:
        raise CommandError(f"the key of checkpoints: {error}") from error


def key_that_counts(given: str | None, config: EventLog) -> Key:
    """The key that was given, else that of this server. Raises CommandError."""
    has_own = (config.signing_key or config.folder / NAME).is_file()
    try:
        asked = public_key(given) if given else None
    except (OSError, SigningError) as error:
        raise CommandError(f"--public-key: {error}") from error
    if not has_own:
        if asked is None:
            raise CommandError("whose signatures count? There is no key of this server: give --public-key")
        return Key(asked, is_here=False)
    own = own_key(config)
    return Key(asked or own, is_here=asked in (None, own))


def held_against(names: Iterable[str], folder: Path, key: Key) -> Signed:
    """Hold the checkpoints of some files against a journal folder. Raises CommandError for one that cannot be read."""
    held = Held()
    checkpoints = []
    for name in names:
        try:
            with Path(name).open("rb") as lines:
                checkpoints += read_checkpoints(lines, held)
        except OSError as error:
            raise CommandError(f"{name}: {error.strerror}") from error
    with ExitStack() as stack:
        files = [stack.enter_context(reading(file)) for file in journal_files(folder)]
        try:
            named = {_source(database): database for database in files if not is_empty(database)}
            hold(checkpoints, named, key.public, held)
        except sqlite3.Error as error:
            held.problems.append(f"the files cannot be held against them: {error}")
    return Signed(held, key)


def _source(database: sqlite3.Connection) -> str:
    return str(database.execute("SELECT source FROM journal").fetchone()[0])

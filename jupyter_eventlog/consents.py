"""Who answered what: every answer is kept for good, with the exact disclosures that were shown.

All processes of a journal folder share one file, so that a no in one is a no in all.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from .answers import Record
from .canonical import digest
from .consent_chain import link_new
from .consent_file import open_file
from .disclosure import Disclosure, digest_of
from .forks import keep_untouched
from .patience import Pause

if TYPE_CHECKING:
    from .catalogue import ConsentRecord
    from .catalogue.receipt import Surface

_SAID = tuple(one.name for one in fields(Record) if one.name != "disclosures")
"""What of a record stands in its row; disclosures and the words that were read are kept once each."""


@dataclass(frozen=True, slots=True)
class Circumstance:
    """How a record came about, which its worth does not depend on: the proof of what was asked, and where.

    `text` is what the person read, word for word, in `language`; `actor` is who answered, `app` in which program.
    """

    actor: str
    surface: Surface
    language: str = "en"
    text: str = ""
    app: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it is kept."""

    record: Record
    how: Circumstance
    digests: Mapping[str, str] = field(default_factory=dict)


class Consents:
    """The records of a journal folder. Nothing is on the disk before the first one.

    Reading and writing raise OSError or sqlite3.Error where another process holds the file, after a fraction of a
    second at most. `now` is a clock in seconds. `alone` has no memory shared.
    """

    def __init__(self, folder: Path, now: Callable[[], float] = time.monotonic, *, alone: bool = False) -> None:
        self._file, self._alone = folder / "consents.sqlite", alone
        self._pause = Pause(self._file, now)
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._version: int | None = None
        self._kept: dict[str, list[Kept]] = {}
        self._revision = 0

    def kept(self, subject: str) -> tuple[int, Sequence[Kept]]:
        """All that a person said in any process, oldest first, after a number that changes when it does."""
        with self._lock:
            self._refresh()
            return self._revision, self._kept.get(subject, ())

    def subjects(self) -> list[str]:
        """Everybody who said anything in any process; for counting, never for showing."""
        with self._lock:
            self._refresh()
            return list(self._kept)

    def add(self, subject: str, records: Sequence[Record], how: Circumstance) -> None:
        """Keep records, all or none. Durable on return; raises OSError or sqlite3.Error otherwise."""
        shown: dict[str, str] = {}
        rows = []
        circumstance = asdict(how)
        text = circumstance.pop("text")
        common = {"how": circumstance, "text": digest(text)}
        for record in records:
            digests = {schema_id: digest_of(one) for schema_id, one in record.disclosures.items()}
            shown.update({digests[name]: orjson.dumps(one).decode() for name, one in record.disclosures.items()})
            said = {name: getattr(record, name) for name in _SAID}
            rows.append((subject, orjson.dumps({**said, **common, "digests": digests}).decode()))
        with self._lock:
            with self._pause.trying():
                database = self._database = self._database or open_file(self._file, alone=self._alone)
            # The connection outlives a failed write: nobody waits for another to open.
            with database:
                # Whoever writes at the same time links after this.
                database.execute("BEGIN IMMEDIATE")
                database.executemany("INSERT OR IGNORE INTO disclosures VALUES (?, ?)", shown.items())
                database.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", (common["text"], text))
                database.executemany("INSERT INTO records (subject, record) VALUES (?, ?)", rows)
                link_new(database)
            self._load(database)

    def close(self) -> None:
        """Let go of the file; safe to call twice."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None
                self._version = None

    def disown(self) -> None:
        """In a forked child: touch nothing."""
        if self._database is not None:
            keep_untouched(self._database)

    def _refresh(self) -> None:
        """Take in what other processes wrote."""
        if self._database is None and not self._file.exists():
            return
        with self._pause.trying():
            database = self._database = self._database or open_file(self._file, alone=self._alone)
            (version,) = database.execute("PRAGMA data_version").fetchone()
            if version != self._version:
                self._load(database)

    def _load(self, database: sqlite3.Connection) -> None:
        # Whatever fails on the way, what is known is whole, and the next one reads again.
        self._version = None
        (version,) = database.execute("PRAGMA data_version").fetchone()
        rows = database.execute("SELECT digest, disclosure FROM disclosures")
        disclosures = {digest: orjson.loads(text) for digest, text in rows}
        texts = dict(database.execute("SELECT digest, text FROM texts"))
        kept: dict[str, list[Kept]] = {}
        for subject, text in database.execute("SELECT subject, record FROM records ORDER BY place"):
            kept.setdefault(subject, []).append(_read(orjson.loads(text), disclosures, texts))
        self._kept, self._version = kept, version
        self._revision += 1


def _read(said: dict[str, Any], disclosures: Mapping[str, Disclosure], texts: Mapping[str, str]) -> Kept:
    digests, how = said.pop("digests"), said.pop("how")
    if "text" in said:
        how["text"] = texts[said.pop("text")]
    # Else an older server, which had the file open when it was brought up to date, has put it there itself.
    shown = {schema_id: disclosures[digest] for schema_id, digest in digests.items()}
    return Kept(Record(disclosures=shown, **said), Circumstance(**how), digests)


def consent_records(subject: str, kept: Sequence[Kept]) -> list[ConsentRecord]:
    """Records as receipts show them: each with the one before it, and the mode of what it was to."""
    from .catalogue import ConsentRecord  # noqa: PLC0415  only where somebody reads

    found = []
    previous = None
    for one in kept:
        record, how = one.record, one.how
        modes = {disclosure["mode"] for disclosure in record.disclosures.values()}
        found.append(
            ConsentRecord(
                id=record.id,
                subject=subject,
                actor=how.actor,
                time=record.time,
                answer=record.answer,
                scope={"kind": record.scope} | ({} if record.target is None else {"id": record.target}),
                disclosure=digest(dict(one.digests)),
                text=how.text,
                language=how.language,
                surface=how.surface,
                app=how.app,
                version=how.version,
                previous=previous,
                basis=next((mode for mode in ("opt-in", "opt-out") if mode in modes), "required"),
            )
        )
        previous = record.id
    return found

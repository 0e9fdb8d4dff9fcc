"""The chain of answers: each is linked to the one before it, so that nobody changes one unseen."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator

import orjson

from .canonical import digest

_WHAT = {"texts": "the text that was read is not", "disclosures": "what was agreed to is not"}


def link_new(database: sqlite3.Connection) -> None:
    """Link what has no link yet, in order; within the transaction that adds it.

    An older server that still has the file open adds without: the next one of this version links it.
    """
    newest = "SELECT place, link FROM records WHERE link IS NOT NULL ORDER BY place DESC LIMIT 1"
    place, link = database.execute(newest).fetchone() or (0, "")
    new = database.execute("SELECT place, subject, record FROM records WHERE place > ? ORDER BY place", (place,))
    for place, subject, record in new.fetchall():
        link = _link(link, place, subject, record)
        database.execute("UPDATE records SET link = ? WHERE place = ?", (link, place))


def problems(database: sqlite3.Connection) -> Iterator[str]:
    """What is not as it was said: answers, what they were to, and the words that were read."""
    known = {
        **{("texts", name): digest(text) == name for name, text in database.execute("SELECT * FROM texts")},
        **{
            ("disclosures", name): digest(orjson.loads(text)) == name
            for name, text in database.execute("SELECT * FROM disclosures")
        },
    }
    link, before = "", 0
    rows = database.execute("SELECT place, subject, record, link FROM records ORDER BY place")
    for place, subject, record, kept in rows:
        if place != before + 1:
            yield f"answer {before + 1}: is missing"
        link = _link(link, place, subject, record)
        if kept is not None and kept != link:
            yield f"answer {place}: is not as it was linked"
            link = kept
        yield from (f"answer {place}: {problem}" for problem in _unproven(record, known))
        before = place


def _unproven(record: str, known: dict[tuple[str, str], bool]) -> Iterator[str]:
    """What an answer refers to and is not there as it was."""
    said = orjson.loads(record)
    named = [("disclosures", one) for one in said["digests"].values()]
    named += [("texts", said["text"])] if "text" in said else []
    for table, name in named:
        if not known.get((table, name)):
            yield f"{_WHAT[table]} as it was then"


def _link(before: str, place: int, subject: str, record: str) -> str:
    return hashlib.sha256(orjson.dumps([before, place, subject, record])).hexdigest()

"""A person's own records, over all journal files of a folder: to look at, to export, to erase."""

from __future__ import annotations

import heapq
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from .journal.damage import damaged_files
from .journal.erasure import Erased, erase_unheld
from .journal.files import journal_files
from .journal.listing import Found, Gaps, newest, summary
from .journal.selection import Position, Selection
from .journal.types import JournalError
from .receipts import NAME as RECEIPTS
from .receipts import Receipts
from .sink import Destination

if TYPE_CHECKING:
    from .journal.sqlite import SqliteJournal

__all__ = ["PAGE", "Choice", "Found", "Records"]

PAGE = 500
"""How many records an export holds in memory at a time."""

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of their records a person means; times are RFC 3339 UTC by when the server received them."""

    schema_id: str | None = None
    since: float | None = None
    until: float | None = None

    def view(self) -> dict[str, Any]:
        """As a receipt says it; seconds since the epoch."""
        said = {"schema_id": self.schema_id, "since": self.since, "until": self.until}
        return {key: value for key, value in said.items() if value is not None} or {"all": True}


class Records:
    """The records of one journal folder.

    `code` makes the code by which a person's records are found; it is asked only where there are any records. `holder`
    gives the journal that holds a file in this process.
    """

    def __init__(
        self,
        folder: Path,
        code: Callable[[str], bytes],
        journal: SqliteJournal,
        destinations: Sequence[Destination],
        holder: Callable[[Path], SqliteJournal | None] | None = None,
    ) -> None:
        self._folder, self._code, self._journal = folder, code, journal
        self._holder = holder or self._own
        self._destinations = {one.name: one for one in destinations}
        self._receipts = Receipts(folder)

    def newest(
        self, person: str, choice: Choice, limit: int, before: Position | None = None, gaps: Gaps | None = None
    ) -> list[Found]:
        """At most `limit` records, newest first, older than `before`; what cannot be read is passed over."""
        gaps = gaps or Gaps()
        selection = self._selection(person, choice, gaps)
        if selection is None:
            return []
        files = self._of_files(lambda file: newest(file, selection, limit, before, gaps, read=self._reading), gaps)
        return list(heapq.merge(*files, key=lambda one: one.position, reverse=True))[:limit]

    def pages(self, person: str, choice: Choice, gaps: Gaps | None = None) -> Iterator[list[Found]]:
        """All records, newest first, a page at a time: nothing is held or locked in between."""
        gaps, before = gaps or Gaps(), None
        while page := self.newest(person, choice, PAGE, before, gaps):
            yield page
            before = page[-1].position

    def summary(self, person: str, choice: Choice, gaps: Gaps | None = None) -> tuple[int, float | None, float | None]:
        """How many records there are, and when the oldest and the newest were received (seconds since the epoch)."""
        gaps = gaps or Gaps()
        selection = self._selection(person, choice, gaps)
        if selection is None:
            return 0, None, None
        found = self._of_files(lambda file: summary(file, selection, self._reading), gaps)
        oldest = [one[1] for one in found if one[1] is not None]
        newest = [one[2] for one in found if one[2] is not None]
        return sum(one[0] for one in found), min(oldest, default=None), max(newest, default=None)

    def outlook(self, person: str, choice: Choice, gaps: Gaps | None = None) -> dict[str, Any]:
        """How many records there are by day (UTC) and kind, and how far it would reach to erase them now."""
        days: Counter[tuple[str, str]] = Counter()
        far = Erased()
        for page in self.pages(person, choice, gaps):
            days.update((_day(one.position.received), one.schema_id) for one in page)
            far.deleted += len(page)
            for one in page:
                far.sent.update(name for name, state in one.delivery.items() if state == "delivered")
                far.cancelled.update(name for name, state in one.delivery.items() if state == "waiting")
        counts = [{"day": day, "schema_id": name, "records": number} for (day, name), number in sorted(days.items())]
        return {"total": far.deleted, "days": counts, "reach": list(self._reach(far))}

    def receipts(self, person: str, gaps: Gaps | None = None) -> list[dict[str, Any]]:
        """What this person had erased, oldest first; none where the receipts cannot be read."""
        try:
            return self._receipts.of(self._code(person)) if self._receipts.exist else []
        except OSError:
            (gaps or Gaps()).files.add(RECEIPTS)
            return []

    def erase(self, person: str, choice: Choice, time: str) -> dict[str, Any]:
        """Erase records, and say how far that reaches. Raises JournalError where this server's own file cannot be.

        `time` is when it was asked for, RFC 3339. Files of other running servers are not touched, but counted; those
        that cannot be read are named. There is a receipt where anything was erased, or a
        `receipt_error` that says why it could not be kept.
        """
        gaps = Gaps()
        selection = self._selection(person, choice, gaps)
        erased = Erased(unreadable=gaps.files) if selection is None else self._everywhere(selection, gaps)
        answer = {"deleted": erased.deleted, "reach": list(self._reach(erased))}
        # Where nothing was, the kind that was asked for may be any text.
        if selection is None or not erased.deleted:
            return {**answer, "receipt": None}
        return {**answer, **self._receipt(selection.subject, {"time": time, "asked": choice.view(), **answer})}

    def _receipt(self, subject: bytes, said: dict[str, Any]) -> dict[str, Any]:
        """The receipt's name, or why there is none: what was erased is gone, whatever becomes of its proof."""
        try:
            return {"receipt": self._receipts.add(subject, said)}
        except OSError as error:
            return {"receipt": None, "receipt_error": error.strerror or type(error).__name__}

    def _selection(self, person: str, choice: Choice, gaps: Gaps) -> Selection | None:
        """None where there is no file: a code would need a key, and so leave something on the disk."""
        gaps.files.update(file.name for file in damaged_files(self._folder))
        if not journal_files(self._folder):
            return None
        return Selection(self._code(person), choice.schema_id, choice.since, choice.until)

    def _of_files(self, read: Callable[[Path], _Read], gaps: Gaps) -> list[_Read]:
        """What is read from each file that can be read."""
        found = []
        for file in journal_files(self._folder):
            try:
                found.append(read(file))
            except JournalError:
                gaps.files.add(file.name)
        return found

    def _everywhere(self, selection: Selection, gaps: Gaps) -> Erased:
        # This server's own file first: where that fails nothing has been done, and the same can be asked again.
        own = self._journal.file
        erased = Erased() if own not in journal_files(self._folder) else self._journal.erase(selection)
        for one in self._of_files(lambda file: Erased() if file == own else self._erased(file, selection), gaps):
            erased.add(one)
        erased.unreadable = gaps.files
        return erased

    def _own(self, file: Path) -> SqliteJournal | None:
        return self._journal if file == self._journal.file else None

    def _reading(self, file: Path) -> AbstractContextManager[sqlite3.Connection]:
        return (self._holder(file) or self._journal).reading(file)

    def _erased(self, file: Path, selection: Selection) -> Erased:
        holder = self._holder(file)
        if holder is not None:
            # One that is let go at this moment is nobody's.
            with suppress(JournalError):
                return holder.erase(selection)
        try:
            done = erase_unheld(file, selection, alone=self._journal.alone)
        except (OSError, sqlite3.Error) as error:
            raise JournalError(f"{file}: {error}") from error
        return done if done is not None else Erased(held=summary(file, selection)[0])

    def _reach(self, erased: Erased) -> Iterable[dict[str, Any]]:
        overwritten = erased.deleted - erased.lingering
        here = (("deleted", overwritten), ("lingering", erased.lingering), ("held", erased.held))
        yield from (_line("journal", word, number) for word, number in here if number)
        for name, number in sorted(erased.cancelled.items()):
            yield _line(name, "cancelled", number)
        for name, number in sorted(erased.sent.items()):
            yield _line(name, self._promise(name), number)
        for name in sorted(erased.unreadable):
            yield {**_line("journal", "unreadable", None), "file": name}

    def _promise(self, name: str) -> str:
        """What the operator says becomes of records at a destination; no sink can erase by itself."""
        said = self._destinations[name].erasure if name in self._destinations else None
        return "unknown" if said is None else "no" if said == "no" else "on-request"


def _day(received: float) -> str:
    return datetime.fromtimestamp(received, UTC).date().isoformat()


def _line(destination: str, erasure: str, records: int | None) -> dict[str, Any]:
    return {"destination": destination, "erasure": erasure, "records": records}

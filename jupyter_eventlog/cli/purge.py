"""Delete stored records, whoever they are of: bytes and all, and with a link in the chain that says so."""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ..durations import duration, is_duration
from ..journal.damage import all_damaged, overwrite
from ..journal.erasure import erase_unheld
from ..journal.files import journal_files
from ..journal.listing import is_empty
from ..journal.reading import HeldAloneError, reading
from ..journal.selection import Purge
from ..journal.types import JournalError
from .configuration import read_configuration, write
from .journal_reader import CommandError

HELD = "a running server holds it, and nothing in it was deleted: end that server first"


@dataclass
class _Done:
    """What became of one file: `cancelled` counts by sink what will never be sent there now."""

    records: int = 0
    cancelled: dict[str, int] = field(default_factory=dict)
    lingering: int = 0
    problem: str | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command alone."""
    parser.add_argument("--all", action="store_true", help="all records")
    parser.add_argument("--schema", metavar="ID", help="those of one kind")
    parser.add_argument(
        "--before",
        type=_moment,
        metavar="WHEN",
        help="those received before a time (2026-11-24, or with hours), or longer ago than a duration (90d)",
    )
    parser.add_argument("--damaged", action="store_true", help="the files that were set aside as damaged")
    parser.add_argument("--dry-run", action="store_true", help="say what would go, and delete nothing")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(given: argparse.Namespace) -> int:
    """Delete, or say what would be; 1 where anything that was meant is still there."""
    if given.all and (given.schema or given.before is not None):
        raise CommandError("--all goes with neither --schema nor --before")
    has_records = given.all or given.schema is not None or given.before is not None
    if not has_records and not given.damaged:
        raise CommandError("say what is to go: --all, --schema, --before or --damaged")
    config = read_configuration(given)
    selection = Purge(given.schema, given.before) if has_records else None
    damaged = all_damaged(config.folder) if given.damaged else []
    meant = {} if selection is None else {file: _meant(file, selection) for file in journal_files(config.folder)}
    if not given.dry_run and (damaged or any(one.records or one.problem for one in meant.values())):
        _confirm(given, sum(one.records for one in meant.values()), len(damaged))
        if selection is not None:
            meant = {file: _purged(file, selection, given, alone=config.network is not None) for file in meant}
        for file in damaged:
            _progress(file, given)
            _delete(file)
    _say({file.name: one for file, one in meant.items()}, [file.name for file in damaged], given)
    return 1 if any(one.problem for one in meant.values()) else 0


def _meant(file: Path, selection: Purge) -> _Done:
    """How many records of a file are meant."""
    condition, values = selection.where()
    try:
        with reading(file) as database:
            if is_empty(database):
                return _Done()
            query = f"SELECT coalesce(sum(count), 0) FROM runs WHERE {condition}"  # noqa: S608  conditions are ours
            return _Done(int(database.execute(query, values).fetchone()[0]))
    except HeldAloneError:
        return _Done(problem=HELD)
    except JournalError as error:
        return _Done(problem=str(error))


def _purged(file: Path, selection: Purge, given: argparse.Namespace, *, alone: bool) -> _Done:
    _progress(file, given)
    try:
        found = erase_unheld(file, selection, alone=alone, why="purged")
    except (OSError, sqlite3.Error, JournalError) as error:
        return _Done(problem=str(error))
    if found is None:
        return _Done(problem=HELD)
    return _Done(found.deleted, dict(found.cancelled), found.lingering)


def _delete(file: Path) -> None:
    try:
        overwrite(file)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error


def _confirm(given: argparse.Namespace, records: int, damaged: int) -> None:
    """Raises CommandError where nobody says yes."""
    if given.yes:
        return
    if not sys.stdin.isatty():
        raise CommandError("there is no terminal to ask on: look at it with --dry-run, then give --yes")
    sys.stderr.write(f"Delete {records} records and {damaged} damaged files for good? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise CommandError("nothing was deleted")


def _progress(file: Path, given: argparse.Namespace) -> None:
    if not given.json and sys.stderr.isatty():
        sys.stderr.write(f"{file.name} …\n")


def _say(found: dict[str, _Done], damaged: list[str], given: argparse.Namespace) -> None:
    if given.json:
        files = {name: asdict(one) for name, one in found.items()}
        write(json.dumps({"dry_run": given.dry_run, "files": files, "damaged": damaged}, indent=2))
        return
    word = "would be deleted" if given.dry_run else "deleted"
    lines = [line for name, one in found.items() for line in _lines(name, one, word)]
    lines += [f"{name}: {word}" for name in damaged]
    write("\n".join(lines) or "Nothing to delete.")


def _lines(name: str, one: _Done, word: str) -> Iterator[str]:
    if one.problem is not None:
        yield f"{name}: {one.problem}"
        return
    yield f"{name}: {one.records} records {word}"
    yield from (f"  {number} of them will never be sent to {sink}" for sink, number in one.cancelled.items())
    if one.lingering:
        yield "  old bytes of them stay in its log until whoever reads the file has ended"


def _moment(text: str) -> float:
    """Seconds since the epoch, of a time or of a duration before now."""
    if is_duration(text):
        return time.time() - duration(text).total_seconds()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("must be a time such as 2026-11-24, or a duration such as 90d") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()

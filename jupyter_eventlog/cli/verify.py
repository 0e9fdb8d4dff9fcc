"""Hold every record against the chain of its file: was anything changed, put in or taken out behind our back?"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

from ..consent_chain import problems
from ..journal.chain import Verified, verify
from ..journal.damage import damaged_files, gone_files
from ..journal.files import journal_files
from ..journal.mark import mark_of, missing
from .configuration import read_configuration, write
from .journal_reader import reading
from .verify_checkpoints import held_against, key_that_counts, own_key

ANSWERS = "consents.sqlite"

LIMITS = (
    "This says nothing against somebody who may write the file and the note of its end beside it, and links anew what "
    "they changed."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command alone."""
    parser.add_argument(
        "--checkpoints",
        action="append",
        metavar="FILE",
        help="hold the signed checkpoints that a sink wrote there (JSON lines) against the files; again for more",
    )
    parser.add_argument("--public-key", metavar="KEY", help="the only key that counts: itself, or a file that holds it")
    parser.add_argument("--print-public-key", action="store_true", help="print this server's key and do nothing else")


def run(given: argparse.Namespace) -> int:
    """Check all files of the folder; 1 where anything is not as it was linked or signed."""
    config = read_configuration(given)
    if given.print_public_key:
        write(own_key(config))
        return 0
    folder = config.folder
    # First: a key that cannot be used is told before anything that takes long.
    key = key_that_counts(given.public_key, config) if given.checkpoints else None
    found = {file.name: _checked(file, is_quiet=given.json) for file in journal_files(folder)}
    found |= {file.name: Verified(problems=[problem]) for file, problem in gone_files(folder).items()}
    found |= _answers(folder)
    damaged = [file.name for file in damaged_files(folder)]
    signed = None if key is None else held_against(given.checkpoints, folder, key)
    if given.json:
        said: dict[str, Any] = {"files": {name: _view(one) for name, one in found.items()}, "damaged": damaged}
        said |= {} if signed is None else {"checkpoints": signed.view()}
        write(json.dumps(said, indent=2))
    else:
        write("\n".join([*_lines(folder, found, damaged), *(signed.lines() if signed else ())]))
    is_false = signed is not None and signed.held.problems
    return 1 if damaged or is_false or any(one.problems for one in found.values()) else 0


def _answers(folder: Path) -> dict[str, Verified]:
    """The file of answers, where there is one: what was agreed to, and the words that were read."""
    file = folder / ANSWERS
    if not file.exists():
        return {}
    with reading(file) as database:
        database.execute("BEGIN")
        try:
            (number,) = database.execute("SELECT count(*) FROM records").fetchone()
            return {file.name: Verified(links=number, problems=list(problems(database)))}
        except (sqlite3.DatabaseError, ValueError, TypeError, KeyError) as error:
            return {file.name: Verified(problems=[f"cannot be read to its end: {error}"])}


def _checked(file: Path, *, is_quiet: bool) -> Verified:
    if not is_quiet and sys.stderr.isatty():
        sys.stderr.write(f"{file.name} …\n")
    # Before the file: whoever holds it goes on meanwhile.
    mark = mark_of(file)
    with reading(file) as database:
        # One moment of the file, however long it takes and whatever is written meanwhile.
        database.execute("BEGIN")
        try:
            found = verify(database)
            lacking = None if mark is None else missing(database, mark)
            found.problems = [*found.problems, *filter(None, [lacking])]
            return found
        except (sqlite3.DatabaseError, ValueError, TypeError) as error:
            return Verified(problems=[f"cannot be read to its end: {error}"])


def _lines(folder: Path, found: dict[str, Verified], damaged: list[str]) -> list[str]:
    if not found and not damaged:
        return [f"No records in {folder}"]
    lines = [f"{name}: {_size(name, one)}" for name, one in found.items()]
    lines += [f"{name}: {problem}" for name, one in found.items() for problem in one.problems]
    lines += [f"{name}: was damaged, and is kept as it was found" for name in damaged]
    is_whole = not damaged and not any(one.problems for one in found.values())
    return [*lines, "All is as it was linked." if is_whole else "NOT as it was linked.", LIMITS]


def _size(name: str, one: Verified) -> str:
    if name == ANSWERS:
        return f"{one.links} answers"
    return f"{one.events} records in {one.runs} runs, {one.links} links"


def _view(one: Verified) -> dict[str, Any]:
    return {"links": one.links, "runs": one.runs, "events": one.events, "problems": list(one.problems)}

"""Hold every record against the chain of its file: was anything changed, put in or taken out behind our back?"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

from ..journal.chain import Verified, verify
from ..journal.damage import damaged_files
from ..journal.files import journal_files
from .configuration import read_configuration, write
from .journal_reader import reading

LIMITS = (
    "A chain cannot tell whether records were cut off at its end, nor speak against somebody who may write the file "
    "and links anew what they changed."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command alone: none."""


def run(given: argparse.Namespace) -> int:
    """Check all files of the folder; 1 where anything is not as it was linked."""
    folder = read_configuration(given).folder
    found = {file.name: _checked(file, is_quiet=given.json) for file in journal_files(folder)}
    damaged = [file.name for file in damaged_files(folder)]
    if given.json:
        write(json.dumps({"files": {name: _view(one) for name, one in found.items()}, "damaged": damaged}, indent=2))
    else:
        write("\n".join(_lines(folder, found, damaged)))
    return 1 if damaged or any(one.problems for one in found.values()) else 0


def _checked(file: Path, *, is_quiet: bool) -> Verified:
    if not is_quiet and sys.stderr.isatty():
        sys.stderr.write(f"{file.name} …\n")
    with reading(file) as database:
        # One moment of the file, however long it takes and whatever is written meanwhile.
        database.execute("BEGIN")
        try:
            return verify(database)
        except (sqlite3.DatabaseError, ValueError, TypeError) as error:
            return Verified(problems=[f"cannot be read to its end: {error}"])


def _lines(folder: Path, found: dict[str, Verified], damaged: list[str]) -> list[str]:
    if not found and not damaged:
        return [f"No records in {folder}"]
    lines = [f"{name}: {one.events} records in {one.runs} runs, {one.links} links" for name, one in found.items()]
    lines += [f"{name}: {problem}" for name, one in found.items() for problem in one.problems]
    lines += [f"{name}: could not be read and was set aside" for name in damaged]
    is_whole = not damaged and not any(one.problems for one in found.values())
    return [*lines, "All is as it was linked." if is_whole else "NOT as it was linked.", LIMITS]


def _view(one: Verified) -> dict[str, Any]:
    return {"links": one.links, "runs": one.runs, "events": one.events, "problems": list(one.problems)}

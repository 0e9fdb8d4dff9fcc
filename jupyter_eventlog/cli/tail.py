"""Print the newest records of the journal, and with --follow each new one."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable
from typing import Any

from ..journal.files import journal_files
from .configuration import read_configuration, write
from .journal_reader import end, follow, last

_INTERVAL = 0.5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command alone."""
    parser.add_argument("-n", type=_number, default=10, metavar="N", help="how many records, 10 by default")
    parser.add_argument("-f", "--follow", action="store_true", help="go on with each new record until interrupted")


def run(given: argparse.Namespace) -> int:
    """Print records, oldest first."""
    folder = read_configuration(given).folder
    places = {file: end(file) for file in journal_files(folder)}
    _print(last(folder, given.n), given)
    if not places and not given.follow and not given.json:
        write(f"No records in {folder}")
    while given.follow:
        for file in journal_files(folder):
            found, places[file] = follow(file, places.get(file, 0))
            _print(found, given)
        # Other processes write the files, and SQLite tells nobody.
        time.sleep(_INTERVAL)
    return 0


def _print(capsules: Iterable[dict[str, Any]], given: argparse.Namespace) -> None:
    for capsule in capsules:
        write(json.dumps(capsule, ensure_ascii=False) if given.json else _line(capsule))


def _line(capsule: dict[str, Any]) -> str:
    # JSON escapes control characters, so that no record can drive the terminal.
    data = json.dumps(capsule["data"], ensure_ascii=True)
    name = capsule["type"].rsplit("/", 1)[-1]
    gone = f"  removed: {json.dumps(capsule['redacted'])}" if capsule["redacted"] else ""
    return f"{capsule['time'][:19]}  {name} v{capsule['schemaversion']}  {data}{gone}"


def _number(text: str) -> int:
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError("must not be negative")
    return value

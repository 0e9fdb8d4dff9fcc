"""What can be done for a sink: have it offered again what it refused, or forget what waits for it."""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

from ..journal.absent import release, retry
from ..journal.changing import changing
from ..journal.delivery import pending
from ..journal.files import journal_files
from ..journal.listing import is_empty
from ..journal.types import JournalError
from ..reader import nearest
from .configuration import write
from .journal_reader import CommandError, reading

LATER = "A server that is running offers them with its next event, or within the hour; another one when it starts."


def change(given: argparse.Namespace, folder: Path, configured: Collection[str]) -> int:
    """Retry or forget. Raises CommandError for a sink with which that cannot be done."""
    known = _known(folder)
    name = given.name
    if name is None:
        raise CommandError(f"{given.action}: name the sink")
    if name not in known:
        raise CommandError(f'"{name}" is not a sink of these journals{nearest(name, known)}')
    if given.action == "retry":
        return _retry(given, folder, name in configured)
    return _forget(given, folder, name in configured)


def _retry(given: argparse.Namespace, folder: Path, is_configured: bool) -> int:
    if not is_configured:
        raise CommandError(f'"{given.name}" is not configured, so nobody would offer it anything; configure it first')
    number = _everywhere(folder, partial(retry, sink=given.name, reason=given.reason))
    if given.json:
        write(json.dumps({"sink": given.name, "again": number}))
    else:
        write(f"{given.name}: {number} to be offered again." + (f" {LATER}" if number else ""))
    return 0


def _forget(given: argparse.Namespace, folder: Path, is_configured: bool) -> int:
    if is_configured:
        raise CommandError(f'"{given.name}" is configured; take it out of EventLog.sinks or EventLog.handlers first')
    waiting = _waiting(folder, given.name)
    if not given.yes and not _is_sure(given, waiting):
        return 1
    number = _everywhere(folder, partial(release, sink=given.name))
    if given.json:
        write(json.dumps({"sink": given.name, "released": number}))
    else:
        write(f"{given.name}: forgotten; {number} that waited will never reach it.")
    return 0


def _is_sure(given: argparse.Namespace, waiting: int) -> bool:
    if given.json or not sys.stdin.isatty():
        raise CommandError(f"{waiting} records wait for {given.name} and would never reach it; add --yes to forget it")
    sys.stderr.write(f"{waiting} records wait for {given.name} and will never reach it. Forget it? [y/N] ")
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _everywhere(folder: Path, act: Callable[[sqlite3.Connection], int]) -> int:
    number = 0
    for file in _files(folder):
        try:
            with changing(file) as database:
                number += act(database)
        except JournalError as error:
            raise CommandError(str(error)) from error
    return number


def _known(folder: Path) -> set[str]:
    """The sinks that any file knows: by a cursor, or by what one refused."""
    found: set[str] = set()
    for file in _files(folder):
        with reading(file) as database:
            found.update(name for (name,) in database.execute("SELECT sink FROM cursors UNION SELECT sink FROM dead"))
    return found


def _waiting(folder: Path, sink: str) -> int:
    found = 0
    for file in _files(folder):
        with reading(file) as database:
            found += pending(database, sink)
    return found


def _files(folder: Path) -> list[Path]:
    found = []
    for file in journal_files(folder):
        with reading(file) as database:
            if not is_empty(database):
                found.append(file)
    return found

"""A disk that fills up under load, and is freed: with a kill while it is full, and with a start on a full one.

The disk is a small tmpfs where mounting is permitted. Elsewhere it is a limit on the size of the worker's files, which
gives EFBIG where the tmpfs gives ENOSPC; the details say which it was.
"""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from .evidence import examine, lines, repeats
from .outcome import Outcome
from .process import Ledger, Process, kill_all
from .settled import check_journal, drain

NAME, TIMES = "disk", 8

ROOM = 1024 * 1024
"""Bytes that the disk has at first, and that are freed each time."""


class Disk:
    """A folder with little room, and what else lies there and can be deleted."""

    def __init__(self, folder: Path, frees: int) -> None:
        self.folder, self._size = folder, ROOM
        size = (frees + 2) * ROOM
        self._is_mounted = os.geteuid() == 0 and _run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder)
        self.kind = "ENOSPC from a tmpfs" if self._is_mounted else "EFBIG from a limit on the size of a file"
        self._others = [folder / f"other-{number}" for number in range(frees + 1)] if self._is_mounted else []
        for file in self._others:
            file.write_bytes(bytes(ROOM))

    @property
    def room(self) -> int | None:
        """The limit that a worker starts with, in bytes, where there is no real disk."""
        return None if self._is_mounted else self._size

    def free(self, process: Process) -> None:
        """Make room for a process that runs."""
        self._size += ROOM
        if self._is_mounted:
            self._others.pop().unlink()
        else:
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (self._size, resource.RLIM_INFINITY))

    def free_all(self) -> None:
        """Make room for whatever starts now."""
        for file in self._others:
            file.unlink()

    def end(self) -> None:
        """Give it back."""
        if self._is_mounted:
            _run("umount", self.folder)


def _run(*command: str | Path) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextmanager
def _disk(folder: Path, frees: int) -> Iterator[Disk]:
    folder.mkdir()
    disk = Disk(folder, frees)
    try:
        yield disk
    finally:
        kill_all()
        disk.end()


def run(home: Path, random: Random, times: int) -> Outcome:
    """Fill the disk and free it so many times: the process lives on, or is killed and started on the full disk."""
    outcome, ledger = Outcome(NAME, times), Ledger()
    with _disk(home / "small", times) as disk:
        # The sink is elsewhere: what it missed would fill what is freed before the journal can have any of it.
        sinks = {"lines": {"class": "file", "path": str(home / "lines.jsonl")}}
        process = Process(disk.folder, sinks, ledger, room=disk.room).ready()
        process.tell("load")
        for number in range(times):
            _refused(process, ledger)
            if number == 0 or random.random() < 0.5:
                process.kill()
                process = Process(disk.folder, sinks, ledger, room=disk.room).ready()
                process.tell("load")
                _refused(process, ledger)
            disk.free(process)
            process.await_more(ledger, "event once there is room")
        process.end()
        disk.free_all()
        drain(Process(disk.folder, sinks, ledger), ledger)
        _check(outcome, ledger, disk.folder, home / "lines.jsonl")
        outcome.details["disk"] = disk.kind
    outcome.details["errors"] = sorted({reason.replace(str(home), "…") for reason in ledger.reasons})
    return outcome


def _refused(process: Process, ledger: Ledger) -> None:
    """Wait until an event finds no room."""
    known = ledger.refused
    process.heard(lambda: ledger.refused > known, "refusal on a full disk")


def _check(outcome: Outcome, ledger: Ledger, folder: Path, path: Path) -> None:
    found = examine(folder)
    check_journal(outcome, found, ledger)
    delivered, broken = lines(path)
    outcome.repeated_at_sinks = repeats(delivered.values())
    outcome.expect(not broken, f"the sink holds lines that are no capsule: {broken[:3]}")
    outcome.expect(delivered.keys() == found.stored.keys(), "the sink has not got all")
    open_ = {number for numbers in ledger.sent.values() for number in numbers} - ledger.acknowledged
    outcome.expect(not open_, f"{len(open_)} events that were refused were not taken when they came again")

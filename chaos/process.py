"""The parent's hand on a worker: starts it, tells it what to do, hears what it reports, kills it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DEADLINE = 60.0
"""Seconds after which a worker that does not answer counts as stuck."""

ROOT = Path(__file__).parent.parent

SPACE = 100_000_000
"""Numbers of one person; those of a process's own events begin behind them all."""

OWN = 10**10

LIFE = 1_000_000
"""Own numbers of one life of a process."""


_living: set[Process] = set()


def kill_all() -> None:
    """End whatever a fault that failed half way has left running."""
    for process in list(_living):
        process.kill()


class StuckError(RuntimeError):
    """A worker ended or did not answer where it had to."""


@dataclass
class Ledger:
    """What the workers of one folder have reported, over all their lives."""

    acknowledged: set[int] = field(default_factory=set)
    sent: dict[str, set[int]] = field(default_factory=dict)
    lives: int = 0
    space: int = 0
    """Which hundred million numbers its first person has; ledgers of one folder need different ones."""
    refused: int = 0
    reasons: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    """Crashes, and verdicts that no event of ours can deserve."""
    invalid: set[int] = field(default_factory=set)
    """What was refused for good: an event of ours deserves it only where its number now stands by a damaged one."""

    def note(self, said: Mapping[str, Any]) -> None:
        """Write down one report."""
        self.acknowledged.update(said.get("ack", ()))
        if "sent" in said:
            self.sent.setdefault(said["person"], set()).update(said["sent"])
        self.invalid.update(said.get("invalid", ()))
        self.refused += said.get("refused", 0)
        if "why" in said:
            self.reasons.add(said["why"])
        self.wrong += [f"{key}: {said[key]}" for key in ("crash", "odd") if key in said]

    def client(self, person: str, index: int) -> dict[str, Any]:
        """Where a client goes on: what was sent and not acknowledged is sent again, as a real one would."""
        sent = self.sent.get(person, set())
        first = max(sent, default=(self.space + index) * SPACE) + 1
        return {"person": person, "first": first, "again": sorted(sent - self.acknowledged - self.invalid)}

    def next_own(self) -> int:
        """The first own number of the next life."""
        self.lives += 1
        return OWN * (1 + self.space) + self.lives * LIFE


class Process:
    """One life of a worker. Its log goes to the end of a file.

    `room` limits the size of each of its files, in bytes; without `own`, it emits nothing of its own.
    """

    def __init__(
        self,
        folder: Path,
        sinks: Mapping[str, Mapping[str, Any]],
        ledger: Ledger,
        people: Sequence[str] = ("reader",),
        *,
        own: bool = True,
        room: int | None = None,
    ) -> None:
        clients = [ledger.client(person, index) for index, person in enumerate(people)]
        own_first = ledger.next_own() if own else 0
        spec = {"folder": str(folder), "sinks": sinks, "clients": clients, "own": own_first, "room": room}
        self._ledger, self._changed = ledger, threading.Condition()
        self._answers: list[dict[str, Any]] = []
        self._has_ended = False
        self.log = folder.parent / "log"
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "chaos.worker", json.dumps(spec)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
        self.pid = self._process.pid
        _living.add(self)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def tell(self, what: str, **options: Any) -> None:
        """Have the worker do something. One that is gone hears nothing."""
        assert self._process.stdin
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps([what, options]).encode() + b"\n")
            self._process.stdin.flush()

    def ask(self, what: str, **options: Any) -> Any:
        """Have the worker do something, and wait for its answer. Raises StuckError, also where it was refused."""
        self.tell(what, **options)
        said = self.answer(what)
        if "error" in said:
            raise StuckError(f"{what}: {said['error']}")
        return said.get("answer")

    def answer(self, what: str) -> dict[str, Any]:
        """Wait for the end of what the worker was told to do. Raises StuckError."""
        found = self.heard(lambda: next((one for one in self._answers if one["done"] == what), None), what)
        self._answers.remove(found)
        return dict(found)

    def ready(self) -> Process:
        """Wait until the worker has its EventLog."""
        self.answer("ready")
        return self

    def heard(self, state: Callable[[], Any], what: str) -> Any:
        """Wait until a state that depends on reports holds. Raises StuckError."""
        with self._changed:
            self._changed.wait_for(lambda: state() or self._has_ended or self._ledger.wrong, DEADLINE)
            found = state()
        if not found:
            why = self._ledger.wrong or ("it has ended" if self._has_ended else f"{DEADLINE} s have passed")
            raise StuckError(f"no {what}: {why}; {self.last_words()}")
        return found

    def await_more(self, ledger: Ledger, what: str) -> None:
        """Wait until something more is acknowledged. Raises StuckError."""
        known = len(ledger.acknowledged)
        self.heard(lambda: len(ledger.acknowledged) > known, what)

    def last_words(self) -> str:
        """The end of the log."""
        return self.log.read_text(errors="replace")[-1500:]

    def end(self, number: int | None = None) -> int:
        """Let the worker close and end, or send it a signal; the code with which it ended."""
        if number is not None:
            self._process.send_signal(number)
        else:
            self.tell("close")
        assert self._process.stdin and self._process.stdout
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            code = self._process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            self._ledger.wrong.append(f"a worker did not end: {self.last_words()}")
            code = -signal.SIGKILL
        self._reader.join()
        self._process.stdout.close()
        _living.discard(self)
        return code

    def kill(self) -> None:
        """SIGKILL, and hear what it still said."""
        self.end(signal.SIGKILL)

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            if not line.endswith(b"\n"):
                break
            said = json.loads(line)
            with self._changed:
                self._ledger.note(said)
                if "done" in said:
                    self._answers.append(said)
                self._changed.notify_all()
        with self._changed:
            self._has_ended = True
            self._changed.notify_all()

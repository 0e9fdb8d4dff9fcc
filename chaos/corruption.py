"""A journal that is cut short, or of which a bit is flipped, at random: never a crash, and never without a word.

What the next start must do: go on with the file, where `verify` then tells what is wrong with it, or set it aside
under a name that says so, begin a new one, and log it. An event that is then neither in the journals nor at the sink,
while nobody says anything, is lost in silence.
"""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from jupyter_eventlog.journal.sqlite import SqliteJournal

from .evidence import Evidence, examine, lines, set_aside
from .outcome import Outcome
from .process import OWN, Ledger, Process, StuckError
from .settled import PAUSE
from .world import OWNER, data

NAME, TIMES = "corruption", 200

BEFORE, AFTER = 400, 30
"""Events from each that are there before the damage, and that are sent after it."""

REPEATED = 25
"""Old events that are sent again after the damage."""

PATIENCE, DEADLINE = 1.0, 15.0
"""Seconds after which what was refused, or failed at the sink, counts as stuck: some tries of a client and of a
back-off; and what just takes long."""

READER = "reader"


@dataclass(frozen=True)
class Damage:
    """One way to break a folder: which of its two states, which file, and what is done to it where."""

    state: str
    file: str
    kind: str
    at: float
    bit: int

    def do(self, folder: Path) -> str:
        """Break it, and say how."""
        file = folder / self.file
        content = bytearray(file.read_bytes())
        place = int(self.at * len(content))
        if self.kind == "cut":
            file.write_bytes(content[:place])
        else:
            content[place] ^= 1 << self.bit
            file.write_bytes(content)
        where = f"at byte {place} of {len(content)}" + (f", bit {self.bit}" if self.kind == "flip" else "")
        return f"{self.state}, {self.file} {self.kind} {where}"


@dataclass
class Case:
    """What came of one damage."""

    how: str
    file: str
    ledger: Ledger
    unsent: str = ""
    undelivered: str = ""
    code: int = 0
    found: Evidence = field(default_factory=Evidence)
    delivered: Counter[int] = field(default_factory=Counter)
    aside: list[str] = field(default_factory=list)
    log: str = ""

    @property
    def is_told(self) -> bool:
        """Whether anybody who looks is told that something is wrong."""
        return bool(self.found.told or self.found.unfit or self.aside or self.unsent or self.undelivered)


def run(home: Path, random: Random, times: int) -> Outcome:
    """Make a journal, break a copy of it so many times, and start on each."""
    outcome, known = Outcome(NAME, times), _original(home / "original")
    ways: Counter[str] = Counter()
    for number in range(times):
        damage = _choose(random)
        folder = home / str(number)
        shutil.copytree(home / "original" / damage.state, folder)
        case = _start(folder, damage.file, damage.do(folder / "journal"), known)
        ways[_judge(case, known, outcome)] += 1
        shutil.rmtree(folder)
    outcome.details |= dict(sorted(ways.items()))
    return outcome


def _choose(random: Random) -> Damage:
    state = random.choice(["closed", "killed"])
    file = "journal-1.sqlite" if state == "closed" else random.choice(["journal-1.sqlite", "journal-1.sqlite-wal"])
    # Half of all flips near the beginning, where the header and the schema are.
    at = random.random() * random.choice([1, 0.05])
    return Damage(state, file, random.choice(["cut", "flip"]), at, random.randrange(8))


def _original(home: Path) -> Ledger:
    """Two folders with the same events that no sink has yet: as a kill leaves it, with a log, and closed in order."""
    killed, ledger = home / "killed" / "journal", Ledger()
    killed.parent.mkdir(parents=True)
    # A folder cannot be appended to, so that the sink fails.
    (killed.parent / "lines.jsonl").mkdir()
    for life in range(2):
        process = Process(killed, _sinks(killed.parent), ledger, [READER]).ready()
        process.ask("load", limit=BEFORE)
        process.ask("settle", stop=False)
        if life == 0:
            # What is in the file itself by now is not in the log of the second life.
            process.end()
    process.kill()
    (killed.parent / "lines.jsonl").rmdir()
    (killed.parent / "log").unlink()
    shutil.copytree(killed.parent, home / "closed")
    examined = examine(killed)
    assert not examined.told and examined.stored.keys() == ledger.acknowledged, "the original is not whole"
    journal = SqliteJournal(home / "closed" / "journal", ("lines",), lambda: None)
    assert journal.hold()
    journal.close()
    return ledger


def _sinks(home: Path) -> dict[str, dict[str, object]]:
    return {"lines": {"class": "file", "path": str(home / "lines.jsonl")}}


def _start(home: Path, file: str, how: str, known: Ledger) -> Case:
    """Start on a broken folder, send some old and some new events, and end."""
    folder, old = home / "journal", sorted(known.sent[READER])
    ledger = Ledger(lives=known.lives, sent={READER: set(old)}, acknowledged=set(old[REPEATED:]))
    process = Process(folder, _sinks(home), ledger, [READER])
    case = Case(how, file, ledger)
    try:
        process.ready().ask("load", limit=AFTER)
        case.unsent = _trouble(partial(_send_state, ledger, known))
        process.ask("settle")
        case.undelivered = case.unsent or _trouble(partial(_sink_state, process))
    except StuckError as error:
        case.undelivered = str(error)
    case.code = process.end()
    case.found, case.aside, case.log = examine(folder), set_aside(folder), process.last_words()
    case.delivered, _ = lines(home / "lines.jsonl")
    return case


def _trouble(state: Callable[[], str | None]) -> str:
    """Wait until a state is None; else what it was for PATIENCE seconds, "" not counted, or for DEADLINE."""
    began, since = time.monotonic(), 0.0
    while (said := state()) is not None:
        now = time.monotonic()
        since = (since or now) if said else 0.0
        if said and now - since > PATIENCE:
            return said
        if now - began > DEADLINE:
            return "it takes too long"
        time.sleep(PAUSE)
    return ""


def _send_state(ledger: Ledger, known: Ledger) -> str | None:
    """None once old and new events are acknowledged, and one of the process's own; else the errors so far."""
    new = ledger.acknowledged - known.acknowledged
    clients = sum(number < OWN for number in new)
    if not ledger.sent[READER] - ledger.acknowledged - ledger.invalid and clients >= AFTER and len(new) > clients:
        return None
    return ", ".join(sorted(reason.rpartition("/")[2] for reason in ledger.reasons))


def _sink_state(process: Process) -> str | None:
    """None once nothing waits for the sink; else the error of its last try."""
    pending, error = process.ask("waiting")["lines"]
    return None if pending == 0 else error or ""


def _judge(case: Case, known: Ledger, outcome: Outcome) -> str:
    """In one word what came of it; all that is wrong is noted."""
    kept = case.found.stored.keys() | case.delivered.keys()
    new = case.ledger.acknowledged - known.acknowledged
    lost = new - kept
    outcome.acknowledged += len(new)
    outcome.lost += len(lost)
    outcome.refused += case.ledger.refused
    wrongs = {
        "crash": "; ".join(case.ledger.wrong) or (f"ended with {case.code}: {case.log}" if case.code else ""),
        "called invalid": "" if case.found.told else sorted(case.ledger.invalid)[:9],
        "verify crashed": "; ".join(case.found.unfit),
        "takes nothing": case.unsent,
        "a sink gets nothing": "" if case.unsent else case.undelivered,
        "set aside without a word": case.aside and "eventlog" not in case.log and str(case.aside),
        "new events lost": lost and f"{len(lost)} acknowledged after the damage are neither stored nor delivered",
        "lost in silence": "" if case.is_told else _silent(case, known),
    }
    found = {what: said for what, said in wrongs.items() if said}
    outcome.failures += [f"{case.how}: {what}: {said}" for what, said in found.items()]
    if found:
        return f"FAILED {case.file}: {next(iter(found))}"
    return "set aside" if case.aside else "verify tells" if case.found.told else "no harm"


def _silent(case: Case, known: Ledger) -> str:
    """What is gone or altered, where nobody says so."""
    missing = known.acknowledged - case.found.stored.keys()
    unseen = known.acknowledged - missing - case.delivered.keys()
    altered = [one for one, text in case.found.texts.items() if text != data(one, _person(one))["text"]]
    said = {"are gone": missing, "were never delivered": unseen, "are altered": altered}
    return ", ".join(f"{len(which)} {what}" for what, which in said.items() if which)


def _person(number: int) -> str:
    return OWNER if number >= OWN else READER

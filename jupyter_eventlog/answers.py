"""What a person said, and what it comes to: the vocabulary of consent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from .disclosure import Disclosure

Answer = Literal["yes", "no", "shown", "closed", "signal"]
"""`shown`: a notice was in view for long enough, or answered by a button; `closed`: a request was put away; `signal`: a
privacy signal came, which is a no until a later yes."""

Scope = Literal["all", "purpose", "schema", "destination"]
Status = Literal["always", "on", "off", "asked", "changed", "unasked", "signal"]
"""`asked` and `changed` are off and wait for an answer; `unasked` is off and nobody is asked; `signal` is off because
of the browser's or the machine's privacy signal."""

Ground = Literal["yes", "shown", "required"]
Lapse = Literal["wider", "age", "signal"]


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that a person said, or was shown, with all of which they were told then.

    `target` is the id of the purpose or schema or the name of the destination that `scope` speaks of, else None;
    `signal` says whether a privacy signal counted as a no then, `session` which run of the server or page it was.
    """

    answer: Answer
    scope: Scope
    time: str
    disclosures: Mapping[str, Disclosure]
    target: str | None = None
    signal: bool = False
    session: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the worth of an answer depends on beside the answer.

    `session` is this run of the server and `began` when it started (RFC 3339, UTC): a notice counts in later ones only.
    `durable` is False where answers are lost with the server, so that nobody is asked.
    """

    now: datetime
    valid_for: timedelta
    signal: bool = False
    session: str = ""
    began: str | None = None
    durable: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """Where one kind of event stands.

    `ground` is on what it is collected, `time` when that or a no was said, `record` its id; `wider` names what grew
    since a yes that has lapsed; `changed` all that is different from what was answered to; `off_destinations` are
    those that get nothing; `until` is when it ends by itself.
    What waits with the ground `shown` was told of in this session, and starts with the next.
    """

    status: Status
    ground: Ground | None = None
    time: str | None = None
    record: str | None = None
    wider: tuple[str, ...] = ()
    lapsed: Lapse | None = None
    changed: tuple[str, ...] = ()
    off_destinations: tuple[str, ...] = ()
    until: datetime | None = field(default=None, compare=False)

    @property
    def is_open(self) -> bool:
        """Whether the person has still to answer, or to be told."""
        return self.status in ("asked", "changed") and self.ground is None

    @property
    def granted(self) -> bool:
        """Whether anything may be collected."""
        return self.status in ("always", "on")

    def view(self) -> dict[str, Any]:
        """As the REST interface shows it."""
        return {
            "status": self.status,
            "ground": self.ground,
            "time": self.time,
            "record": self.record,
            "wider": list(self.wider),
            "lapsed": self.lapsed,
            "changed": list(self.changed),
            "off_destinations": list(self.off_destinations),
        }

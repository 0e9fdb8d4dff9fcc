"""All that the texts depend on, gathered; what is not known is neutral."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .kinds import Kind

Service = Literal["unconfigured", "error", "loading", "unknown", "ready"]


@dataclass(frozen=True)
class Waiting:
    """Records that wait in the browser, and the age of the oldest in minutes."""

    records: int
    minutes: int


@dataclass(frozen=True)
class Failing:
    """A destination that takes nothing at present."""

    destination: str
    since: str


@dataclass(frozen=True)
class Situation:
    """What is collected here, from whom, and what hinders it.

    `operator` is as the policy view gives it, `{"self": True}` for oneself; `contact` is whom to ask where the operator
    names nobody; `muted`: the operator lets nobody be asked; `quiet`: nobody is to be asked now, after another request
    or because the host is silent; `temporary`: answers do not outlive the session; `paused` is since when; `unseen` are
    required kinds whose notice the person has not seen; `earlier` is how many records are left from before the operator
    turned collection off; `lite`: there is no server.
    """

    service: Service = "ready"
    operator: Mapping[str, Any] | None = None
    contact: str | None = None
    kinds: Sequence[Kind] = ()
    muted: bool = False
    quiet: bool = False
    temporary: bool = False
    minors: bool = False
    signal: bool = False
    test_mode: bool = False
    paused: str | None = None
    unseen: Sequence[str] = ()
    earlier: int = 0
    waiting: Waiting | None = None
    failing: Sequence[Failing] = ()
    lite: bool = False

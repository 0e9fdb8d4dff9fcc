"""What a destination must be: one method that hands over a batch, and two ways to say that it could not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Capsule = Mapping[str, Any]

LONGEST_REASON = 300
"""So many characters of what a sink says are kept."""


@dataclass(frozen=True)
class Destination:
    """Where a sink leads, in the words that a person reads.

    `unknown` marks one of which the operator has not said where it goes: it counts as a third party and gets
    nothing until somebody switches it on. `erasure` is what the operator says becomes of what is to be erased there:
    here, on-request or no; None where nothing is said.
    """

    name: str
    destination: str
    third_party: bool = False
    run_by: str | None = None
    country: str | None = None
    unknown: bool = False
    erasure: str | None = None


class Sink(Protocol):
    """Hands capsules to one destination. Batching, order, retries and dead letters are not its business."""

    @property
    def destination(self) -> Destination:
        """Where it leads."""

    def write(self, batch: Sequence[Capsule]) -> None:
        """Deliver a batch; returning means delivered.

        Raises Rejected for capsules that the destination will never take, and UnavailableError while it takes none; any
        other exception means "try again", and if it is one event alone that fails again and again, it is set aside.
        """

    def close(self) -> None:
        """Let go of what the sink holds open; safe to call twice."""


class SafeError(Exception):
    """Why a batch was not taken this time; its text is shown, so it holds no address, no secret, nothing of events."""


class UnavailableError(SafeError):
    """The destination takes nothing now, whatever it is given: no event is to blame, and none is looked for."""


class Rejected(Exception):  # noqa: N818  it is the destination's answer, not our error
    """Capsules that a destination refused for good, by their ids; the rest of the batch was delivered."""

    def __init__(self, ids: Sequence[str], reason: str) -> None:
        super().__init__(reason)
        self.ids = frozenset(ids)
        self.reason = reason

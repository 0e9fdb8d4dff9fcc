"""Where each kind of activity stands, as the texts need it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..answers import Ground, Lapse, Status
from ..disclosure import Disclosure


@dataclass(frozen=True)
class Kind:
    """One kind of activity that the operator allows.

    `time` is that of the present answer or notice; `wider` is what grew since the yes that has lapsed, as
    :func:`jupyter_eventlog.widening.widened` names it; `off_destinations` are the third parties that the person has
    switched off; `refused` is when a person said no to what has become required since; `not_sent` are the fields that
    the page they look at leaves out of what it sends; `changed` is all that is different from what was answered to, as
    :func:`jupyter_eventlog.differences.differences` names it.
    """

    id: str
    disclosure: Disclosure
    status: Status
    ground: Ground | None = None
    time: str | None = None
    wider: Sequence[str] = ()
    lapsed: Lapse | None = None
    off_destinations: Sequence[str] = ()
    refused: str | None = None
    not_sent: Sequence[str] = ()
    changed: Sequence[str] = ()


def is_recorded(kind: Kind) -> bool:
    """Whether a kind is recorded."""
    return kind.status in ("on", "always")


def waits(kind: Kind) -> bool:
    """Whether a kind waits for an answer, or for its notice to be seen."""
    return kind.status in ("asked", "changed")


def is_open(kind: Kind) -> bool:
    """Whether a kind still waits; what was told of in this session starts with the next by itself."""
    return waits(kind) and kind.ground is None


def is_notice(kind: Kind) -> bool:
    """Whether a kind starts by itself once its notice was seen."""
    return bool(kind.disclosure["mode"] == "opt-out")


def acceptable(kind: Kind) -> bool:
    """Whether one Accept for all may cover a kind.

    A yes is given to a purpose, so a kind without one can only be switched on by itself.
    """
    return waits(kind) and not is_notice(kind) and kind.disclosure["purpose"] is not None


def destinations_of(kind: Kind) -> list[Mapping[str, Any]]:
    """Where a kind goes, without what the person has switched off."""
    return [one for one in kind.disclosure["destinations"] if one["name"] not in kind.off_destinations]

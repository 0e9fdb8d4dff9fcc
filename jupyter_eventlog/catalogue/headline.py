"""The first two lines: what they are called, what they say, and what can be done there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .kinds import Kind
from .operator import Operator
from .words import Words


@dataclass(frozen=True)
class Headline:
    """A state in two lines, and the actions that go with it, in order."""

    name: str
    line1: str
    line2: str = ""
    actions: Sequence[str] = ()


@dataclass(frozen=True)
class Facts:
    """What the sentences speak about."""

    kinds: Sequence[Kind]
    operator: Operator
    words: Words

    def count(self, status: str) -> int:
        """How many kinds stand so."""
        return sum(kind.status == status for kind in self.kinds)


def joined(parts: Iterable[str | None]) -> str:
    """Sentences one after the other."""
    return " ".join(part for part in parts if part)


def latest(kinds: Iterable[Kind]) -> str | None:
    """The newest answer or notice of some kinds."""
    return max((kind.time for kind in kinds if kind.time is not None), default=None)

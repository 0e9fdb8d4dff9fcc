"""The vectors of `conformance/`: pure functions that they drive, and the runner behind `make conformance`."""

from __future__ import annotations

from .capsules import make_capsule
from .events import evaluate, suite_pipeline, suite_registry
from .projections import suite_projected
from .runner import CHECKS, failures, main
from .schemas import refusal

__all__ = [
    "CHECKS",
    "evaluate",
    "failures",
    "main",
    "make_capsule",
    "refusal",
    "suite_pipeline",
    "suite_projected",
    "suite_registry",
]

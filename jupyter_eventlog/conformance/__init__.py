"""The vectors of `conformance/`: pure functions that they drive, and the runner behind `make conformance`."""

from __future__ import annotations

from .events import evaluate, suite_pipeline
from .runner import CHECKS, failures, main
from .schemas import refusal

__all__ = ["CHECKS", "evaluate", "failures", "main", "refusal", "suite_pipeline"]

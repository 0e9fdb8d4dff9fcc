"""What becomes of an event: cases `{event, expect: {status, data?, redacted?}}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..canonical import version_text
from ..pipeline import Pipeline
from ..policy_reader import parse_policy
from ..registry import Registry
from ..types import Draft, Drop
from .compare import Check, difference


def suite_registry(suite: Mapping[str, Any]) -> Registry:
    """The registry of a suite `{schemas?, classifications?}`."""
    registry = Registry()
    for document in suite.get("schemas", ()):
        registry.register(document)
    for overlay in suite.get("classifications", ()):
        registry.classify(overlay)
    return registry


def suite_pipeline(suite: Mapping[str, Any]) -> Pipeline:
    """The pipeline of a suite `{schemas, classifications?, policy}`."""
    return Pipeline(suite_registry(suite), parse_policy(suite["policy"]))


def evaluate(pipeline: Pipeline, consent: Mapping[str, bool] | None, event: Mapping[str, Any]) -> dict[str, Any]:
    """What becomes of one event: `{status}`, with `data` and `redacted` when it is stored.

    `consent` is None where everything is granted; a schema that it does not hold is not.
    """
    draft = Draft(
        schema_id=event["schema_id"],
        version=version_text(event["version"]) or "",
        data=event.get("data"),
        session=event.get("session"),
        redacted=event.get("redacted"),
    )
    result = pipeline.process(draft, lambda schema_id: consent is None or consent.get(schema_id) is True)
    if isinstance(result, Drop):
        return {"status": result.status}
    return {"status": "stored", "data": result.data, "redacted": result.redacted}


def events(suite: Mapping[str, Any]) -> Check:
    """The check of a suite's events."""
    pipeline = suite_pipeline(suite)
    return lambda case: difference(evaluate(pipeline, suite.get("consent"), case["event"]), case["expect"])

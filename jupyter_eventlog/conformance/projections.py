"""What may be stored, and what is left of it: cases `{projected, schema_id}` and `{sanitize, expect}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..canonical import version_text
from ..projected import projected_schema
from ..projection import project
from ..sanitize import sanitizer
from ..types import Draft, Kept
from .compare import Check, difference
from .events import suite_pipeline, suite_registry


def suite_projected(suite: Mapping[str, Any], schema_id: str, version: str, *, final: bool = True) -> dict[str, Any]:
    """The projected schema of one of a suite's schemas, at the last hop or at one before."""
    entry = suite_pipeline(suite).policy.schemas[schema_id]
    schema = suite_registry(suite).get(schema_id, version)
    if schema is None:
        raise KeyError(schema_id)
    return projected_schema(project(schema, entry, b"" if final else None))


def projected(suite: Mapping[str, Any]) -> Check:
    """The check of cases `{projected: a schema, schema_id, version, final?}`."""
    return lambda case: difference(
        {
            "projected": suite_projected(
                suite, case["schema_id"], str(version_text(case["version"])), final=case.get("final", True)
            )
        },
        {"projected": case["projected"]},
    )


def sanitize(suite: Mapping[str, Any]) -> Check:
    """The check of cases `{sanitize: an event, expect: {data, redacted}}`; the event is stored first."""
    pipeline, registry = suite_pipeline(suite), suite_registry(suite)

    def check(case: Mapping[str, Any]) -> str | None:
        event = case["sanitize"]
        version = str(version_text(event["version"]))
        draft = Draft(event["schema_id"], version, event["data"], redacted=event.get("redacted"))
        kept = pipeline.process(draft, lambda _: True)
        schema = registry.get(event["schema_id"], version)
        if not isinstance(kept, Kept) or schema is None:
            return "is not stored"
        apply = sanitizer(schema, kept.entry)
        data, redacted = kept.data, kept.redacted
        if apply:
            data, redacted = apply(data, redacted)
        return difference({"data": data, "redacted": redacted}, case["expect"])

    return check

"""The pure function that the conformance vectors drive, and the runner behind `make conformance`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .canonical import version_text
from .pipeline import Pipeline
from .policy_reader import parse_policy
from .registry import Registry
from .types import Draft, Drop


def suite_pipeline(suite: Mapping[str, Any]) -> Pipeline:
    """The pipeline of a suite `{schemas, classifications?, policy, consent?, cases}`."""
    registry = Registry()
    for document in suite["schemas"]:
        registry.register(document)
    for overlay in suite.get("classifications", ()):
        registry.classify(overlay)
    return Pipeline(registry, parse_policy(suite["policy"]))


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
    return {"status": "stored", "data": result.draft.data, "redacted": result.draft.redacted}


def failures(suite: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Each case's title and, where it fails, the difference."""
    pipeline = suite_pipeline(suite)
    for case in suite["cases"]:
        found = evaluate(pipeline, suite.get("consent"), case["event"])
        wrong = [key for key, value in case["expect"].items() if not _same(found.get(key), value)]
        difference = "; ".join(f"{key}: {_text(found.get(key))}, not {_text(case['expect'][key])}" for key in wrong)
        yield case["title"], difference or None


def _same(found: Any, expected: Any) -> bool:
    """JSON equality: 1 is 1.0, but true is not 1."""
    return _text(found) == _text(expected)


def _text(value: Any) -> str:
    def plain(item: Any) -> Any:
        if isinstance(item, dict):
            return {key: plain(one) for key, one in item.items()}
        if isinstance(item, list):
            return [plain(one) for one in item]
        return int(item) if isinstance(item, float) and item.is_integer() else item

    return json.dumps(plain(value), sort_keys=True)


def main(arguments: list[str] | None = None) -> int:
    """Run every vector of a folder; the last line is `N passed, M failed`."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    passed = failed = 0
    for file in sorted(folder.rglob("*.json")):
        for title, difference in failures(json.loads(file.read_text(encoding="utf-8"))):
            passed, failed = passed + (difference is None), failed + (difference is not None)
            if difference:
                sys.stdout.write(f"FAILED {file.name}: {title}: {difference}\n")
    sys.stdout.write(f"{passed} passed, {failed} failed\n")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())

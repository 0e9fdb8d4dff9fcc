"""What is disclosed, and what is more than before: cases `{disclosure}` and `{old, new, wider, grew?}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..disclosure import Disclosure, destination_view, disclose
from ..eventlog import HERE
from ..policy_reader import parse_policy
from ..widening import widened
from .compare import Check, difference
from .events import suite_registry


def disclosures(suite: Mapping[str, Any], changes: Mapping[str, Any] | None = None) -> dict[str, Disclosure]:
    """What a suite discloses, with `changes` `{policy?, entry?, schemas?, classifications?, destinations?}`.

    `entry` changes each allowed schema's.
    """
    changes = changes or {}
    whole = {**suite, **changes}
    policy = parse_policy(_changed(whole.get("policy", {}), changes.get("entry")))
    if policy.errors:
        raise ValueError("; ".join(policy.errors))
    registry = suite_registry(whole)
    places = [destination_view(HERE), *whole.get("destinations", ())]
    return {schema_id: disclose(registry, policy, schema_id, places) for schema_id in policy.schemas}


def widenings(suite: Mapping[str, Any]) -> Check:
    """The check of cases that compare two disclosures."""

    def check(case: Mapping[str, Any]) -> str | None:
        before = disclosures(suite, case["old"])
        found: list[str] = []
        for schema_id, one in disclosures(suite, case["new"]).items():
            found += widened(before[schema_id], one) if schema_id in before else [f"schema {schema_id}"]
        expected = {key: case[key] for key in ("wider", "grew") if key in case}
        return difference({"wider": bool(found), "grew": found}, expected)

    return check


def disclosed(suite: Mapping[str, Any]) -> Check:
    """The check of cases that tell parts of a disclosure."""

    def check(case: Mapping[str, Any]) -> str | None:
        found = disclosures(suite, case)
        wrong = [difference(found.get(name, {}), parts) for name, parts in case["disclosure"].items()]
        return "; ".join(one for one in wrong if one) or None

    return check


def _changed(policy: Mapping[str, Any], entry: Mapping[str, Any] | None) -> Mapping[str, Any]:
    if entry is None:
        return policy
    allowed = {schema_id: {**said, **entry} for schema_id, said in policy["allowed_schemas"].items()}
    return {**policy, "allowed_schemas": allowed}

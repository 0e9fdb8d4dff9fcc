"""What a policy is told: cases `{policy, destinations?, errors: sentences, warnings?, kinds_off?}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..policy_check import check_destinations, check_policy
from ..policy_reader import parse_policy
from .compare import Check, difference
from .events import suite_registry


def policies(suite: Mapping[str, Any]) -> Check:
    """The check of cases that hold a policy."""
    registry = suite_registry(suite)

    def check(case: Mapping[str, Any]) -> str | None:
        policy = parse_policy(case["policy"])
        problems = check_policy(policy, registry) + check_destinations(policy, case.get("destinations", ()))
        found = {
            "errors": policy.errors + problems,
            "warnings": policy.warnings,
            "kinds_off": list(policy.kinds_off.values()),
        }
        return difference(found, {key: case.get(key, []) for key in found})

    return check

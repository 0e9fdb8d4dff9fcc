"""What answers are worth: cases `{records, now, signal?, session?, began?, durable?, decide, prompt?}`.

A record is `{answer, scope, target?, time, signal?, session?, covers?: schema ids, entry?, policy?, schemas?,
destinations?}`: what was shown then, as it differs from the suite.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..agreement import VALID_FOR
from ..answers import Circumstances, Record
from ..decision import decide
from ..durations import duration
from ..prompting import may_prompt
from .compare import Check, difference
from .disclosures import disclosures


def decisions(suite: Mapping[str, Any]) -> Check:
    """The check of cases that hold answers."""

    def check(case: Mapping[str, Any]) -> str | None:
        records = [_record(suite, said, index) for index, said in enumerate(case["records"])]
        at = Circumstances(
            datetime.fromisoformat(case["now"]),
            duration(VALID_FOR),
            signal=case.get("signal", False),
            session=case.get("session", ""),
            began=case.get("began"),
            durable=case.get("durable", True),
        )
        found = decide(disclosures(suite, case), records, at)
        wrong = [difference(found[name].view(), parts) for name, parts in case["decide"].items()]
        if case.get("prompt") not in (None, may_prompt(found, records, at)):
            wrong.append(f"prompt: not {case['prompt']}")
        return "; ".join(one for one in wrong if one) or None

    return check


def _record(suite: Mapping[str, Any], said: Mapping[str, Any], index: int) -> Record:
    shown = disclosures(suite, said)
    return Record(
        said["answer"],
        said["scope"],
        said["time"],
        {name: one for name, one in shown.items() if name in said.get("covers", shown)},
        target=said.get("target"),
        signal=said.get("signal", False),
        session=said.get("session", ""),
        id=str(index + 1),
    )

"""Both languages decide alike, on random schemas, policies and events."""

import json
import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import ID, PATHS, suite

from jupyter_eventlog.conformance import evaluate, make_capsule, suite_pipeline, suite_projected

HERE = Path(__file__).parent
BUILT = HERE.parent / "packages" / "core" / "lib" / "conformance.js"
EVENTS_EACH = 20
SUITES = 265
TIMES = ["2026-11-24T12:34:56Z", "2026-12-31T23:30:00.1234567-01:30", "2026-11-24T12:34:56+00:00Z", "2026-11-24", None]


def drawn(seed: int) -> dict:
    """A suite whose events come from an emitter or, one in four, from another hop; some of versions unknown."""
    random = Random(seed)
    made = suite(random, EVENTS_EACH)
    entry = made["policy"]["allowed_schemas"][ID]
    entry["user"] = random.choice(["drop", "hash", "keep"])
    entry["capsule"] = {"time": random.choice(["exact", "hour", "day"]), "session": random.choice(["exact", "drop"])}
    for case in made["cases"]:
        event = case["event"]
        event["version"] = random.choice(["1", "1", 1, 1.0, "2"])
        if random.random() < 0.25:
            event["redacted"] = random.sample([*PATHS, "none", "a\\"], random.randint(0, 2))
        said = {"session": "s-1", "sequence": random.randint(1, 9), "time": random.choice(TIMES)}
        case["draft"] = event | {key: value for key, value in said.items() if value is not None}
    made["stamp"] = {
        "source": "journal",
        "origin": "frontend",
        "policy": "digest",
        "session_key": "02" * 32,
        "user_key": "03" * 32,
        "user": random.choice(["é", None]),
        "base_url": random.choice(["https://example.org/published/", None]),
        "now": "2026-11-24T12:34:56.789000Z",
        "new_id": "0193-7",
        "new_random_id": "0193-4",
    }
    return made


@pytest.fixture(scope="module")
def typescript():
    if not BUILT.exists() or shutil.which("node") is None:
        pytest.fail("the JavaScript half is not built: run `make build` first")
    process = subprocess.Popen(
        ["node", str(HERE / "differential.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def ask(suite):
        process.stdin.write(json.dumps(suite) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    yield ask
    process.stdin.close()
    process.wait(10)
    process.stdout.close()


def test_both_languages_decide_alike(typescript):
    seeds, found = set(), {"stored": 0}

    @settings(deadline=None, max_examples=SUITES)
    @given(st.integers(0, 2**63))
    # A name that only the policy spells out, and that two patterns match which contradict each other.
    @example(3505)
    def agree(seed):
        suite = drawn(seed)
        pipeline, theirs = suite_pipeline(suite), typescript(suite)
        for case, there in zip(suite["cases"], theirs["events"], strict=True):
            here = evaluate(pipeline, None, case["event"])
            capsule = make_capsule(pipeline, case["draft"], suite["stamp"])
            assert normal({"found": here, "capsule": capsule}) == normal(there), case
            found[here["status"]] = found.get(here["status"], 0) + 1
        for final, there in zip((True, False), theirs["projected"], strict=True):
            here = None if pipeline.policy.errors else suite_projected(suite, ID, "1", final=final)
            assert normal(here) == normal(there)
        seeds.add(seed)

    agree()
    assert len(seeds) * EVENTS_EACH >= 5000
    assert sum(found.values()) >= 5000
    # Agreement on refusals alone would say little.
    assert found["stored"] >= 2500, found


def normal(found):
    """1.0 and 1 are one number in JSON."""
    return json.loads(
        json.dumps(found), parse_float=lambda text: int(float(text)) if float(text).is_integer() else float(text)
    )

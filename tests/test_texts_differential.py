"""Both languages say the same, byte for byte, of random policies and situations."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from situations import suites

from jupyter_eventlog.conformance.texts import said, suite_disclosures
from jupyter_eventlog.shape import ShapeError

HERE = Path(__file__).parent
BUILT = HERE.parent / "packages" / "consent" / "lib" / "conformance.js"
SUITES = 400


@pytest.fixture(scope="module")
def typescript():
    if not BUILT.exists() or shutil.which("node") is None:
        pytest.fail("the JavaScript half is not built: run `make build` first")
    process = subprocess.Popen(
        ["node", str(HERE / "differential_texts.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def ask(suite):
        process.stdin.write(json.dumps(suite) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    yield ask
    process.stdin.close()
    process.wait(10)
    process.stdout.close()


def test_both_languages_say_the_same(typescript):
    compared = 0

    # Shrinking asks the other process thousands of times; the case at hand says enough.
    @settings(deadline=None, max_examples=SUITES, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(suites())
    def agree(suite):
        nonlocal compared
        try:
            disclosures = suite_disclosures(suite)
        except ShapeError:
            # A contradiction that the server tells at its start; such a kind has no disclosure.
            reject()
        for case, theirs in zip(suite["cases"], typescript(suite), strict=True):
            ours = json.loads(json.dumps(said(suite, disclosures, case)))
            assert ours == theirs
            compared += bool(ours["cards"])

    agree()
    assert compared >= 300

"""The vectors of `conformance/`, each a test of its own."""

import json
from pathlib import Path

import pytest

from jupyter_eventlog.conformance import failures, main

FOLDER = Path(__file__).parent.parent / "conformance"
CASES = [
    pytest.param(difference, id=f"{file.stem}: {title}")
    for file in sorted(FOLDER.glob("*.json"))
    for title, difference in failures(json.loads(file.read_text(encoding="utf-8")))
]


@pytest.mark.parametrize("difference", CASES)
def test_vector(difference):
    assert difference is None


def test_the_runner_counts(tmp_path, capsys):
    suite = json.loads((FOLDER / "allow-nothing-is-allowed-by-default.json").read_text())
    (tmp_path / "good.json").write_text(json.dumps(suite))
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 passed, 0 failed"


def test_the_runner_fails_on_a_difference(tmp_path, capsys):
    suite = json.loads((FOLDER / "allow-nothing-is-allowed-by-default.json").read_text())
    suite["cases"][0]["expect"]["status"] = "stored"
    (tmp_path / "bad.json").write_text(json.dumps(suite))
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "0 passed, 1 failed"


def test_the_runner_fails_when_there_is_nothing_to_run(tmp_path):
    assert main([str(tmp_path)]) == 1

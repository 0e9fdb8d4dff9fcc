"""`jupyter eventlog sinks`: what waits, since when, and what was refused."""

import json

import pytest
from test_journal import row, store

from jupyter_eventlog.cli import main
from jupyter_eventlog.journal.sqlite import SqliteJournal


@pytest.fixture
def ask(tmp_path, capsys):
    lines = {"class": "file", "path": str(tmp_path / "lines"), "destination": "a file", "third_party": False}
    config = tmp_path / "config.py"
    config.write_text(f"get_config().EventLog.sinks = {{'lines': {lines!r}}}")

    def run_command(*more):
        code = main(["sinks", "--config", str(config), "--journal-dir", str(tmp_path / "journal"), *more])
        return code, capsys.readouterr().out

    return run_command


@pytest.fixture
def journal(tmp_path):
    made = SqliteJournal(tmp_path / "journal", ("lines", "gone"), lambda: None)
    names = ("lines", "gone")
    store(made, *(row(number, sinks=names, received=1_800_000_000.0 + number) for number in (1, 2, 3)))
    made.ack("lines", 2, [(2, "too large")])
    yield made
    made.close()


def test_what_waits_and_since_when(journal, ask):
    code, said = ask("--json")
    assert (code, json.loads(said)) == (
        1,
        {
            "gone": {
                "waiting": 3,
                "since": "2027-01-15T08:00:01.000000Z",
                "dead": {},
                "configured": False,
                "ends": None,
            },
            "lines": {
                "waiting": 1,
                "since": "2027-01-15T08:00:03.000000Z",
                "dead": {"too large": 1},
                "configured": True,
                "ends": None,
            },
        },
    )
    assert "gone: 3 waiting since 2027-01-15T08:00:01.000000Z  NOT CONFIGURED" in ask()[1]


def test_dead_letters_with_their_reasons(journal, ask):
    code, said = ask("--dead", "lines")
    letter = json.loads(said)
    assert (code, letter["reason"], letter["place"], letter["capsule"]["id"]) == (0, "too large", 2, "id-2")


def test_without_records(ask):
    assert ask() == (0, "No sinks.\n")

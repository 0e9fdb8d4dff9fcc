"""What holds across the life and death of a server's process."""

import json
import signal
import subprocess
import sys
import threading

import pytest
from servers import Server, until

COMMAND = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
GOOD = {"command_id": "notebook:run-cell", "trigger": "keyboard", "outcome": "succeeded"}


def config(home, level="technical", sink="c.EventLog.sinks = {'lines': {'class': 'file', 'path': LINES}}"):
    return f"""
c = get_config()
LINES = {str(home / "lines.jsonl")!r}
c.EventLog.allowed_schemas = {{{COMMAND!r}: {{"level": {level!r}}}}}
{sink}
"""


@pytest.fixture
def serve(tmp_path):
    servers = []

    def one(text=""):
        server = Server(tmp_path, text)
        servers.append(server)
        return server.start()

    yield one
    for server in servers:
        server.stop(signal.SIGKILL)


def events(*numbers):
    return [
        {"schema_id": COMMAND, "version": "1", "data": GOOD, "session": "s", "sequence": number} for number in numbers
    ]


def statuses(answer):
    assert answer[0] == 200
    return [one["status"] for one in answer[1]["results"]]


def delivered(home):
    file = home / "lines.jsonl"
    return [json.loads(line)["sequence"] for line in file.read_text().splitlines()] if file.exists() else []


def test_a_server_that_nobody_configured_does_nothing(serve, tmp_path):
    server = serve()
    assert server.ask("")[1]["state"] == "unconfigured"
    assert server.ask("events", events(1))[0] == 404
    for path in ("consent", "policy", "records", "schemas", "no/such/path"):
        assert server.ask(path)[1]["reason"] == "not-collecting"
    assert server.files() == set()


def test_what_was_acknowledged_outlives_a_kill(serve, tmp_path):
    # The sink fails until the second run, so that nothing can have been delivered before the kill.
    (tmp_path / "lines.jsonl").mkdir()
    server = serve(config(tmp_path))
    server.answer(COMMAND, "yes")
    assert statuses(server.ask("events", events(1, 2, 3))) == ["stored"] * 3
    server.stop(signal.SIGKILL)
    (tmp_path / "lines.jsonl").rmdir()
    server = serve(config(tmp_path))
    until(lambda: len(delivered(tmp_path)) >= 3, "the events of the killed server")
    assert delivered(tmp_path) == [1, 2, 3]
    assert statuses(server.ask("events", events(3, 4))) == ["duplicate", "stored"]


def test_events_and_kills_at_random_moments(serve, tmp_path):
    acknowledged = []
    server = serve(config(tmp_path))
    server.answer(COMMAND, "yes")
    number = 0
    for _ in range(3):
        killer = threading.Timer(0.3, server.stop, [signal.SIGKILL])
        killer.start()
        while True:
            number += 1
            try:
                assert statuses(server.ask("events", events(number))) == ["stored"]
            except OSError:
                break
            acknowledged.append(number)
        killer.join()
        server = serve(config(tmp_path))
    assert acknowledged
    until(lambda: set(acknowledged) <= set(delivered(tmp_path)), "every acknowledged event")


def test_an_orderly_end_stores_and_delivers_what_was_emitted(serve, tmp_path):
    server = serve(config(tmp_path))
    server.answer(COMMAND, "yes")
    assert statuses(server.ask("events", events(1))) == ["stored"]
    server.stop()
    assert delivered(tmp_path) == [1]


def test_answers_outlive_a_restart(serve, tmp_path):
    server = serve(config(tmp_path))
    server.answer(COMMAND, "yes")
    server.stop()
    server = serve(config(tmp_path))
    assert server.ask("consent")[1]["kinds"][COMMAND]["status"] == "on"


def test_a_wider_policy_ends_a_yes_but_not_a_no(serve, tmp_path):
    server = serve(config(tmp_path))
    server.answer(COMMAND, "yes")
    server.stop()
    server = serve(config(tmp_path, level="interaction"))
    kind = server.ask("consent")[1]["kinds"][COMMAND]
    assert (kind["status"], kind["lapsed"], kind["wider"]) == ("changed", "wider", ["field trigger"])
    assert statuses(server.ask("events", events(1))) == ["no-consent"]
    server.answer(COMMAND, "no")
    server.stop()
    server = serve(config(tmp_path, level="content"))
    assert server.ask("consent")[1]["kinds"][COMMAND]["status"] == "off"


def test_a_narrower_policy_keeps_a_yes(serve, tmp_path):
    server = serve(config(tmp_path, level="interaction"))
    server.answer(COMMAND, "yes")
    server.stop()
    server = serve(config(tmp_path, level="technical"))
    assert server.ask("consent")[1]["kinds"][COMMAND]["status"] == "on"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("c.EventLog.allowed_schemas = {'x': {'levle': 'technical'}}", 'did you mean "level"?'),
        ("c.EventLog.alowed_schemas = {}", 'did you mean "allowed_schemas"?'),
        ("c.EventLog.sinks = {'x': {'class': 'fil'}}", 'did you mean "file"?'),
        ("c.EventLog.allowed_schemas = 5", "allowed_schemas"),
        ("c.EventLog.sinks = {'x': 5}", "configuration cannot be used"),
        ("c.EventLog.allowed_schemas = {'x': {'obfuscate_categories': 5}}", "must be an object"),
        ("c.EventLog.upstream = 'https://hub.example'", "upstream is not supported yet"),
    ],
)
def test_a_mistake_leaves_the_server_running_and_collection_off(serve, tmp_path, line, message):
    server = serve(config(tmp_path) + line)
    _, status = server.ask("")
    assert status["state"] == "error"
    assert any(message in problem for problem in status["errors"])
    assert server.ask("events", events(1))[0] == 404
    assert message in (tmp_path / "log").read_text()


def test_an_unknown_destination_gets_nothing(serve, tmp_path):
    handler = "import logging.handlers\nc.EventLog.handlers = [logging.handlers.HTTPHandler('127.0.0.1:9', '/')]"
    server = serve(config(tmp_path, sink=handler))
    (sink,) = server.ask("")[1]["sinks"]
    assert sink["unknown"] is True
    assert sink["destination"] == "Unknown destination: a HTTPHandler log handler"
    assert "it gets nothing unless people switch it on" in (tmp_path / "log").read_text()


def command(server, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "jupyter_eventlog.cli", *arguments],
        env=server.environment,
        cwd=server.home,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_status_says_that_nothing_is_collected(tmp_path):
    server = Server(tmp_path)
    code, out, _ = command(server, "status")
    assert (code, out.splitlines()[0]) == (0, "Nothing is being collected.")
    assert json.loads(command(server, "status", "--json")[1])["state"] == "unconfigured"
    assert server.files() == set()


def test_status_names_a_mistake_and_fails(tmp_path):
    server = Server(tmp_path, config(tmp_path) + "c.EventLog.contakt = 'x'")
    code, out, _ = command(server, "status")
    assert code == 1
    assert out.splitlines()[:2] == [
        "Nothing is being collected.",
        "The operator's settings contain a mistake, so collection stays off.",
    ]
    assert 'did you mean "contact"?' in out


def test_status_and_tail_of_a_running_server(serve, tmp_path):
    server = serve(config(tmp_path))
    assert "is asking you." in command(server, "status")[1]
    server.answer(COMMAND, "yes")
    server.ask("events", events(1, 2))
    code, out, _ = command(server, "status")
    said = "1 kind of activity is being recorded for an operator who has not given a name."
    assert (code, out.splitlines()[0]) == (0, said)
    assert "2 records" in out
    code, out, _ = command(server, "tail", "-n", "1", "--json")
    assert json.loads(out)["sequence"] == 2
    code, out, _ = command(server, "tail")
    assert 'command-executed v1  {"command_id": "notebook:run-cell"' in out
    assert len(out.splitlines()) == 2


def test_tail_without_a_journal(tmp_path):
    server = Server(tmp_path)
    code, out, _ = command(server, "tail")
    assert (code, out) == (0, f"No records in {tmp_path / 'data' / 'eventlog'}\n")


def test_a_configuration_that_cannot_be_read(tmp_path):
    code, _, error = command(Server(tmp_path), "status", "--config", "missing.py")
    assert (code, error) == (1, "jupyter eventlog: missing.py: there is no such file\n")


@pytest.mark.parametrize("line", ["c.EventLog.sinks = {'x': 5}", "c.EventLog.allowed_schemas = 5"])
def test_status_of_a_configuration_that_cannot_be_used(tmp_path, line):
    code, _, error = command(Server(tmp_path, config(tmp_path) + line), "status")
    assert code == 1
    assert error.startswith("jupyter eventlog: the configuration cannot be used: ")
    assert "Traceback" not in error

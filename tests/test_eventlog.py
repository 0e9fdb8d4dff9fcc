"""The EventLog as a program meets it: `emit`, and what is (not) there while nothing is collected."""

import json
import logging
import logging.handlers
import subprocess
import sys
import threading

import pytest
from servers import until
from traitlets.config.loader import PyFileConfigLoader

from jupyter_eventlog import emit
from jupyter_eventlog.agreement import Reply
from jupyter_eventlog.callers import Caller
from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.consents import Circumstance
from jupyter_eventlog.current import set_current
from jupyter_eventlog.eventlog import EventLog, InvalidEventError
from jupyter_eventlog.journal.types import JournalError

ID = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
GOOD = {"command_id": "a:b", "trigger": "menu", "outcome": "failed"}
GROUND = {"consent": "required", "reason": "a test", "legal_basis": "other"}


@pytest.fixture
def make(tmp_path):
    made = []

    def one(entry=None, **options):
        config = Config()
        config.allowed_schemas = {ID: {"level": "technical", **GROUND, **(entry or {})}}
        config.journal_dir = str(tmp_path / "journal")
        for key, value in options.items():
            setattr(config, key, value)
        eventlog = EventLog(config.options(logging.getLogger("test")))
        made.append(eventlog)
        return eventlog

    yield one
    for eventlog in made:
        eventlog.close()
    set_current(None)


def lines(tmp_path):
    return [json.loads(line) for line in (tmp_path / "events.jsonl").read_text().splitlines()]


def test_an_emitted_event_reaches_a_logging_handler_filtered(make, tmp_path):
    handler = logging.handlers.RotatingFileHandler(tmp_path / "events.jsonl", delay=True)
    eventlog = make(handlers=[handler])
    set_current(eventlog)
    data = dict(GOOD)
    emit(ID, 1, data)
    data["command_id"] = "changed afterwards"
    emit(ID, 1, GOOD)
    eventlog.close()
    first, second = lines(tmp_path)
    assert first["data"] == {"command_id": "a:b", "outcome": "failed"}
    assert (first["sequence"], second["sequence"]) == (1, 2)
    assert first["session"] == second["session"]
    assert first["origin"] == "server"
    assert first["basis"] == "required"


def test_a_property_with_a_percent_sign_is_data(make, tmp_path):
    eventlog = make(handlers=[logging.FileHandler(tmp_path / "events.jsonl", delay=True)])
    eventlog.emit(ID, 1, {**GOOD, "command_id": "100%s %(x)s"})
    eventlog.close()
    assert lines(tmp_path)[0]["data"]["command_id"] == "100%s %(x)s"


def test_emit_never_raises_for_what_policy_makes_of_it(make, tmp_path):
    eventlog = make()
    for data in ({}, {"command_id": object()}, {**GOOD, "trigger": 1}, None, {1: 2}):
        eventlog.emit(ID, 1, data)
    eventlog.emit("https://example.org/unknown", 1, GOOD)
    eventlog.emit([ID], 1, GOOD)
    eventlog.flush().wait()
    assert eventlog.counters.snapshot() == {ID: {"invalid": 5}}


def test_an_invalid_event_is_logged_without_its_values(make, caplog):
    eventlog = make()
    eventlog.emit(ID, 1, {**GOOD, "trigger": "canary"})
    eventlog.flush().wait()
    assert "does not fit #/properties/trigger/enum" in caplog.text
    assert "canary" not in caplog.text


def test_strict_raises_for_an_invalid_event(make):
    with pytest.raises(InvalidEventError):
        make(strict=True).emit(ID, 1, {})


def test_a_journal_that_cannot_be_written_is_counted_and_does_not_raise(make, tmp_path, caplog):
    (tmp_path / "file").write_text("in the way")
    eventlog = make(journal_dir=str(tmp_path / "file" / "journal"))
    eventlog.emit(ID, 1, GOOD)
    with pytest.raises(JournalError):
        eventlog.flush().wait()
    assert eventlog.counters.snapshot() == {ID: {"failed": 1}}
    assert "could not be stored" in caplog.text


def test_threads_share_one_sequence_without_a_gap(make, tmp_path):
    eventlog = make(sinks={"lines": {"class": "file", "path": str(tmp_path / "events.jsonl")}})
    threads = [threading.Thread(target=lambda: [eventlog.emit(ID, 1, GOOD) for _ in range(50)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    eventlog.close()
    assert [one["sequence"] for one in lines(tmp_path)] == list(range(1, 201))


def test_coarsening_hides_the_time_in_every_attribute(make, tmp_path):
    entry = {"capsule": {"time": "day", "session": "drop"}, "user": "hash"}
    eventlog = make(entry, sinks={"lines": {"class": "file", "path": str(tmp_path / "events.jsonl")}})
    eventlog.emit(ID, 1, GOOD)
    eventlog.close()
    (capsule,) = lines(tmp_path)
    assert capsule["time"].endswith("T00:00:00.000000Z")
    assert capsule["receivedtime"] == capsule["time"]
    assert capsule["id"][14] == "4", "a UUIDv7 would tell the millisecond"
    assert not {"session", "sequence"} & capsule.keys()
    assert len(capsule["user"]) == 32


def test_what_waits_for_consent_makes_no_file_and_no_thread(make, tmp_path):
    before = threading.active_count()
    eventlog = make({"consent": "opt-in"})
    eventlog.start()
    eventlog.emit(ID, 1, GOOD)
    assert not (tmp_path / "journal").exists()
    assert threading.active_count() == before
    assert eventlog.counters.snapshot() == {ID: {"no-consent": 1}}


def test_importing_emit_loads_nothing_that_costs():
    code = "import sys, jupyter_eventlog; jupyter_eventlog.emit('x', 1, {}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"sqlite3", "tornado", "jsonschema_rs", "yaml", "orjson", "jupyter_server", "traitlets"}


def test_a_server_that_nobody_configured_loads_only_what_says_so():
    code = "import sys, jupyter_eventlog.server.extension, jupyter_eventlog.server.handlers.silent; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    ours = {"records", "agreement", "consents", "eventlog", "policy", "pipeline", "registry", "server.bridge"}
    assert not loaded & {"jsonschema_rs", "yaml", *(f"jupyter_eventlog.{name}" for name in ours)}


def test_handlers_can_be_appended_in_a_configuration_file(tmp_path):
    (tmp_path / "config.py").write_text(
        "import logging\nc = get_config()\nc.EventLog.handlers.append(logging.StreamHandler())\n"
    )
    loaded = PyFileConfigLoader("config.py", path=str(tmp_path)).load_config()
    (handler,) = Config(config=loaded).handlers
    assert isinstance(handler, logging.StreamHandler)


class Stubborn(logging.Handler):
    """Takes nothing until it is told to."""

    def __init__(self):
        super().__init__()
        self.got, self.is_open, self.asked = [], False, threading.Event()

    def emit(self, record):
        self.asked.set()
        if not self.is_open:
            raise OSError
        self.got.append(json.loads(record.getMessage())["data"]["command_id"])


def answer(eventlog, said):
    digest, _ = eventlog.agreement.disclosure(ID)
    reply = Reply(said, "schema", ID, {ID: digest} if said == "yes" else {})
    eventlog.agreement.answer("owner", [reply], Circumstance("owner", "api"))


@pytest.mark.parametrize("third_party", [True, False])
def test_what_waits_for_a_third_party_is_cancelled_by_a_no(make, third_party):
    handler = Stubborn()
    sink = {"class": "logging", "handler": handler, "destination": "theirs", "third_party": third_party}
    eventlog = make({"consent": "opt-in"}, sinks={"theirs": sink})
    answer(eventlog, "yes")
    eventlog.emit(ID, 1, {**GOOD, "command_id": "before:no"})
    eventlog.flush().wait()
    assert handler.asked.wait(30)
    answer(eventlog, "no")
    handler.is_open = True
    until(lambda: not eventlog.journal.pending("theirs"), "nothing waits")
    assert handler.got == ([] if third_party else ["before:no"])


def received(eventlog, caller, **event):
    events = [{"schema_id": ID, "version": "1", "data": GOOD, **event}]
    return [one.status for one in eventlog.receive(events, caller).result(30)]


@pytest.mark.parametrize("precision", ["exact", "hour"])
def test_a_repeat_is_told_by_the_id_that_its_sender_gave_it(make, tmp_path, precision):
    eventlog = make({"capsule": {"time": precision}})
    ada, bob = (Caller(name, "frontend", principal=name) for name in ("ada", "bob"))
    name = "01999999-89ab-7def-8123-456789abcdef"
    assert received(eventlog, ada, id=name) == ["stored"]
    assert received(eventlog, ada, id=name) == ["duplicate"]
    assert received(eventlog, bob, id=name) == ["stored"], "one sender's id says nothing of another's"
    eventlog.close()
    raw = b"".join(file.read_bytes() for file in (tmp_path / "journal").glob("journal-*"))
    assert (name.encode() in raw) is (precision == "exact")

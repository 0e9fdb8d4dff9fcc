"""What happens while a person has paused is never recorded: not then, not later, not after a restart."""

import json
import logging
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from jupyter_eventlog.agreement import Reply
from jupyter_eventlog.callers import Caller
from jupyter_eventlog.cli.journal_reader import last
from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.consents import Circumstance
from jupyter_eventlog.eventlog import EventLog
from jupyter_eventlog.times import time_text

ID = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
ME, OTHER = Caller("ada", principal="page"), Caller("bob", principal="page")
START = datetime(2026, 11, 24, 12, tzinfo=UTC)
REQUIRED = {"consent": "required", "reason": "a test", "legal_basis": "other"}


def event(at, command="a:b"):
    return {"schema_id": ID, "version": "1", "data": done(command), "time": time_text(at)}


def done(command):
    return {"command_id": command, "trigger": "menu", "outcome": "failed"}


@pytest.fixture
def clock():
    return [START]


@pytest.fixture
def make(tmp_path, clock):
    made = []

    def seconds():
        return clock[0].timestamp()

    def one(**entry):
        config = Config()
        config.allowed_schemas = {ID: {"level": "technical", **entry}}
        config.journal_dir = str(tmp_path / "journal")
        options = replace(
            config.options(logging.getLogger("test")),
            now=lambda: clock[0],
            clock=seconds,
            caller=lambda: ME,
        )
        eventlog = EventLog(options)
        made.append(eventlog)
        return eventlog

    yield one
    for eventlog in made:
        eventlog.close()


def agree(eventlog, *people):
    digest, _ = eventlog.agreement.disclosure(ID)
    for person in people:
        how = Circumstance(actor=person, surface="panel")
        eventlog.agreement.answer(person, [Reply("yes", "schema", ID, {ID: digest})], how)


def sent(eventlog, caller, *events):
    return [verdict.status for verdict in eventlog.receive(events, caller).result(10)]


def stored(tmp_path):
    return [record["data"]["command_id"] for record in last(tmp_path / "journal", 100)]


def test_a_pause_holds_what_others_send_and_what_the_server_emits(make, clock, tmp_path):
    eventlog = make()
    agree(eventlog, "ada", "bob")
    eventlog.agreement.pauses.begin("ada")
    assert not eventlog.is_enabled(ID)
    eventlog.emit(ID, 1, done("own:paused"))
    assert sent(eventlog, ME, event(clock[0])) == ["no-consent"]
    assert sent(eventlog, OTHER, event(clock[0], "bob:goes-on")) == ["stored"]
    clock[0] += timedelta(seconds=2)
    eventlog.agreement.pauses.end("ada")
    eventlog.emit(ID, 1, done("own:resumed"), time=clock[0] + timedelta(seconds=1))
    eventlog.flush().wait(10)
    assert stored(tmp_path) == ["bob:goes-on", "own:resumed"]


def test_what_was_done_in_a_pause_is_refused_when_it_arrives_later(make, clock):
    eventlog = make()
    agree(eventlog, "ada")
    eventlog.agreement.pauses.begin("ada")
    clock[0] += timedelta(minutes=10)
    eventlog.agreement.pauses.end("ada")
    clock[0] += timedelta(minutes=10)
    times = [START - timedelta(seconds=1), START + timedelta(minutes=5), clock[0]]
    assert sent(eventlog, ME, *map(event, times)) == ["stored", "no-consent", "stored"]


def test_a_restart_ends_a_pause_and_remembers_it(make, clock):
    first = make()
    agree(first, "ada")
    first.agreement.pauses.begin("ada")
    first.close()
    clock[0] += timedelta(minutes=10)
    second = make()
    assert second.agreement.view("ada")["paused"] is None
    clock[0] += timedelta(minutes=10)
    assert sent(second, ME, event(START + timedelta(minutes=5)), event(clock[0])) == ["no-consent", "stored"]


def test_what_is_required_goes_on(make, clock):
    eventlog = make(**REQUIRED)
    eventlog.agreement.pauses.begin("ada")
    assert sent(eventlog, ME, event(clock[0])) == ["stored"]


def test_whoever_is_there_while_another_has_paused_is_not_recorded(make, clock):
    eventlog = make()
    agree(eventlog, "ada", "bob")
    eventlog.agreement.pauses.begin("bob")
    together = replace(ME, witnesses=frozenset({"bob"}))
    assert sent(eventlog, together, event(clock[0])) == ["no-consent"]
    clock[0] += timedelta(minutes=1)
    eventlog.agreement.pauses.end("bob")
    assert sent(eventlog, together, event(START)) == ["no-consent"]


def test_a_pause_that_cannot_be_written_down_holds(make, clock, monkeypatch):
    eventlog = make()
    agree(eventlog, "ada")

    def broken(_):
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr("jupyter_eventlog.pauses.open_file", broken)
    with pytest.raises(sqlite3.OperationalError):
        eventlog.agreement.pauses.begin("ada")
    with pytest.raises(sqlite3.OperationalError):
        eventlog.agreement.pauses.end("ada")
    assert not eventlog.agreement.granted(ME, ID)


def test_pauses_are_forgotten_after_a_while(make, clock, tmp_path):
    eventlog = make()
    for days in (0, 61):
        clock[0] = START + timedelta(days=days)
        eventlog.agreement.pauses.begin("ada")
        eventlog.agreement.pauses.end("ada")
    with sqlite3.connect(tmp_path / "journal" / "consents.sqlite") as database:
        kept = [row[0] for row in database.execute("SELECT since FROM pauses")]
    database.close()
    assert kept == [time_text(clock[0])]


@pytest.fixture
def jp_server_config(tmp_path):
    return {
        "ServerApp": {"jpserver_extensions": {"jupyter_eventlog": True}},
        "EventLog": {"allowed_schemas": {ID: {"level": "technical"}}, "journal_dir": str(tmp_path / "journal")},
    }


async def test_the_interface_pauses_and_resumes(jp_fetch, eventlog):
    async def put(body):
        answer = await jp_fetch("api/eventlog/pause", method="PUT", body=body, raise_error=False)
        return answer.code, json.loads(answer.body)

    code, view = await put('{"paused": true}')
    since = view["paused"]
    assert code == 200 and since is not None
    assert (await put('{"paused": true}'))[1]["paused"] == since
    assert json.loads((await jp_fetch("api/eventlog/consent")).body)["paused"] == since
    assert (await put('{"paused": false}'))[1]["paused"] is None
    for body in ("", "{}", "[]", '{"paused": 1}', '{"paused": true, "more": 1}'):
        assert (await put(body))[0] == 400

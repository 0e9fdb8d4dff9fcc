"""Emitting in one's own process: from event loops, threads and sinks, and around the end."""

import asyncio
import contextvars
import json
import logging
import sqlite3
import subprocess
import sys
import threading
from contextlib import suppress
from datetime import datetime, tzinfo
from typing import TypedDict

import pytest

from jupyter_eventlog import Emitter, emit, emitter, flush
from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.current import set_current
from jupyter_eventlog.eventlog import EventLog
from jupyter_eventlog.journal.types import JournalError

ID = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
GOOD = {"command_id": "a:b", "trigger": "menu", "outcome": "failed"}
GROUND = {"consent": "required", "reason": "a test", "legal_basis": "other"}


@pytest.fixture
def make(tmp_path):
    made = []

    def one(entry=GROUND, **options):
        config = Config()
        config.allowed_schemas = {ID: {"level": "full", **entry}}
        config.journal_dir = str(tmp_path / "journal")
        for key, value in options.items():
            setattr(config, key, value)
        made.append(EventLog(config.options(logging.getLogger("test"))))
        set_current(made[-1])
        return made[-1]

    yield one
    set_current(None)
    for eventlog in made:
        eventlog.close()


def stored(tmp_path):
    found = []
    for file in sorted((tmp_path / "journal").glob("journal-*.sqlite")):
        with sqlite3.connect(file) as database:
            found += [json.loads(row[0]) for row in database.execute("SELECT capsule FROM events ORDER BY place")]
    return found


def counts(eventlog):
    return eventlog.counters.snapshot().get(ID, {})


class Command(TypedDict):
    command_id: str
    trigger: str
    outcome: str


class TestEmitters:
    def test_an_emitter_can_be_made_before_there_is_anything_to_emit_to(self, make, tmp_path):
        executed: Emitter[Command] = emitter(ID, 1)
        executed({"command_id": "too:early", "trigger": "menu", "outcome": "failed"})
        assert not executed.enabled
        make()
        assert executed.enabled
        executed({"command_id": "a:b", "trigger": "menu", "outcome": "failed"})
        executed(command_id="c:d", trigger="menu", outcome="failed")
        flush().wait()
        assert [one["data"]["command_id"] for one in stored(tmp_path)] == ["a:b", "c:d"]

    def test_an_emitter_of_what_nobody_allows_or_agreed_to_is_not_enabled(self, make):
        eventlog = make({"consent": "opt-in"})
        assert not emitter(ID, 1).enabled
        assert not eventlog.emitter("https://example.org/unlisted", 1).enabled
        assert not (eventlog.consents._file.parent).exists()

    def test_answers_that_cannot_be_read_are_no_yes_and_no_surprise(self, make, tmp_path):
        (tmp_path / "journal" / "consents.sqlite").mkdir(parents=True)
        eventlog = make({"consent": "opt-in"})
        assert not emitter(ID, 1).enabled
        emit(ID, 1, GOOD)
        assert counts(eventlog) == {"failed": 1}


class TestTimes:
    @pytest.mark.parametrize("text", ["2026-11-24T10:00:00", "2026-11-24T10:00:00+00:00", "2026-11-24T12:00:00+02:00"])
    def test_the_time_of_an_event_may_be_given(self, make, tmp_path, text):
        make()
        emit(ID, 1, GOOD, time=datetime.fromisoformat(text))
        flush().wait()
        assert stored(tmp_path)[0]["time"] == "2026-11-24T10:00:00.000000Z"

    def test_a_time_that_is_none_in_utc_is_that_events_trouble_alone(self, make, tmp_path):
        class Broken(tzinfo):
            def utcoffset(self, _):
                raise RuntimeError

        eventlog = make()
        emit(ID, 1, GOOD)
        emit(ID, 1, GOOD, time=datetime.fromisoformat("0001-01-01T00:00:00+05:00"))
        emit(ID, 1, GOOD, time=datetime(2026, 11, 24, tzinfo=Broken()))
        emit(ID, 1, GOOD)
        flush().wait()
        assert counts(eventlog) == {"stored": 2, "invalid": 2}


class TestFlush:
    def test_what_was_emitted_before_is_durable(self, make, tmp_path):
        make()
        for _ in range(50):
            emit(ID, 1, GOOD)
        flush().wait()
        assert len(stored(tmp_path)) == 50

    async def test_a_coroutine_awaits_it(self, make, tmp_path):
        make()
        for _ in range(50):
            emit(ID, 1, GOOD)
        await flush()
        assert [one["sequence"] for one in stored(tmp_path)] == list(range(1, 51))

    def test_without_events_it_makes_nothing(self, make, tmp_path):
        flush().wait()
        make()
        flush().wait()
        assert not (tmp_path / "journal").exists()

    async def test_it_says_once_that_something_could_not_be_stored(self, make, tmp_path):
        (tmp_path / "journal").write_text("in the way")
        make()
        emit(ID, 1, GOOD)
        with pytest.raises(JournalError):
            await flush()
        await flush()

    async def test_it_says_that_a_commit_failed(self, make, monkeypatch):
        eventlog = make()
        emit(ID, 1, GOOD)
        await flush()

        def full(_):
            raise JournalError("the disk is full")

        monkeypatch.setattr(eventlog.journal._writer, "_commit", full)
        emit(ID, 1, GOOD)
        with pytest.raises(JournalError, match="the disk is full"):
            await flush()
        assert counts(eventlog) == {"stored": 1, "failed": 1}


class TestInAnEventLoop:
    async def test_it_never_waits_for_the_disk_and_order_is_kept(self, make, tmp_path, monkeypatch):
        eventlog = make()
        reached, released, held = threading.Event(), threading.Event(), []
        commit = eventlog.journal._writer._commit

        def held_up(sources):
            reached.set()
            held.append(released.wait(30))
            return commit(sources)

        monkeypatch.setattr(eventlog.journal._writer, "_commit", held_up)
        for number in range(3):
            emit(ID, 1, {**GOOD, "command_id": f"a:{number}"})
        await asyncio.to_thread(reached.wait, 30)
        emit(ID, 1, {**GOOD, "command_id": "a:3"})
        released.set()
        await flush()
        assert held[0], "somebody waited for what the event loop was to release"
        assert [one["data"]["command_id"] for one in stored(tmp_path)] == [f"a:{number}" for number in range(4)]

    async def test_what_waits_for_the_journal_is_stored_by_close(self, make, tmp_path):
        eventlog = make()
        for _ in range(100):
            emit(ID, 1, GOOD)
        eventlog.close()
        assert len(stored(tmp_path)) == 100


class Echo(logging.Handler):
    """Emits for whatever it gets, in the way that it is told."""

    def __init__(self, how):
        super().__init__()
        self.how, self.done = how, threading.Event()

    def emit(self, record):
        self.how(lambda: emit(ID, 1, {**GOOD, "command_id": "an:echo"}))
        self.done.set()


def in_a_loop(work):
    async def other():
        await asyncio.to_thread(work)

    asyncio.run(other())


def in_a_thread_with_its_context(work):
    thread = threading.Thread(target=contextvars.copy_context().run, args=[work])
    thread.start()
    thread.join()


class TestLoops:
    @pytest.mark.parametrize("how", [lambda work: work(), in_a_loop, in_a_thread_with_its_context])
    def test_a_sink_that_emits_does_not_feed_itself(self, make, tmp_path, how):
        handler = Echo(how)
        sinks = {"echo": {"class": "logging", "handler": handler, "destination": "itself"}}
        eventlog = make(sinks=sinks)
        emit(ID, 1, GOOD)
        assert handler.done.wait(30)
        eventlog.close()
        assert [one["data"]["command_id"] for one in stored(tmp_path)] == ["a:b"]
        assert counts(eventlog) == {"stored": 1, "loop": 1}

    @pytest.mark.parametrize(("data", "verdict"), [({}, "invalid"), (GOOD, "failed")])
    def test_a_log_handler_that_emits_does_not_feed_itself(self, make, tmp_path, data, verdict):
        eventlog = make()
        if verdict == "failed":
            (tmp_path / "journal").write_text("in the way")
        handler = Echo(lambda work: work())
        logging.getLogger("test").addHandler(handler)
        try:
            emit(ID, 1, data)
            with suppress(JournalError):
                eventlog.flush().wait()
        finally:
            logging.getLogger("test").removeHandler(handler)
        assert counts(eventlog) == {"loop": 1, verdict: 1}

    def test_one_event_after_the_other_is_no_loop(self, make):
        eventlog = make()
        emit(ID, 1, {})
        emit(ID, 1, GOOD)
        flush().wait()
        assert counts(eventlog) == {"invalid": 1, "stored": 1}


class TestTheEnd:
    def test_events_after_the_end_are_counted(self, make):
        eventlog = make()
        emit(ID, 1, GOOD)
        eventlog.close()
        emit(ID, 1, GOOD)
        flush().wait()
        assert not emitter(ID, 1).enabled
        assert counts(eventlog) == {"stored": 1, "closed": 1}

    def test_events_during_the_end_are_stored_or_counted(self, make, tmp_path):
        eventlog = make()
        begun, ended = threading.Barrier(5), threading.Event()
        emitted = []

        def pour():
            begun.wait()
            number = 0
            while not ended.is_set():
                emit(ID, 1, GOOD)
                number += 1
            emitted.append(number)

        threads = [threading.Thread(target=pour) for _ in range(4)]
        for thread in threads:
            thread.start()
        begun.wait()
        eventlog.close()
        ended.set()
        for thread in threads:
            thread.join()
        counted = counts(eventlog)
        assert counted.get("stored", 0) == len(stored(tmp_path))
        assert sum(counted.values()) == sum(emitted)
        assert set(counted) <= {"stored", "closed", "failed"}

    def test_events_at_the_exit_of_the_interpreter_do_no_harm(self, tmp_path):
        code = f"""
import atexit, logging, sys
from jupyter_eventlog import emit, emitter
from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.current import set_current
from jupyter_eventlog.eventlog import EventLog
class Late:
    def __del__(self, emit=emit):
        emit({ID!r}, 1, {GOOD!r})
config = Config()
config.allowed_schemas = {{{ID!r}: {{"level": "full", **{GROUND!r}}}}}
config.journal_dir = {str(tmp_path / "journal")!r}
eventlog = EventLog(config.options(logging.getLogger()))
set_current(eventlog)
sys.late = Late()
atexit.register(lambda: emit({ID!r}, 1, {GOOD!r}))
atexit.register(lambda: print(eventlog.counters.snapshot()))
atexit.register(eventlog.close)
atexit.register(lambda: emit({ID!r}, 1, {GOOD!r}))
"""
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == f"{{'{ID}': {{'stored': 1}}}}\n"

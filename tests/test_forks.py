"""A forked child drops and counts what it emits, and leaves its parent's journal alone."""

import json
import logging
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import threading

import pytest

from jupyter_eventlog import emit, emitter, flush
from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.current import get_current, set_current
from jupyter_eventlog.eventlog import EventLog

ID = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
GOOD = {"command_id": "a:b", "trigger": "menu", "outcome": "failed"}
GROUND = {"consent": "required", "reason": "a test", "legal_basis": "other"}

PATIENCE = 30
"""Seconds after which a child that hangs is ended by its alarm."""

# From 3.12 on Python warns of every fork of a process with threads, which is what these tests are about.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


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


def say_what_became(pipe):
    signal.alarm(PATIENCE)
    emit(ID, 1, GOOD)
    flush().wait()
    pipe.send(counts_of_current())
    pipe.close()


def counts_of_current():
    return counts(get_current())


class TestForks:
    def test_a_forked_child_writes_nothing_into_its_parents_journal(self, make, tmp_path, caplog):
        eventlog = make()
        emit(ID, 1, GOOD)
        flush().wait()
        context = multiprocessing.get_context("fork")
        mine, theirs = context.Pipe()
        child = context.Process(target=say_what_became, args=[theirs])
        child.start()
        theirs.close()
        assert mine.recv() == {"forked": 1}
        child.join()
        assert child.exitcode == 0
        emit(ID, 1, GOOD)
        flush().wait()
        assert [one["sequence"] for one in stored(tmp_path)] == [1, 2]
        assert counts(eventlog) == {"stored": 2}

    def test_a_child_hangs_on_nothing_that_its_parent_was_doing(self, make, tmp_path):
        make()
        stop = threading.Event()
        emitted = []

        def pour():
            while not stop.is_set():
                emit(ID, 1, GOOD)
                emitted.append(1)

        threads = [threading.Thread(target=pour) for _ in range(2)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(10):
                pid = os.fork()
                if pid == 0:
                    child_of_the_test()
                _, status = os.waitpid(pid, 0)
                assert os.waitstatus_to_exitcode(status) == 0
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        flush().wait()
        assert len(stored(tmp_path)) == len(emitted)

    def test_a_child_that_ends_as_programs_do_takes_nothing_with_it(self, tmp_path):
        code = f"""
import atexit, logging, os
from jupyter_eventlog import emit, flush
from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.current import set_current
from jupyter_eventlog.eventlog import EventLog
config = Config()
config.allowed_schemas = {{{ID!r}: {{"level": "full", **{GROUND!r}}}}}
config.journal_dir = {str(tmp_path / "journal")!r}
config.sinks = {{"lines": {{"class": "file", "path": {str(tmp_path / "lines")!r}}}}}
eventlog = EventLog(config.options(logging.getLogger()))
set_current(eventlog)
atexit.register(eventlog.close)
emit({ID!r}, 1, {GOOD!r})
flush().wait()
pid = os.fork()
emit({ID!r}, 1, {GOOD!r})
if pid:
    assert os.waitpid(pid, 0)[1] == 0
    emit({ID!r}, 1, {GOOD!r})
"""
        done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=False)
        warning = "eventlog: events of a forked process are dropped: emit them in its parent\n"
        assert (done.returncode, done.stderr) == (0, warning)
        assert [one["sequence"] for one in stored(tmp_path)] == [1, 2, 3]
        assert len((tmp_path / "lines").read_text().splitlines()) == 3

    def test_a_child_that_outlives_its_parent_does_not_hold_the_journal(self, make, tmp_path):
        first = make()
        emit(ID, 1, GOOD)
        flush().wait()
        wake, waker = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(waker)
            os.read(wake, 1)
            os._exit(0)
        # As a killed parent would: no close, only the descriptor goes.
        os.close(first.journal._holding._lock)
        first.journal._holding._lock = None
        second = make()
        emit(ID, 1, GOOD)
        flush().wait()
        os.close(waker)
        os.waitpid(pid, 0)
        os.close(wake)
        assert second.journal.source == first.journal.source
        assert len(list((tmp_path / "journal").glob("journal-*.sqlite"))) == 1


def child_of_the_test():
    code = 1
    signal.alarm(PATIENCE)
    try:
        emit(ID, 1, GOOD)
        flush().wait()
        get_current().close()
        code = 0 if counts_of_current() == {"forked": 1} and not emitter(ID, 1).enabled else 2
    finally:
        os._exit(code)

"""A file that another process holds costs a fraction of a second, once, and never the server."""

import asyncio
import sqlite3
import time
from contextlib import closing, contextmanager
from datetime import timedelta

import pytest

from jupyter_eventlog.agreement import Reply
from jupyter_eventlog.answers import Record
from jupyter_eventlog.consents import Circumstance, Consents
from jupyter_eventlog.patience import PAUSE, Pause
from jupyter_eventlog.token_store import Tokens

COMMAND = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
GOOD = {"command_id": "a:b", "trigger": "menu", "outcome": "succeeded"}
HOW = Circumstance("ada", "api")
NO = Record("no", "all", "2026-11-24T10:00:00.000000Z", {})
BRIEF = 1.0
"""Seconds that nothing here may take; the cure is 0.25, what was before is 10."""


@contextmanager
def held(file, how="IMMEDIATE"):
    """Another connection that is writing to a file."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute(f"BEGIN {how}")
        yield


@contextmanager
def brief():
    began = time.monotonic()
    yield
    assert time.monotonic() - began < BRIEF


class TestPause:
    def test_a_failure_is_followed_by_a_second_in_which_nobody_tries(self, tmp_path):
        clock = [0.0]
        pause = Pause(tmp_path, lambda: clock[0])
        with pytest.raises(sqlite3.OperationalError), pause.trying():
            raise sqlite3.OperationalError("database is locked")
        with pytest.raises(OSError, match="a moment ago"), pause.trying():
            raise AssertionError("nobody comes here")
        clock[0] += PAUSE
        for _ in range(2):
            with pause.trying():
                pass


class TestConsents:
    @pytest.fixture
    def clock(self):
        return [0.0]

    @pytest.fixture
    def store(self, tmp_path, clock):
        Consents(tmp_path).add("ada", [NO], HOW)
        store = Consents(tmp_path, lambda: clock[0])
        yield store
        store.close()

    def test_they_are_read_while_another_writes(self, store, tmp_path):
        with held(tmp_path / "consents.sqlite"), brief():
            assert [one.record for one in store.kept("ada")[1]] == [NO]

    def test_a_write_that_fails_leaves_the_connection_and_what_is_known(self, store, tmp_path):
        with held(tmp_path / "consents.sqlite"):
            with brief(), pytest.raises(sqlite3.OperationalError):
                store.add("ada", [NO], HOW)
            with brief():
                for _ in range(100):
                    assert len(store.kept("ada")[1]) == 1
        store.add("ada", [NO], HOW)
        assert len(store.kept("ada")[1]) == 2

    def test_a_file_that_cannot_be_opened_is_not_tried_at_every_event(self, tmp_path, clock):
        (tmp_path / "consents.sqlite").touch()
        store = Consents(tmp_path, lambda: clock[0])
        with held(tmp_path / "consents.sqlite"), brief():
            for _ in range(100):
                with pytest.raises((sqlite3.Error, OSError)):
                    store.kept("ada")
        clock[0] += PAUSE
        assert list(store.kept("ada")[1]) == []
        store.close()

    def test_what_is_read_in_part_does_not_count_as_read(self, store, tmp_path):
        with closing(sqlite3.connect(tmp_path / "consents.sqlite")) as other, other:
            other.execute("INSERT INTO records (subject, record) VALUES ('ada', 'torn')")
        for _ in range(2):
            with pytest.raises(ValueError, match="invalid literal"):
                store.kept("ada")


class TestTokens:
    @pytest.fixture
    def store(self, tmp_path):
        return Tokens(tmp_path)

    def test_they_are_known_while_another_writes(self, store, tmp_path):
        token, text = store.create("ada", "kernel", timedelta(days=1))
        with held(tmp_path / "tokens.sqlite"), brief():
            assert store.verify(text) == token
            assert store.revoke("of a kernel that has none") is False

    def test_writing_is_given_up_at_once(self, store, tmp_path):
        token, _ = store.create("ada", "kernel", timedelta(days=1))
        with held(tmp_path / "tokens.sqlite"), brief():
            with pytest.raises(sqlite3.OperationalError):
                store.create("ada", "kernel", timedelta(days=1))
            with pytest.raises(sqlite3.OperationalError):
                store.revoke(token.id)

    def test_a_file_that_cannot_be_read_is_not_tried_at_every_request(self, store, tmp_path):
        _, text = store.create("ada", "kernel", timedelta(days=1))
        with held(tmp_path / "tokens.sqlite", "EXCLUSIVE"), brief():
            for _ in range(100):
                with pytest.raises((sqlite3.Error, OSError)):
                    store.verify(text)


class TestServer:
    @pytest.fixture
    def jp_server_config(self, tmp_path):
        return {
            "ServerApp": {"jpserver_extensions": {"jupyter_eventlog": True}},
            "EventLog": {
                "allowed_schemas": {COMMAND: {"level": "technical"}},
                "journal_dir": str(tmp_path / "journal"),
            },
        }

    @pytest.fixture
    def eventlog(self, jp_serverapp):
        found = jp_serverapp.web_app.settings["eventlog"]
        yield found
        found.close()

    async def test_an_event_and_a_kernel_do_not_wait(self, eventlog, jp_serverapp, tmp_path):
        person = eventlog._options.caller().subject
        digest, _ = eventlog.agreement.disclosure(COMMAND)
        eventlog.agreement.answer(person, [Reply("yes", "schema", COMMAND, {COMMAND: digest})], HOW)
        eventlog.tokens.create("root", "service", timedelta(days=1))
        eventlog.consents.close()
        folder, manager = tmp_path / "journal", jp_serverapp.kernel_manager
        with held(folder / "consents.sqlite"), held(folder / "tokens.sqlite"):
            with brief():
                eventlog.emit(COMMAND, 1, GOOD)
            longest, beat = await beating(manager.start_kernel())
        assert longest < BRIEF
        await manager.shutdown_kernel(beat, now=True)
        await eventlog.flush()
        assert eventlog.counters.snapshot()[COMMAND]["stored"] == 1


async def beating(work):
    """How long the loop stood still at most while something was done, and what came of it."""
    task, longest = asyncio.ensure_future(work), 0.0
    while not task.done():
        last = time.monotonic()
        await asyncio.sleep(0.01)
        longest = max(longest, time.monotonic() - last)
    return longest, await task

"""What every sink must be: in order, all or again, closable at any time, and silent about its secrets."""

import gc
import json
import logging
import logging.handlers
import socket
import traceback

import orjson
import pytest
from hooks import SECRET, Datagrams, Hook, capsules, ids, serving
from receivers import receiving
from servers import until

from jupyter_eventlog.dispatch.backoff import Backoff
from jupyter_eventlog.dispatch.dispatcher import Dispatcher
from jupyter_eventlog.journal.sqlite import SqliteJournal
from jupyter_eventlog.journal.types import Run
from jupyter_eventlog.sinks.factory import make_sinks

TOKEN = "elog_canary-token"
PATH = "canary-path"
BODY = ("id", "time", "sequence", "redacted", "data")
HEADER = "canary-header"
ELSEWHERE = {"destination": "a test", "third_party": False}


class World:
    """A sink, what arrived of it, and a destination that can be broken and mended."""

    def __init__(self, said, got, break_, mend):
        (self.sink,) = make_sinks([], {"a": said})
        self.got, self.break_, self.mend = got, break_, mend


def file_world(tmp_path, **options):
    folder, away = tmp_path / PATH, tmp_path / "away"
    folder.mkdir()
    return World(
        {"class": "file", "path": str(folder / "lines.jsonl"), **options},
        lambda: [
            json.loads(line)["id"]
            for file in sorted(folder.iterdir(), key=lambda one: (one.name == "lines.jsonl", one.name))
            for line in file.read_text().splitlines()
        ],
        lambda: folder.rename(away),
        lambda: away.rename(folder),
    )


def hook_world(hook, said):
    return World(
        {**ELSEWHERE, **said},
        lambda: ids(hook.got),
        lambda: setattr(hook, "status", 503),
        lambda: setattr(hook, "status", None),
    )


@pytest.fixture
def hook():
    with serving(Hook()) as found:
        yield found


@pytest.fixture
def secrets(tmp_path, monkeypatch):
    (tmp_path / "secret").write_text(SECRET + "\n")
    monkeypatch.setenv("TEST_TOKEN", TOKEN)
    monkeypatch.setenv("TEST_HEADER", HEADER)


@pytest.fixture
def file(tmp_path):
    return file_world(tmp_path)


@pytest.fixture
def rotated(tmp_path):
    return file_world(tmp_path, max_bytes=1200, keep=1000)


@pytest.fixture
def log_file(tmp_path):
    path = tmp_path / "lines.log"
    handler = logging.FileHandler(path, delay=True)

    def break_():
        if handler.stream is None:
            handler.stream = handler._open()
        handler.stream.close()

    yield World(
        {"class": "logging", "handler": handler},
        lambda: [json.loads(line)["id"] for line in path.read_text().splitlines()],
        break_,
        lambda: setattr(handler, "stream", None),
    )
    handler.close()


@pytest.fixture
def log_http(hook):
    hook.checks = False
    handler = logging.handlers.HTTPHandler(
        f"127.0.0.1:{hook.server_port}", f"/{PATH}", "POST", credentials=("me", SECRET)
    )
    return hook_world(hook, {"class": "logging", "handler": handler})


@pytest.fixture
def log_syslog(tmp_path):
    address, got, servers = str(tmp_path / "syslog"), [], []

    def listen():
        server = Datagrams(address, socket.AF_UNIX)
        server.got = got
        context = serving(server)
        context.__enter__()
        servers.append(context)

    def deafen():
        servers.pop().__exit__(None, None, None)
        (tmp_path / "syslog").unlink()

    listen()
    handler = logging.handlers.SysLogHandler(address)
    yield World({"class": "logging", "handler": handler, **ELSEWHERE}, lambda: ids(got), deafen, listen)
    handler.close()
    if servers:
        deafen()


@pytest.fixture
def http(hook, secrets, tmp_path):
    return hook_world(
        hook,
        {
            "class": "http",
            "url": f"{hook.url}/{PATH}?key={PATH}",
            "secret": {"file": str(tmp_path / "secret")},
            "headers": {"X-Key": {"env": "TEST_HEADER"}, "X-Plain": f"{HEADER}-plain"},
        },
    )


@pytest.fixture
def rest(secrets):
    with receiving() as receiver:
        yield World(
            {
                "class": "rest",
                "url": f"http://127.0.0.1:{receiver.server_port}/{PATH}",
                "token": {"env": "TEST_TOKEN"},
                **ELSEWHERE,
            },
            lambda: ids(receiver.stored),
            lambda: setattr(receiver, "always", (503, {}, {})),
            lambda: setattr(receiver, "always", None),
        )


@pytest.fixture(params=["file", "rotated", "log_file", "log_http", "log_syslog", "http", "rest"])
def world(request):
    found = request.getfixturevalue(request.param)
    yield found
    found.sink.close()
    gc.collect()  # a connection that was forgotten is an error of the test that forgot it


def arrived(world, number):
    until(lambda: len(set(world.got())) == number, f"{number} events")
    return world.got()


def firsts(names):
    """The names in the order in which each first came."""
    return list(dict.fromkeys(names))


class TestEverySink:
    def test_delivers_in_order(self, world):
        world.sink.write(capsules(1, 3))
        world.sink.write(capsules(4, 40))
        assert arrived(world, 40) == ids(capsules(1, 40))

    def test_an_empty_batch_is_nothing(self, world):
        world.sink.write([])
        world.sink.write(capsules(1, 1))
        assert arrived(world, 1) == ids(capsules(1, 1))

    def test_closes_twice_and_unused(self, world):
        world.sink.close()
        world.sink.close()

    def test_closes_twice_after_use(self, world):
        world.sink.write(capsules(1, 2))
        world.sink.close()
        world.sink.close()
        assert arrived(world, 2) == ids(capsules(1, 2))

    def test_what_fails_raises_and_comes_whole_the_next_time(self, world):
        world.sink.write(capsules(1, 2))
        arrived(world, 2)
        world.break_()
        for _ in range(3):
            with pytest.raises(Exception) as failure:
                world.sink.write(capsules(3, 5))
            assert type(failure.value).__name__ != "Rejected"
        world.mend()
        world.sink.write(capsules(3, 5))
        assert firsts(arrived(world, 5)) == ids(capsules(1, 5))

    def test_a_dispatcher_counts_nothing_that_failed_and_loses_nothing(self, world, tmp_path):
        dispatchers = []
        journal = SqliteJournal(tmp_path / "journal", ("a",), lambda: [one.wake() for one in dispatchers])
        dispatcher = Dispatcher(journal, world.sink, logging.getLogger("test"), Backoff(lambda low, high: 0.01))
        head = {key: value for key, value in capsules(1, 2)[0].items() if key not in BODY}
        bodies = [orjson.dumps({key: one[key] for key in BODY if key in one}) for one in capsules(1, 9)]
        made = Run(head, bodies, None, 0.0, None, ("a",), "d", None, lambda: True, are_new=True)
        try:
            world.break_()
            assert journal.append(lambda: [made], 9).result(10) == ["stored"] * 9
            dispatchers.append(dispatcher)
            dispatcher.start()
            until(lambda: dispatcher.health.failing_since, "a failure")
            assert (dispatcher.health.delivered, dispatcher.health.dead, journal.pending("a")) == (0, 0, 9)
            world.mend()
            until(lambda: dispatcher.health.delivered == 9, "9 events")
            assert firsts(arrived(world, 9)) == ids(capsules(1, 9))
            assert journal.pending("a") == 0
        finally:
            journal.finish()
            dispatcher.close()
            journal.close()

    def test_says_nothing_of_its_secrets(self, world, caplog):
        caplog.set_level(logging.DEBUG)
        said = [repr(world.sink), str(world.sink), repr(world.sink.destination)]
        world.sink.write(capsules(1, 1))
        arrived(world, 1)
        world.break_()
        with pytest.raises(Exception) as failure:
            world.sink.write(capsules(2, 3))
        said += ["".join(traceback.format_exception(failure.value)), *map(str, vars(failure.value).values())]
        said += [record.getMessage() for record in caplog.records]
        world.mend()
        for secret in (SECRET, TOKEN, HEADER):
            assert secret not in "\n".join(said)

"""What every sink must be: in order, all or again, closable at any time, and silent about its secrets."""

import gc
import json
import logging
import logging.handlers
import socket
import traceback

import pytest
from hooks import SECRET, Datagrams, Hook, capsules, ids, serving
from receivers import receiving
from servers import until

from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.dispatch.backoff import Backoff
from jupyter_eventlog.dispatch.dispatcher import Dispatcher
from jupyter_eventlog.eventlog import EventLog
from jupyter_eventlog.journal.sqlite import SqliteJournal
from jupyter_eventlog.journal.types import Row
from jupyter_eventlog.policy_view import policy_view
from jupyter_eventlog.sinks.factory import SinkError, make_sinks
from jupyter_eventlog.status import status_view

TOKEN = "elog_canary-token"
PATH = "canary-path"
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
        rows = [
            Row(one, 0.0, ("a",), "d", None, (b"s", one["sequence"]), permitted=lambda: True) for one in capsules(1, 9)
        ]
        try:
            world.break_()
            assert journal.append(rows).result(10) == ["stored"] * 9
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


COMMAND = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"


def every_class(tmp_path):
    return {
        "one": {"class": "file", "path": str(tmp_path / PATH), "max_bytes": 10_000, "keep": 3},
        "two": {
            "class": "http",
            "url": f"https://{PATH}.example/",
            "secret": {"file": str(tmp_path / "secret")},
            "headers": {HEADER: HEADER},
            **ELSEWHERE,
        },
        "three": {"class": "rest", "url": f"https://{PATH}.example/", "token": {"env": "TEST_TOKEN"}, **ELSEWHERE},
        "four": {"class": "logging", "handler": lambda: logging.FileHandler(tmp_path / PATH, delay=True)},
    }


def test_policy_and_status_show_where_sinks_lead_and_no_option(tmp_path, secrets):
    config = Config()
    config.allowed_schemas = {COMMAND: {"level": "technical"}}
    config.journal_dir = str(tmp_path / "journal")
    config.sinks = every_class(tmp_path)
    eventlog = EventLog(config.options(logging.getLogger("test")))
    try:
        assert eventlog.policy.errors == []
        for view in (policy_view(eventlog), status_view(eventlog)):
            text = json.dumps(view)
            assert '"destination": "a test"' in text
            for option in (SECRET, TOKEN, HEADER, PATH, "TEST_TOKEN", str(tmp_path), "max_bytes", "headers"):
                assert option not in text
    finally:
        eventlog.close()


GOOD = {
    "file": {"path": "lines.jsonl"},
    "http": {"url": "https://example.org/", "secret": {"env": "TEST_SECRET"}, **ELSEWHERE},
    "rest": {"url": "https://example.org/", "token": {"env": "TEST_TOKEN"}, **ELSEWHERE},
    "logging": {"handler": logging.NullHandler()},
}


@pytest.mark.parametrize(
    ("kind", "said", "error"),
    [
        ("htp", {}, 'class: "htp" is not known; did you mean "http"?'),
        ("file", {"max_byte": 5}, 'unknown option "max_byte"; did you mean "max_bytes"?'),
        ("file", {"path": 5}, '"path" must be a text'),
        ("file", {"max_bytes": 0, "keep": 1}, '"max_bytes" must be a whole number from 1 on'),
        ("file", {"max_bytes": True, "keep": 1}, '"max_bytes" must be a whole number'),
        ("file", {"daily": "yes", "keep": 1}, '"daily" must be true or false'),
        ("file", {"daily": True}, 'say how many older files are kept as "keep"'),
        ("file", {"keep": 3}, '"keep" and "gzip" are for a file that is set aside'),
        ("file", {"gzip": True}, '"keep" and "gzip" are for a file that is set aside'),
        ("http", {"secrets": "x"}, 'unknown option "secrets"; did you mean "secret"?'),
        ("http", {"redirects": True}, 'unknown option "redirects"'),
        ("http", {"verify": False}, "unknown option"),
        ("http", {"secret": SECRET}, '"secret" must be {"file": path} or {"env": name}'),
        ("http", {"secret": {"env": "TEST_TOKEN", "file": "x"}}, '"secret" must be'),
        ("http", {"secret": {"env": "TEST_NONE"}}, '"secret": the env cannot be read (KeyError)'),
        ("http", {"secret": {"file": f"/{PATH}"}}, '"secret": the file cannot be read (FileNotFoundError)'),
        ("http", {"secret": {"env": "TEST_SHORT"}}, '"secret": what the env holds is shorter than 16 bytes'),
        ("http", {"url": f"ftp://{PATH}"}, '"url" must be an address that begins with "https://"'),
        ("http", {"url": f"https://{PATH}\r\n.example/"}, '"url" must be an address'),
        ("http", {"url": f"https://me:{SECRET}@{PATH}.example/"}, "no user, password or fragment"),
        ("http", {"url": f"https://{PATH}.example:99999/"}, '"url" or "ca_file" cannot be used (ValueError)'),
        ("http", {"url": f"http://{PATH}.example/"}, '"url" must begin with "https://"'),
        ("http", {"url": "https://a.example/", "ca_file": f"/{PATH}"}, "cannot be used (FileNotFoundError)"),
        ("http", {"timeout": 0}, '"timeout" must be a number of seconds, at most 600'),
        ("http", {"format": "line"}, '"format" must be one of cloudevents, lines; did you mean "lines"?'),
        ("http", {"headers": {"Content-Length": "1"}}, "none that the sink sets"),
        ("http", {"headers": {"eventlog-signature": "1"}}, "none that the sink sets"),
        ("http", {"headers": {"X": f"{SECRET}\r\nY: z"}}, "must be one line of ASCII"),
        ("http", {"headers": {"X\r\nY": "z"}}, "a name of its own"),
        ("http", {"headers": [SECRET]}, '"headers" must be an object'),
        ("rest", {"token": TOKEN}, '"token" must be {"file": path} or {"env": name}'),
        ("rest", {"url": f"https://{PATH}.example/?a=b"}, '"url" must have a host'),
        ("rest", {"secret": {"env": "TEST_SECRET"}}, 'unknown option "secret"'),
        ("logging", {"handler": "handler"}, '"handler" must be a logging.Handler'),
        ("logging", {"handler": lambda: 1 / 0}, '"handler": the function failed (ZeroDivisionError)'),
        ("logging", {"handlers": 1}, 'unknown option "handlers"; did you mean "handler"?'),
    ],
)
def test_a_mistake_is_named_with_what_was_meant_and_without_its_value(kind, said, error, secrets, monkeypatch):
    monkeypatch.setenv("TEST_SECRET", SECRET)
    monkeypatch.setenv("TEST_SHORT", "short")
    with pytest.raises(SinkError) as refused:
        make_sinks([], {"x": {"class": kind, **GOOD.get(kind, {}), **said}})
    assert str(refused.value).startswith('sinks["x"]: ')
    assert error in str(refused.value)
    for secret in (SECRET, TOKEN, PATH):
        assert secret not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize(
    ("kind", "missing", "error"),
    [
        ("file", "path", 'give "path"'),
        ("http", "url", 'give "url"'),
        ("http", "secret", 'give "secret"'),
        ("http", "destination", 'as "destination"'),
        ("rest", "token", 'give "token"'),
        ("rest", "destination", 'as "destination"'),
        ("logging", "handler", 'give "handler"'),
    ],
)
def test_what_is_missing_is_asked_for(kind, missing, error, secrets, monkeypatch):
    monkeypatch.setenv("TEST_SECRET", SECRET)
    said = {key: value for key, value in GOOD[kind].items() if key != missing}
    with pytest.raises(SinkError) as refused:
        make_sinks([], {"x": {"class": kind, **said}})
    assert error in str(refused.value)


def test_what_leaves_the_server_is_a_third_party_unless_the_operator_says_not(secrets, monkeypatch):
    monkeypatch.setenv("TEST_SECRET", SECRET)
    for kind in ("http", "rest"):
        said = {"class": kind, **GOOD[kind]}
        (known,) = make_sinks([], {"x": said})
        (other,) = make_sinks([], {"x": {key: said[key] for key in said if key != "third_party"}})
        assert (known.destination.third_party, other.destination.third_party) == (False, True)

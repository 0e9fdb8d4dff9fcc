"""What an operator can say of a sink: mistakes named without their values, and no option shown."""

import json
import logging
import traceback

import pytest
from hooks import SECRET, capsules

from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.eventlog import EventLog
from jupyter_eventlog.policy_view import policy_view
from jupyter_eventlog.sinks.factory import SinkError, make_sinks
from jupyter_eventlog.sinks.options import SecretError
from jupyter_eventlog.status import status_view

TOKEN = "elog_canary-token"
PATH = "canary-path"
HEADER = "canary-header"
ELSEWHERE = {"destination": "a test", "third_party": False}


@pytest.fixture
def secrets(tmp_path, monkeypatch):
    (tmp_path / "secret").write_text(SECRET + "\n")
    monkeypatch.setenv("TEST_TOKEN", TOKEN)


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
        "four": {"class": "logging", "handler": lambda: logging.FileHandler(tmp_path / PATH), **ELSEWHERE},
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
        ("htp", {}, 'class: is not known; did you mean "http"?'),
        (f"https://u:{SECRET}@x", {}, "class: is not known (known: file, http, logging, rest)"),
        ([SECRET], {}, "class: is not known (known: file, http, logging, rest)"),
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
        ("http", {"secret": {"env": 5}}, '"secret": "env" must be a text'),
        ("http", {"url": f"ftp://{PATH}"}, '"url" must be an address that begins with "https://"'),
        ("http", {"url": f"https://{PATH}\r\n.example/"}, '"url" must be an address'),
        ("http", {"url": f"https://me:{SECRET}@{PATH}.example/"}, "no user, password or fragment"),
        ("http", {"url": f"https://{PATH}.example:99999/"}, '"url" has a port that is none'),
        ("http", {"url": f"http://{PATH}.example/"}, '"url" must begin with "https://"'),
        ("http", {"url": "https://a.example/", "ca_file": f"/{PATH}"}, '"ca_file" cannot be used (FileNotFoundError)'),
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
        ("logging", {"handler": lambda: 1 / 0}, 'say where the handlers of the function lead, as "destination"'),
        ("logging", {"handlers": 1}, 'unknown option "handlers"; did you mean "handler"?'),
    ],
)
def test_a_mistake_is_named_with_what_was_meant_and_without_its_value(kind, said, error, secrets, monkeypatch):
    monkeypatch.setenv("TEST_SECRET", SECRET)
    with pytest.raises(SinkError) as refused:
        make_sinks([], {"x": {"class": kind, **GOOD.get(str(kind), {}), **said}})
    assert str(refused.value).startswith('sinks["x"]: ')
    assert error in str(refused.value)
    for secret in (SECRET, TOKEN, PATH):
        assert secret not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize(
    ("kind", "option", "said", "error"),
    [
        ("http", "secret", {"env": "TEST_NONE"}, '"secret": the env cannot be read (KeyError)'),
        ("http", "secret", {"file": f"/{PATH}"}, '"secret": the file cannot be read (FileNotFoundError)'),
        ("http", "secret", {"env": "TEST_SHORT"}, '"secret": what the env holds is shorter than 16 bytes'),
        ("http", "headers", {"X": {"env": "TEST_LINES"}}, 'headers["X"]": must be one line of ASCII'),
        ("rest", "token", {"env": "TEST_EMPTY"}, '"token": what the env holds is shorter than 1 bytes'),
        ("rest", "token", {"env": "TEST_LINES"}, '"token": must be one line of ASCII'),
    ],
)
def test_a_secret_that_cannot_be_used_holds_up_its_sink_alone(kind, option, said, error, monkeypatch):
    for name, value in {"SECRET": SECRET, "SHORT": "short", "LINES": f"{SECRET}\nX: y", "EMPTY": " \n"}.items():
        monkeypatch.setenv(f"TEST_{name}", value)
    (sink,) = make_sinks([], {"x": {"class": kind, **GOOD[kind], option: said}})
    with pytest.raises(SecretError) as failure:
        sink.write(capsules(1, 1))
    assert error in str(failure.value)
    for secret in (SECRET, PATH, "TEST_"):
        assert secret not in str(failure.value)
    sink.close()


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

"""Ten thousand bodies that nobody should send: each is answered or refused, and none of them stays in memory."""

import asyncio
import copy
import gc
import gzip
import json
import logging
import random
from collections import Counter
from types import SimpleNamespace
from urllib.parse import urlencode

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

COMMAND = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
GOOD = {"command_id": "notebook:run-cell", "trigger": "keyboard", "outcome": "succeeded"}
BODIES = 10_000
REFUSALS = {400, 413, 415}
GROWTH = 8 * 1024 * 1024
"""Bytes that the process may grow by over the last nine thousand bodies: less than one kilobyte each, so that keeping
any of them, or one handler, shows."""

JSON, LINES = "application/json", "application/x-ndjson"
EVENT = {"schema_id": COMMAND, "version": "1", "data": GOOD, "session": "s", "sequence": 1}
VALID = [EVENT, [EVENT] * 3, {"events": [EVENT, {**EVENT, "time": "2026-11-24T10:00:00Z"}], "report": []}]
ODD = [
    None,
    True,
    -1,
    0.5,
    2**53,
    -(2**64),
    10**400,
    1e308,
    "",
    "\ud800",
    "\udc00\ud800",
    "\x00",
    "\u202e",
    "x" * 5000,
    [],
    [[]],
    {},
    {"": None},
    {"\x00": "\x00"},
    {"__proto__": 1},
    "../../etc/passwd",
    "%s%n",
]


class Connection:
    """What a handler writes to: nothing leaves the process."""

    def __init__(self):
        self.status, self.body = 0, b""
        self.context = SimpleNamespace(remote_ip="127.0.0.1", protocol="http", address=("127.0.0.1", 0))

    def set_close_callback(self, callback):
        self.callback = callback

    def write_headers(self, start_line, headers, chunk=None):
        self.status = start_line.code
        return self.write(chunk or b"")

    def write(self, chunk):
        self.body += chunk
        written = asyncio.get_running_loop().create_future()
        written.set_result(None)
        return written

    def finish(self):
        pass


@pytest.fixture
def jp_server_config(tmp_path):
    return {
        "ServerApp": {"jpserver_extensions": {"jupyter_eventlog": True}, "log_level": "CRITICAL"},
        "EventLog": {
            "allowed_schemas": {COMMAND: {"level": "technical"}},
            "journal_dir": str(tmp_path / "journal"),
            "rate_limit": 0,
        },
    }


@pytest.fixture
def unlogged():
    """pytest keeps every line of a log until the test ends, which would look like ours keeping it."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def send(jp_serverapp, jp_auth_header, jp_base_url):
    """Put a request through the whole stack of handlers: routing, identity, authorizer, ours."""
    application = jp_serverapp.web_app

    async def one(body, path="events", method="POST", content_type=JSON, encoding=None, extra=()):
        headers = HTTPHeaders({**jp_auth_header, "Content-Type": content_type, "Host": "127.0.0.1"})
        headers["Content-Length"] = str(len(body))
        if encoding is not None:
            headers["Content-Encoding"] = encoding
        for name, value in extra:
            headers[name] = value
        line = RequestStartLine(method, f"{jp_base_url}api/eventlog/{path}", "HTTP/1.1")
        connection = Connection()
        request = HTTPServerRequest(connection=connection, headers=headers, start_line=line)
        dispatcher = application.find_handler(request)
        dispatcher.request.connection = connection
        ready = dispatcher.headers_received(line, headers)
        if ready is not None:
            await ready
        if connection.status == 0:
            for start in range(0, len(body), 65536):
                dispatcher.data_received(body[start : start + 65536])
            dispatcher.finish()
            await until_answered(connection)
        return connection

    yield one
    jp_serverapp.web_app.settings["eventlog"].close()


async def until_answered(connection):
    async with asyncio.timeout(10):
        while connection.status == 0:
            await asyncio.sleep(0)


def mutated(chance):  # noqa: C901  one branch a way to go wrong
    """A valid request with something wrong: the bytes, their type, and their encoding."""
    said = copy.deepcopy(chance.choice(VALID))
    for _ in range(chance.randrange(1, 4)):
        swap(chance, said)
    kind = chance.random()
    text = json.dumps(said, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    content_type, encoding = JSON, None
    if kind < 0.2:
        text = text[: chance.randrange(len(text))]
    elif kind < 0.3:
        at = chance.randrange(len(text))
        text = text[:at] + chance.randbytes(chance.randrange(1, 5)) + text[at + 1 :]
    elif kind < 0.4:
        text = json.dumps(said).encode(chance.choice(["utf-16", "utf-32", "utf-7", "cp037"]), "replace")
    elif kind < 0.5:
        content_type = chance.choice([LINES, "application/jsonl", "text/plain", "", "application/json; charset=x"])
        text = b"\n".join([text] * chance.randrange(5))
    elif kind < 0.6:
        text = gzip.compress(text)[: chance.choice([None, 5, -1, -8])]
        encoding = chance.choice(["gzip", "GZIP", "br", "deflate", "gzip, gzip", "\u00e9"])
    elif kind < 0.7:
        text = b'{"schema_id": 1, ' + text[1:] if text.startswith(b"{") else text
    elif kind < 0.75:
        depth = chance.choice([63, 64, 65, 1000, 100_000])
        opened = chance.choice([b"[", b'{"a":'])
        text = opened * depth + b"1" + (b"]" if opened == b"[" else b"}") * chance.choice([0, depth])
    elif kind < 0.752:
        text, encoding = gzip.compress(b"[" + b" " * 30_000_000 + b"]", 1), "gzip"
    elif kind < 0.754:
        text = b"[" + b"1," * chance.choice([999, 1000, 524_000]) + b"1]"
    return text, content_type, encoding


def swap(chance, said):
    """Put something odd somewhere into a value."""
    places = [(said, key) for key in (said if isinstance(said, dict) else range(len(said)))]
    for container, key in places:
        inner = container[key]
        if isinstance(inner, dict | list):
            places += [(inner, one) for one in (inner if isinstance(inner, dict) else range(len(inner)))]
    if not places:
        return
    container, key = chance.choice(places)
    if isinstance(container, dict) and chance.random() < 0.3:
        container[chance.choice(["\ud800", "\x00", "extra", "events", "report"])] = container.pop(key)
    else:
        container[key] = copy.deepcopy(chance.choice(ODD))


async def test_ten_thousand_bodies(unlogged, send, jp_serverapp):
    chance = random.Random(20261124)
    agreed = await send(json.dumps(await yes(jp_serverapp)).encode(), "consent", "PUT")
    assert agreed.status == 200
    process, seen, sizes = psutil.Process(), Counter(), []
    for number in range(BODIES):
        body, content_type, encoding = mutated(chance)
        answer = await send(body, content_type=content_type, encoding=encoding)
        seen[answer.status] += 1
        said = json.loads(answer.body)
        assert answer.status == 200 or answer.status in REFUSALS, (answer.status, body[:200], said)
        assert ("results" in said) is (answer.status == 200)
        if number % 1000 == 999:
            gc.collect()
            sizes.append(process.memory_info().rss)
    assert {200, *REFUSALS} <= seen.keys(), "every way to be refused was tried"
    # The first thousand fill caches and the allocator's pools.
    assert sizes[-1] - sizes[0] < GROWTH, sizes


async def yes(server):
    eventlog = server.web_app.settings["eventlog"]
    digest, _ = eventlog.agreement.disclosure(COMMAND)
    return {"answers": [{"answer": "yes", "target": COMMAND, "shown": {COMMAND: digest}}]}


names = st.text(st.characters(), max_size=8)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)
"""Any JSON, with lone surrogates, and with the numbers that JSON does not have."""


@pytest.mark.parametrize(
    ("path", "method"),
    [("events", "POST"), ("consent", "PUT"), ("records", "DELETE"), ("records", "GET"), ("schemas", "GET")],
)
async def test_whatever_the_json_is_the_answer_is_one_of_ours(send, path, method):
    bodies = []

    @settings(max_examples=300, deadline=None, database=None, derandomize=True)
    @given(anything | st.binary(max_size=60))
    def collect(value):
        text = value if isinstance(value, bytes) else json.dumps(value).encode()
        bodies.append(text)

    collect()
    for body in bodies:
        query = "" if method != "GET" else "?" + urlencode({"before": body, "id": body, "since": body, "limit": body})
        answer = await send(b"" if method == "GET" else body, path + query, method)
        assert answer.status in {200, 403, 404, 409, *REFUSALS}, (answer.status, body)
        json.loads(answer.body)

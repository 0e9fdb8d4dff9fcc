"""Receivers for the tests of sinks: a webhook that checks what it is sent as `docs/sinks.md` says, and a syslog."""

import json
import re
import socket
import socketserver
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from jupyter_eventlog.sinks.http import SIGNATURE

SECRET = "canary-secret-of-the-hook"
SCHEMA = "https://example.org/schemas/chart-drawn"


def is_genuine(*arguments):
    """The receiver's check, as the documentation has it."""
    text = (Path(__file__).parent.parent / "docs" / "sinks.md").read_text()
    (snippet,) = (one for one in re.findall("```python\n(.*?)```", text, re.DOTALL) if "is_genuine" in one)
    found = {}
    exec(snippet, found)
    return found["is_genuine"](*arguments)


def capsule(number, **more):
    return {
        "specversion": "1.0",
        "id": f"01931c3e-0000-7000-8000-{number:012x}",
        "source": "urn:uuid:1",
        "type": SCHEMA,
        "dataschema": f"{SCHEMA}/v1",
        "time": "2026-11-24T10:00:00.000000Z",
        "schemaversion": "1",
        "origin": "server",
        "receivedtime": "2026-11-24T10:00:00.000000Z",
        "basis": "opt-in",
        "policy": "d",
        "redacted": ["path"],
        "session": "s",
        "sequence": number,
        "user": "ada",
        "data": {"text": f"100% é {number}"},
        **more,
    }


def capsules(first, last):
    return [capsule(number) for number in range(first, last + 1)]


def ids(batch):
    return [one["id"] for one in batch]


class Hook(ThreadingHTTPServer):
    """Takes genuine requests of at most `limit` bytes that hold none of the `poison`; else it says why not.

    Where it is `confused` it answers 500 to what it does not understand.
    """

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status, self.headers = None, {}
        self.limit, self.poison = 10_000_000, set()
        self.says_goodbye = True
        self.got, self.requests, self.connections = [], [], 0
        self.checks, self.confused = True, False

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/hook"

    def handle_error(self, request, client_address):
        """A client that ends in the middle of a request is nothing to print."""

    def judge(self, headers, body):
        if self.status:
            return self.status
        if self.checks and not is_genuine(headers.get(SIGNATURE, ""), body, SECRET.encode()):
            return 401
        if len(body) > self.limit:
            return 413
        found = events_of(headers["Content-Type"], body)
        if self.poison & {one["id"] for one in found}:
            return 500 if self.confused else 422
        self.got += found
        return 204


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        self.server.connections += 1

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(self.server.judge(self.headers, body), body)

    def do_GET(self):
        (text,) = parse_qs(urlsplit(self.path).query)["msg"]
        self._answer(self.server.judge({"Content-Type": "application/json"}, f"[{text}]".encode()), text)

    def _answer(self, status, body):
        self.server.requests.append((self.path, dict(self.headers), body))
        self.send_response(status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", "0")
        self.end_headers()
        self.close_connection = not self.server.says_goodbye

    def log_message(self, *_):
        pass


def events_of(content_type, body):
    if content_type == "application/x-www-form-urlencoded":
        return [json.loads(parse_qs(body.decode())["msg"][0])]
    if content_type == "application/x-ndjson":
        assert body.endswith(b"\n")
        return [json.loads(line) for line in body.splitlines()]
    return json.loads(body)


@contextmanager
def serving(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Datagrams(socketserver.UDPServer):
    """A syslog that listens for datagrams."""

    def __init__(self, address=("127.0.0.1", 0), family=socket.AF_INET):
        self.address_family, self.got = family, []
        self.max_packet_size = 65536
        super().__init__(address, _Datagram)


class _Datagram(socketserver.BaseRequestHandler):
    def handle(self):
        self.server.got.append(syslog_event(self.request[0]))


class Streams(socketserver.ThreadingTCPServer):
    """A syslog that takes connections."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, address=("127.0.0.1", 0)):
        self.got, self.open = [], []
        super().__init__(address, _Stream)

    def hang_up(self):
        """End what is open, at once and for good: what is sent to it then is refused."""
        for one in self.open:
            one.shutdown(socket.SHUT_RDWR)


class _Stream(socketserver.BaseRequestHandler):
    def handle(self):
        self.server.open.append(self.request)
        rest = b""
        while piece := self.request.recv(65536):
            *whole, rest = (rest + piece).split(b"\0")
            self.server.got += map(syslog_event, whole)


def syslog_event(message):
    assert message.startswith(b"<14>")
    return json.loads(message[4:].rstrip(b"\0"))

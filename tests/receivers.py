"""A server that answers `POST /api/eventlog/events` as a test tells it, and remembers what it was sent."""

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Answer = tuple[int, dict[str, str], Any]


class Receiver(ThreadingHTTPServer):
    """Gives the queued answers first, and then says `stored` to all."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: list[Answer] = []
        self.always: Answer | None = None
        self.requests: list[tuple[str, dict[str, str], Any]] = []
        self.stored: list[dict[str, Any]] = []
        self.reports: list[dict[str, Any]] = []
        self.free = threading.Event()
        self.free.set()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that ends in the middle of a request is nothing to print."""

    def connection(self, file: Path, **more: Any) -> Path:
        expires = (datetime.now(UTC) + timedelta(days=1)).isoformat()
        url = f"http://127.0.0.1:{self.server_port}/base/"
        file.write_text(json.dumps({"url": url, "token": "elog_canary", "expires": expires, **more}))
        return file

    def answer(self, body: dict[str, Any]) -> Answer:
        if self.answers:
            return self.answers.pop(0)
        if self.always:
            return self.always
        self.stored += body["events"]
        self.reports += body.get("report", [])
        return 200, {}, {"results": [{"status": "stored"} for _ in body["events"]]}


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        body = json.loads(gzip.decompress(sent) if self.headers["Content-Encoding"] == "gzip" else sent)
        self.server.requests.append((self.path, dict(self.headers), body))
        self.server.free.wait()
        status, headers, said = self.server.answer(body)
        text = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(text))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text)

    def do_GET(self) -> None:
        self.server.requests.append((self.path, dict(self.headers), None))
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def receiving() -> Iterator[Receiver]:
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.free.set()
        server.shutdown()
        thread.join()
        server.server_close()

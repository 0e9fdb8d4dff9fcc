"""A web address that an `http` sink leads to, and that misbehaves as it is told."""

from __future__ import annotations

import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

Mood = Literal["take", "hang", "refuse", "forget", "reject"]
"""`hang`: never answer. `refuse`: 503. `forget`: take it all, then end the connection without an answer. `reject`:
422 for whatever holds a number that 1,000 divides."""

REJECTED = 1000


class Destination(ThreadingHTTPServer):
    """Counts the numbers that it took, and the requests that it was sent in each mood."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.mood: Mood = "take"
        self.taken: Counter[int] = Counter()
        self.requests: Counter[Mood] = Counter()
        self.woken = threading.Event()
        self.lock = threading.Lock()
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}/"

    def set_mood(self, mood: Mood) -> None:
        """Behave like this from the next request on; whoever hangs is let go without an answer."""
        self.mood = mood
        self.woken.set()
        self.woken = threading.Event()

    def end(self) -> None:
        """Listen no more: from here on connections are refused."""
        self.woken.set()
        self.shutdown()
        self._thread.join()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A worker that was killed in the middle of a request is nothing to print."""


class _Handler(BaseHTTPRequestHandler):
    server: Destination

    def do_POST(self) -> None:
        """One batch."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        numbers = [json.loads(line)["data"]["number"] for line in body.splitlines()]
        server, mood, woken = self.server, self.server.mood, self.server.woken
        with server.lock:
            server.requests[mood] += 1
        if mood == "hang":
            woken.wait()
        elif mood == "refuse":
            self._answer(503)
        elif mood == "reject" and any(one % REJECTED == 0 for one in numbers):
            self._answer(422)
        else:
            with server.lock:
                server.taken.update(numbers)
            if mood != "forget":
                self._answer(200)
        self.close_connection = mood in ("hang", "forget")

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""

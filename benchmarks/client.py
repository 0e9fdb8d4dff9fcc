"""What an event costs the cell that emits it: without a connection, with one whose server answers, and with a queue
that is full because its server is gone.

Microseconds for each event, the best of several rounds: as a clock on the wall sees them, with all that the client's
own thread does meanwhile, and as the cell's own thread spends them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, thread_time

from table import Row, row

from jupyter_eventlog import client

ROUNDS, EVENTS, GOAL = 7, 5_000, 5
SCHEMA = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
DATA = {"command_id": "notebook:run-cell", "trigger": "keyboard", "outcome": "succeeded"}

SERVER = """
import json
from http.server import BaseHTTPRequestHandler, HTTPServer
class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = json.dumps({"results": [{"status": "stored"} for _ in body["events"]]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)
    def log_message(self, *_): pass
server = HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
"""


def best(before: Callable[[], object] = lambda: None) -> tuple[float, float]:
    """Microseconds an event, wall and thread, in the best rounds; `before` is called before each, and not counted."""
    wall, own = [], []
    for _ in range(ROUNDS):
        before()
        start, spent = perf_counter(), thread_time()
        for _ in range(EVENTS):
            client.emit(SCHEMA, 1, DATA)
        wall.append((perf_counter() - start) / EVENTS * 1e6)
        own.append((thread_time() - spent) / EVENTS * 1e6)
    return min(wall), min(own)


def connect(folder: str, port: int) -> None:
    """Give this process a connection, and a client that knows nothing of an earlier one."""
    file = Path(folder) / "connection.json"
    expires = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    file.write_text(json.dumps({"url": f"http://127.0.0.1:{port}/", "token": "x", "expires": expires}))
    os.environ[client.VARIABLE] = str(file)
    client._client = client.Client()


def measure() -> list[Row]:
    """All rows."""
    os.environ.pop(client.VARIABLE, None)
    found = {"without a connection": best()}
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True) as server,
    ):
        assert server.stdout is not None
        connect(folder, int(server.stdout.readline()))
        found["with a server that answers"] = best(lambda: client.flush(60))
        client.flush(60)
        server.terminate()
        connect(folder, 9)
        for _ in range(client.MAX_EVENTS + 1):
            client.emit(SCHEMA, 1, DATA)
        found["with a full queue"] = best()
    return [
        row(f"client, {case}: an event{how}", "µs", microseconds, GOAL)
        for case, (wall, own) in found.items()
        for how, microseconds in (("", wall), (", the cell's own thread", own))
    ]

"""What `POST /events` takes, stored for good before it is answered: in Jupyter Server on one core, asked from another.

Beside the same server's `POST /api/events`, which stores nothing durably.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from events import DATA, ID, POLICY, SCHEMA
from table import Row, row

SECONDS = 5.0
TOKEN = "benchmark"
PEER = "POST /api/events"

CONFIG = """
import json
c = get_config()
c.IdentityProvider.token = {token!r}
c.ServerApp.port = {port}
c.ServerApp.log_level = 50
c.ServerApp.allow_root = True
c.ServerApp.jpserver_extensions = {{"jupyter_eventlog": True, "peer": True}}
c.EventLog.allowed_schemas = json.loads({policy!r})
c.EventLog.schema_paths = [{schemas!r}]
c.EventLog.rate_limit = 0
"""

# Under another name, which our policy does not list: else we would store what the peer is given.
THEIR_ID = f"{ID}-of-the-peer"
THEIR_EXTENSION = """
def _load_jupyter_server_extension(app):
    app.event_logger.register_event_schema({schema!r})
"""


def measure() -> list[Row]:
    """All rows."""
    with tempfile.TemporaryDirectory() as home:
        return asyncio.run(_measure(Path(home)))


async def _measure(home: Path) -> list[Row]:
    port = 18_888
    (home / "schemas").mkdir()
    (home / "schemas" / "schema.json").write_text(json.dumps(SCHEMA))
    said = {"token": TOKEN, "port": port, "policy": json.dumps(POLICY), "schemas": str(home / "schemas")}
    (home / "config.py").write_text(CONFIG.format(**said))
    (home / "peer.py").write_text(THEIR_EXTENSION.format(schema={**SCHEMA, "$id": THEIR_ID}))
    command = ["taskset", "-c", "0", sys.executable, "-m", "jupyter_server", f"--config={home / 'config.py'}"]
    env = {**os.environ, "HOME": str(home), "JUPYTER_DATA_DIR": str(home / "data")}
    env["PYTHONPATH"] = f"{home}:{env.get('PYTHONPATH', '')}"
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, cwd=home) as server:
        os.sched_setaffinity(0, {1})
        try:
            await _ready(port)
            await _agree(port)
            return await _rows(port, server.pid)
        finally:
            server.terminate()


async def _rows(port: int, server: int) -> list[Row]:
    """Rates, and beside each what one of them costs the processor: that depends less on what else the machine does."""
    with _Spent(server) as of_50:
        by_50 = of_50.made(await _rate(port, 50, 8))
    with _Spent(server) as of_500:
        by_500 = of_500.made(await _rate(port, 500, 4))
    with _Spent(server) as of_theirs:
        theirs = of_theirs.made(await _load(port, 64, lambda: ("/api/events", [_theirs()] * 50)))
    with _Spent(server) as of_ours:
        ours = of_ours.made(await _rate(port, 1, 64))
    return [
        row("post_50_eps", "events/s", by_50, 45_000, at_least=True),
        row("post_500_eps", "events/s", by_500, 90_000, at_least=True),
        row("post_1_vs_api_events", "events/s", ours, theirs, at_least=True, peer=(PEER, theirs)),
        row("post_50_cpu_us", "µs an event", of_50.each, 1e6 / 45_000),
        row("post_500_cpu_us", "µs an event", of_500.each, 1e6 / 90_000),
        row("post_1_cpu_us", "µs an event", of_ours.each, of_theirs.each, peer=(PEER, of_theirs.each)),
    ]


class _Spent:
    """What a process spends of the processor, all its threads together, for each of what it makes meanwhile."""

    def __init__(self, process: int) -> None:
        self._process, self._made = process, 0.0
        self.each = 0.0

    def __enter__(self) -> _Spent:
        self._began, self._spent = time.perf_counter(), self._now()
        return self

    def __exit__(self, *_: object) -> None:
        seconds = time.perf_counter() - self._began
        self.each = (self._now() - self._spent) / (self._made * seconds) * 1e6

    def made(self, rate: float) -> float:
        """So many a second were made."""
        self._made = rate
        return rate

    def _now(self) -> float:
        fields = Path(f"/proc/{self._process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _rate(port: int, batch: int, connections: int) -> float:
    """Events a second, each with a number of its own."""

    def bodies() -> Callable[[], tuple[str, Iterator[bytes]]]:
        numbers = count(1)

        def one() -> tuple[str, Iterator[bytes]]:
            session = f"s{next(numbers)}-{batch}"
            return "/api/eventlog/events", _bodies(session, batch)

        return one

    return batch * await _load(port, connections, bodies())


def _bodies(session: str, batch: int) -> Iterator[bytes]:
    head = json.dumps({"schema_id": ID, "version": "1", "session": session, "time": "2026-11-24T10:00:00.000000Z"})
    data = json.dumps(DATA, separators=(",", ":"))
    number = 0
    while True:
        events = [f'{head[:-1]},"sequence":{number + at},"data":{data}}}' for at in range(1, batch + 1)]
        number += batch
        yield f'{{"events":[{",".join(events)}]}}'.encode()


def _theirs() -> bytes:
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S+00:00Z", time.gmtime())
    return json.dumps({"schema_id": THEIR_ID, "version": "1", "timestamp": stamp, "data": DATA}).encode()


async def _load(port: int, connections: int, source: Callable[[], tuple[str, object]]) -> float:
    """Requests a second that were answered with a success, over some connections that never rest."""
    end = time.perf_counter() + SECONDS
    begin = time.perf_counter()
    done = await asyncio.gather(*(_ask(port, *source(), end) for _ in range(connections)))
    return sum(done) / (time.perf_counter() - begin)


async def _ask(port: int, path: str, bodies: object, end: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    done = 0
    repeated = iter(bodies) if not isinstance(bodies, list) else None
    while time.perf_counter() < end:
        body = next(repeated) if repeated else bodies[0]
        await _send(writer, "POST", path, body)
        status, answer = await _receive(reader)
        assert status in (200, 204), (status, answer[:200])
        assert b"invalid" not in answer, answer[:200]
        done += 1
    writer.close()
    return done


async def _send(writer: asyncio.StreamWriter, method: str, path: str, body: bytes) -> None:
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: token {TOKEN}\r\n"
    writer.write(f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    await writer.drain()


async def _receive(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = next((line[16:] for line in head.split("\r\n") if line.lower().startswith("content-length: ")), "0")
    return int(head.split(" ", 2)[1]), await reader.readexactly(int(length))


async def _once(port: int, method: str, path: str, body: bytes = b"") -> tuple[int, bytes]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await _send(writer, method, path, body)
    found = await _receive(reader)
    writer.close()
    return found


async def _ready(port: int) -> None:
    while True:
        try:
            status, _ = await _once(port, "GET", "/api/eventlog/policy")
        except OSError:
            await asyncio.sleep(0.1)
            continue
        assert status == 200, status
        return


async def _agree(port: int) -> None:
    _, policy = await _once(port, "GET", "/api/eventlog/policy")
    digest = json.loads(policy)["disclosures"][ID]["digest"]
    answers = [{"answer": "yes", "scope": "schema", "target": ID, "shown": {ID: digest}}]
    status, answer = await _once(port, "PUT", "/api/eventlog/consent", json.dumps({"answers": answers}).encode())
    assert status == 200, answer

"""One fresh Jupyter Server, looked at before and after our extension; run by `server_load.py`.

Arguments: whether something is configured (JSON), seconds to idle, a folder. Prints what was found as JSON.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

import psutil
from jupyter_server.serverapp import ServerApp

ID = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
GROUND = {"level": "technical", "consent": "required", "reason": "a test", "legal_basis": "other"}
GOOD = {"command_id": "a:b", "trigger": "menu", "outcome": "failed"}


def memory() -> float:
    """Resident memory in MiB."""
    gc.collect()
    return float(psutil.Process().memory_info().rss) / 2**20


def switches(threads: set[threading.Thread]) -> int:
    """How often threads were given the processor."""
    lines = [
        line
        for one in threads
        for line in Path(f"/proc/self/task/{one.native_id}/status").read_text(encoding="ascii").splitlines()
    ]
    return sum(int(line.split()[1]) for line in lines if "ctxt_switches" in line)


async def load(*, configured: bool, home: str) -> tuple[Any, dict[str, float], set[threading.Thread], float]:
    """A server with our extension; what that cost, the threads there were before, the memory before."""
    app = ServerApp()
    app.initialize(argv=["--allow-root", "--no-browser"], find_extensions=False, new_httpserver=False)
    if configured:
        app.config.EventLog.allowed_schemas = {ID: GROUND}
        app.config.EventLog.sinks = {"lines": {"class": "file", "path": f"{home}/lines.jsonl"}}
    await asyncio.sleep(0.2)
    threads, before = set(threading.enumerate()), memory()
    processor, start = time.process_time(), time.perf_counter()
    import jupyter_eventlog  # noqa: PLC0415  this is what is measured

    jupyter_eventlog._load_jupyter_server_extension(app)
    found = {
        "load": (time.perf_counter() - start) * 1000,
        "processor": (time.process_time() - processor) * 1000,
    }
    await asyncio.sleep(0.2)
    found["memory"] = memory() - before
    found["threads"] = len(set(threading.enumerate()) - threads)
    return app, found, threads, before


async def idle(app: Any, before: set[threading.Thread], seconds: float) -> int:
    """How often our threads wake after they have stored and delivered an event."""
    from jupyter_eventlog import emit, flush  # noqa: PLC0415  loaded by then

    emit(ID, 1, GOOD)
    await flush()
    eventlog = app.web_app.settings["eventlog"]
    while eventlog.dispatchers[0].health.delivered < 1:
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.5)
    ours = {one for one in set(threading.enumerate()) - before if one.name.startswith("eventlog")}
    first = switches(ours)
    await asyncio.sleep(seconds)
    return switches(ours) - first


async def main() -> None:
    """Look, and print."""
    configured = json.loads(sys.argv[1])
    app, found, threads, before = await load(configured=configured, home=sys.argv[3])
    if configured:
        found["wake-ups"] = await idle(app, threads, float(sys.argv[2]))
        found["memory after an event"] = memory() - before
    print(json.dumps(found), flush=True)  # noqa: T201


asyncio.run(main())
# Nothing that an orderly end does is of interest.
os._exit(0)

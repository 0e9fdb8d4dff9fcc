"""A pytest plugin for the suites of jupyter_server and jupyter_events: all that they do, we collect.

Every server loads our extension, and every EventLogger has our bridge on, under a policy that allows every schema
that the suite names, `required`.
"""

from __future__ import annotations

import logging
import re
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jupyter_events import EventLogger

from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.eventlog import EventLog
from jupyter_eventlog.server.bridge import Bridge

_ID = re.compile(r"""\$id["']?\s*:\s*["']?([a-z]+:[^\s"',]+)""")
_SERVER = "https://events.jupyter.org/jupyter_server/"
_ENTRY = {"level": "full", "allowed_categories": ["unclassified"], "consent": "required"}
_GROUND = {"reason": "a test", "legal_basis": "other"}

counted: Counter[str] = Counter()
made: list[EventLog] = []


def pytest_configure(config: pytest.Config) -> None:
    """Put ourselves in, before anything of the suite is imported."""
    ids = {f"{_SERVER}{name}/v1" for name in ("contents_service", "gateway_client", "kernel_actions")}
    for file in Path(config.rootpath).rglob("*"):
        if file.suffix in (".py", ".yaml", ".yml", ".json") and "site-packages" not in file.parts:
            ids.update(_ID.findall(file.read_text(encoding="utf-8", errors="ignore")))
    allowed = dict.fromkeys(ids, _ENTRY | _GROUND)
    if config.rootpath.name == "jupyter_server":
        _load_into_servers(allowed)
    else:
        _put_on_loggers(allowed)


def _load_into_servers(allowed: dict[str, Any]) -> None:
    # The suite of jupyter_events has no server.
    from jupyter_server.serverapp import ServerApp  # noqa: PLC0415

    from jupyter_eventlog.server.extension import SETTING, load  # noqa: PLC0415

    original = ServerApp.load_server_extensions

    def load_server_extensions(self: Any) -> None:
        self.config.EventLog.allowed_schemas = allowed
        self.config.EventLog.journal_dir = tempfile.mkdtemp(prefix="eventlog-")
        load(self)
        made.append(self.web_app.settings[SETTING])
        original(self)

    ServerApp.load_server_extensions = load_server_extensions


def _put_on_loggers(allowed: dict[str, Any]) -> None:
    original = EventLogger.__init__

    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        config = Config()
        config.allowed_schemas, config.journal_dir = allowed, tempfile.mkdtemp(prefix="eventlog-")
        made.append(EventLog(config.options(logging.getLogger("eventlog"))))
        Bridge(self, made[-1], logging.getLogger("eventlog")).put_on()

    EventLogger.__init__ = init  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _end_of_test() -> Any:
    yield
    while made:
        eventlog = made.pop()
        eventlog.close()
        shutil.rmtree(eventlog._options.folder, ignore_errors=True)
        for verdicts in eventlog.counters.snapshot().values():
            counted.update(verdicts)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What was collected meanwhile."""
    terminalreporter.write_line(f"jupyter_eventlog: {dict(sorted(counted.items()))}")

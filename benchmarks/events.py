"""The event that is measured: eight properties, one of them nested, and a policy that keeps most of it."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jupyter_eventlog.eventlog import EventLog

ID = "https://example.org/events/cell-executed"


def _text(category: str) -> dict[str, Any]:
    return {"type": "string", "title": category, "description": category, "categories": [category]}


SCHEMA: dict[str, Any] = {
    "$id": ID,
    "version": "1",
    "title": "A cell was run",
    "description": "Each time a cell is run.",
    "type": "object",
    "personal-data": False,
    "required": ["command", "outcome"],
    "properties": {
        "command": _text("technical"),
        "outcome": {**_text("technical"), "enum": ["succeeded", "failed"]},
        "trigger": _text("interaction"),
        "path": _text("user-content"),
        "kernel": _text("technical"),
        "count": {"type": "integer", "title": "count", "description": "How many.", "categories": ["technical"]},
        "duration": {"type": "number", "title": "duration", "description": "In s.", "categories": ["technical"]},
        "client": {
            "type": "object",
            "title": "client",
            "description": "The program.",
            "categories": ["technical"],
            "properties": {"name": _text("technical"), "version": _text("technical")},
        },
    },
}

DATA: dict[str, Any] = {
    "command": "notebook:run-cell-and-select-next",
    "outcome": "succeeded",
    "trigger": "keyboard",
    "path": "/home/somebody/work/analysis/penguins-2026.ipynb",
    "kernel": "python3",
    "count": 42,
    "duration": 1.25,
    "client": {"name": "JupyterLab", "version": "4.6.6"},
}

POLICY: dict[str, Any] = {ID: {"level": "interaction", "retention": "90d"}}


def agreed(folder: Path, **traits: Any) -> EventLog:
    """An EventLog on a folder, to whose one kind its owner has said yes; `traits` are set in its configuration."""
    from jupyter_eventlog.agreement import Reply  # noqa: PLC0415  only in the process that is measured
    from jupyter_eventlog.config import EventLog as Config  # noqa: PLC0415
    from jupyter_eventlog.consents import Circumstance  # noqa: PLC0415
    from jupyter_eventlog.eventlog import EventLog  # noqa: PLC0415

    (folder / "schema.json").write_text(json.dumps(SCHEMA))
    config = Config()
    settings = {"allowed_schemas": POLICY, "journal_dir": str(folder / "journal"), "schema_paths": [str(folder)]}
    for name, value in {**settings, **traits}.items():
        setattr(config, name, value)
    log = logging.getLogger("bench")
    # What a sink that is down makes us say is not what is measured.
    log.setLevel(logging.CRITICAL)
    eventlog = EventLog(config.options(log))
    digest, _ = eventlog.agreement.disclosure(ID)
    eventlog.agreement.answer("owner", [Reply("yes", "schema", ID, {ID: digest})], Circumstance("owner", "api"))
    return eventlog

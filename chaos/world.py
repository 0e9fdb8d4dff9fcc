"""The one kind of event that the faults are about, and the EventLog that a worker makes of a folder."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jupyter_eventlog.agreement import Reply
from jupyter_eventlog.callers import Caller
from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.consents import Circumstance
from jupyter_eventlog.eventlog import EventLog

ID = "https://example.org/events/numbered"

OWNER = "owner"
"""Whose the events are that the process itself emits."""

SCHEMA: dict[str, Any] = {
    "$id": ID,
    "version": "1",
    "title": "Something happened",
    "description": "Each time something happens.",
    "type": "object",
    "personal-data": False,
    "required": ["number", "text"],
    "properties": {
        "number": {"type": "integer", "title": "number", "description": "Which.", "categories": ["technical"]},
        "text": {"type": "string", "title": "text", "description": "What.", "categories": ["technical"]},
    },
}


def data(number: int, person: str) -> dict[str, Any]:
    """The data of an event: always the same for a number, and of a length that differs from the next."""
    return {"number": number, "text": f"{canary(person)} {number} {'.' * (number * 37 % 400)}"}


def canary(person: str) -> str:
    """What every event of a person says, and nothing else in a folder does."""
    return f"canary of {person}"


def make(folder: Path, sinks: Mapping[str, Mapping[str, Any]], people: Iterable[str]) -> EventLog:
    """An EventLog on a folder, to which these people have said yes."""
    schemas = folder.parent / "schemas"
    schemas.mkdir(exist_ok=True)
    # Two workers may start at one moment.
    if not (schemas / "numbered.json").exists():
        (schemas / "numbered.json").write_text(json.dumps(SCHEMA))
    config = Config()
    config.allowed_schemas = {ID: {"level": "technical", "retention": "90d"}}
    config.journal_dir, config.schema_paths, config.sinks = str(folder), [str(schemas)], dict(sinks)
    eventlog = EventLog(config.options(logging.getLogger("chaos")))
    if eventlog.policy.errors:
        raise ValueError(eventlog.policy.errors)
    digest, _ = eventlog.agreement.disclosure(ID)
    for person in {OWNER, *people}:
        if not eventlog.agreement.granted(Caller(person), ID):
            eventlog.agreement.answer(person, [Reply("yes", "schema", ID, {ID: digest})], Circumstance(person, "api"))
    return eventlog

"""The event that is measured, in pages too: eight properties, one nested, and a policy that keeps most of it."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jupyter_eventlog.eventlog import EventLog

_SOURCE = json.loads(Path(__file__).with_name("event.json").read_text(encoding="utf-8"))

ID: str = _SOURCE["id"]
SCHEMA: dict[str, Any] = _SOURCE["schema"]
DATA: dict[str, Any] = _SOURCE["data"]
POLICY: dict[str, Any] = _SOURCE["policy"]


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

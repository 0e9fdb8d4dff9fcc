"""The operator of the example: commands are recorded for oneself, if one says yes."""

import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

c = get_config()

folder = Path(os.environ.get("JUPYTER_EVENTLOG_EXAMPLE_DIR", "."))

c.EventLog.operator = {
    "name": "Riverside Data Team",
    "contact": "privacy@riverside.example",
    "country": "DE",
}
c.EventLog.purposes = {
    "improve": {
        "title": "Make JupyterLab better",
        "short": "to find bugs",
        "why": "Commands that fail, and commands that nobody uses, are what we mend first.",
        "legal_basis": "consent",
        "seen_by": "4 people, data team",
        "used_to_assess": "no",
    },
}
c.EventLog.allowed_schemas = {
    "https://jupyter-eventlog.readthedocs.io/schemas/command-executed": {
        "versions": [1],
        "level": "interaction",
        "consent": "opt-in",
        "purpose": "improve",
        "retention": "90d",
    },
}
c.EventLog.journal_dir = str(folder / "journal")
c.EventLog.handlers = [
    RotatingFileHandler(folder / "events.jsonl", maxBytes=10_000_000, backupCount=3, delay=True),
]

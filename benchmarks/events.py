"""The event that is measured: eight properties, one of them nested, and a policy that keeps most of it."""

from __future__ import annotations

from typing import Any

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

"""Jupyter EventLog: structured events under one policy that the user sees and controls."""

from __future__ import annotations

from typing import Any

from ._version import __version__
from .current import emit, emitter, flush
from .emitter import Emitter

__all__ = ["Emitter", "__version__", "emit", "emitter", "flush"]


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    return [{"src": "labextension", "dest": "@jupyter-eventlog/extension"}]


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "jupyter_eventlog"}]


def _load_jupyter_server_extension(server: Any) -> None:
    from .server.extension import load  # noqa: PLC0415  `emit` must not cost what a server costs

    load(server)

"""Makes the sinks that a configuration asks for."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from ..policy_reader import nearest
from ..resources import read_meta
from ..sink import Sink

PROVIDED = {name: name for name in ("file", "http", "logging", "rest")}
"""The classes that `EventLog.sinks` may name, and the module of each."""

_DESCRIBED = ("destination", "run_by", "country", "third_party", "erasure")


class SinkError(ValueError):
    """A sink that the configuration describes wrongly, in a sentence that names the cure."""


def make_sinks(handlers: Sequence[logging.Handler], configured: Mapping[str, Mapping[str, Any]]) -> list[Sink]:
    """The sinks of a configuration. Raises SinkError."""
    from .logging import LoggingSink  # noqa: PLC0415  only where something is configured

    sinks: list[Sink] = []
    names: set[str] = set()
    for handler in handlers:
        if not isinstance(handler, logging.Handler):
            raise SinkError(f"handlers: a {type(handler).__name__} is not a logging.Handler")
        sink = LoggingSink.of_handler(handler, names)
        names.add(sink.destination.name)
        sinks.append(sink)
    return sinks + [_make(name, said) for name, said in configured.items()]


def _make(name: str, said: Mapping[str, Any]) -> Sink:
    kind = said.get("class")
    if isinstance(kind, str) and kind not in PROVIDED and kind in read_meta("page-sinks"):
        raise SinkError(f'sinks["{name}"]: class: "{kind}" runs in the page; add "runs_in": "page"')
    if not isinstance(kind, str) or kind not in PROVIDED:
        # What stands there may be an address with a password in it.
        hint = f"{nearest(str(kind), PROVIDED)} (known: {', '.join(sorted(PROVIDED))})"
        raise SinkError(f'sinks["{name}"]: class: is not known{hint}')
    module = importlib.import_module(f".{PROVIDED[kind]}", __package__)
    described = {key: said[key] for key in _DESCRIBED if key in said}
    options = {key: value for key, value in said.items() if key not in ("class", "runs_in", *_DESCRIBED)}
    try:
        made: Sink = module.make(name, described, options)
    except (TypeError, ValueError) as error:
        raise SinkError(f'sinks["{name}"]: {error}') from error
    return made

"""Runs of one event, as tests put them into a journal."""

import orjson

from jupyter_eventlog.journal.types import Run


def run(*events, name, head=None, received=0.0, expires=None, sinks=("a",), subject=None, number=None, **rest):
    """A run of these events; `rest` is passed on."""
    permitted = rest.pop("permitted", lambda: True)
    shared = {"type": name, **(head or {})}
    texts, sequence = [orjson.dumps(event) for event in events], events[0].get("sequence")
    return Run(shared, texts, sequence, received, expires, sinks, "d", subject, permitted, number, **rest)

"""Runs of one event, as tests put them into a journal."""

from jupyter_eventlog.journal.types import Run


def run(*events, name, head=None, received=0.0, expires=None, sinks=("a",), subject=None, number=None, **rest):
    """A run of these events; `rest` is passed on."""
    permitted = rest.pop("permitted", lambda: True)
    shared = {"type": name, **(head or {})}
    return Run(shared, list(events), received, expires, sinks, "d", subject, permitted, number, **rest)

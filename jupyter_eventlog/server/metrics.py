"""What `/metrics` of the server says of an EventLog: read when somebody asks, so that no event pays for it.

Every label is a name from the operator's configuration or a word of ours; nothing that was sent becomes one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from prometheus_client import REGISTRY, CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from ..journal.types import JournalError
from ..tally import tally

if TYPE_CHECKING:
    from ..eventlog import EventLog

_PREFIX = "jupyter_eventlog_"


class EventLogCollector:
    """Reads one EventLog for Prometheus."""

    def __init__(self, eventlog: EventLog) -> None:
        self._eventlog = eventlog

    def describe(self) -> list[Metric]:
        """Nothing: registering must not read anything."""
        return []

    def collect(self) -> Iterator[Metric]:
        """The numbers of this moment."""
        yield self._events()
        yield from self._sinks()
        yield from self._journal()
        yield self._answers()

    def _events(self) -> Metric:
        events = CounterMetricFamily(
            f"{_PREFIX}events", "Events by schema and what became of them.", labels=["schema", "status"]
        )
        for schema_id, found in self._eventlog.counters.told().items():
            for status, number in found.items():
                events.add_metric([schema_id, status], number)
        return events

    def _sinks(self) -> Iterator[Metric]:
        delivered = CounterMetricFamily(f"{_PREFIX}sink_delivered", "Events that a sink took.", labels=["sink"])
        dead = CounterMetricFamily(f"{_PREFIX}sink_dead", "Events that a sink refused for good.", labels=["sink"])
        failing = GaugeMetricFamily(f"{_PREFIX}sink_failing", "Whether a sink's last try failed.", labels=["sink"])
        lag = GaugeMetricFamily(
            f"{_PREFIX}sink_lag_seconds", "For how long the oldest event has waited for a sink.", labels=["sink"]
        )
        for dispatcher in self._eventlog.dispatchers:
            name, health = [dispatcher.name], dispatcher.health
            delivered.add_metric(name, health.delivered)
            dead.add_metric(name, health.dead)
            failing.add_metric(name, health.failing_since is not None)
            lag.add_metric(name, self._lag(dispatcher.name))
        yield from (delivered, dead, failing, lag)

    def _lag(self, sink: str) -> float:
        # Asking a journal that nothing has opened yet would make its file.
        if not self._eventlog.journal.is_open:
            return 0.0
        try:
            return self._eventlog.journal.lag(sink)
        except JournalError:
            return float("nan")

    def _journal(self) -> Iterator[Metric]:
        journal = self._eventlog.journal
        yield GaugeMetricFamily(f"{_PREFIX}journal_bytes", "Bytes of this server's journal.", value=journal.size)
        yield GaugeMetricFamily(f"{_PREFIX}queue", "Events that wait for the disk.", value=journal.queued)

    def _answers(self) -> Metric:
        answers = GaugeMetricFamily(
            f"{_PREFIX}people",
            "People by answer, only for kinds where many said yes and many said no.",
            labels=["schema", "answer"],
        )
        for schema_id, found in tally(self._eventlog).items():
            for answer, number in found.items():
                answers.add_metric([schema_id, answer], number)
        return answers


def register(eventlog: EventLog, registry: CollectorRegistry = REGISTRY) -> Callable[[], None]:
    """Have an EventLog's numbers in a registry; what is returned takes them out again."""
    collector = EventLogCollector(eventlog)
    registry.register(collector)
    return lambda: registry.unregister(collector)

"""An emitter of one kind of event, made once and called often."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from .eventlog import EventLog

Data = TypeVar("Data", bound=Mapping[str, Any])


class Emitter(Generic[Data]):
    """Emits events of one schema and version: `drawn({"kind": "bar"})`, or `drawn(kind="bar")`.

    May be made before there is an EventLog; `Emitter[ChartDrawn]` has a type checker hold the data against a
    TypedDict. Called, it does what `emit` does.
    """

    __slots__ = ("_find", "schema_id", "version")

    def __init__(self, schema_id: str, version: str | int, find: Callable[[], EventLog | None]) -> None:
        self.schema_id, self.version, self._find = schema_id, version, find

    @property
    def enabled(self) -> bool:
        """Whether an event would be taken now, by policy and consent: ask before gathering data that is dear."""
        eventlog = self._find()
        return eventlog is not None and eventlog.is_enabled(self.schema_id)

    @overload
    def __call__(self, data: Data, /) -> None: ...

    @overload
    def __call__(self, **fields: Any) -> None: ...

    def __call__(self, *data: Any, **fields: Any) -> None:
        """Emit an event."""
        eventlog = self._find()
        if eventlog is not None:
            eventlog.emit(self.schema_id, self.version, data[0] if data else fields)

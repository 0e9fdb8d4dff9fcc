"""Collects what Jupyter already emits: a wrapper around the `emit` of the server's EventLogger."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

from ..own import InvalidEventError

if TYPE_CHECKING:
    from ..eventlog import EventLog


class Bridge:
    """Hands an EventLog whatever an EventLogger is asked to emit, in the emitter's own words.

    The event is taken as it was given: before jupyter_events returns early because nobody listens, before modifiers,
    and whether or not jupyter_events finds it valid. Whoever emits notices nothing, whatever happens here.
    """

    def __init__(self, event_logger: Any, eventlog: EventLog, log: logging.Logger) -> None:
        self._event_logger, self._eventlog, self._log = event_logger, eventlog, log
        self._learnt: set[tuple[str, str]] = set()
        self._told = False

    def put_on(self) -> None:
        """Wrap `emit` of this one EventLogger; its class stays as it is."""
        original = self._event_logger.emit

        @wraps(original)
        def emit(*args: Any, **kwargs: Any) -> Any:
            self._collect(**kwargs)
            return original(*args, **kwargs)

        self._event_logger.emit = emit

    def learn_all(self) -> None:
        """Take in the schemas of what is allowed, so that people are asked about them before their first event."""
        for schema_id in self._event_logger.schemas.schema_ids:
            if self._eventlog.policy.entry(schema_id) is not None:
                self._version(schema_id)

    def _collect(
        self, /, schema_id: str = "", data: Any = None, timestamp_override: datetime | None = None, **_: Any
    ) -> None:
        try:
            if self._eventlog.policy.entry(schema_id) is not None:
                self._eventlog.emit(schema_id, self._version(schema_id), data, time=timestamp_override)
        except InvalidEventError:
            # Counted and logged already; `strict` is for those who emit through us.
            pass
        except Exception as error:
            with suppress(Exception):
                self._failed(schema_id, error)

    def _version(self, schema_id: str) -> str:
        """The version under which a schema is registered, of which the EventLog is told; empty where it is not."""
        if schema_id not in self._event_logger.schemas:
            return ""
        schema = self._event_logger.schemas.get(schema_id)
        key = (schema_id, str(schema.version))
        if key not in self._learnt:
            self._eventlog.learn(_document(schema))
            self._learnt.add(key)
        return key[1]

    def _failed(self, schema_id: str, error: Exception) -> None:
        if not self._told:
            self._told = True
            # The message of an unforeseen error could quote a value.
            self._log.error("eventlog: an event of %s could not be collected: %s", schema_id, type(error).__name__)
        self._eventlog.counters.add(schema_id, "failed")


def _document(schema: Any) -> Mapping[str, Any]:
    # jupyter_events has no public way to a whole schema.
    document: Mapping[str, Any] = schema._schema
    return document

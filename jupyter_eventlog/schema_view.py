"""The schemas that the policy allows, as people and later hops may read them."""

from __future__ import annotations

from typing import Any

from .eventlog import EventLog
from .projected import projected_schema
from .projection import project
from .registry import Schema


def schema_view(eventlog: EventLog, schema: Schema, *, projected: bool) -> dict[str, Any]:
    """One version of a schema in full, or what this policy leaves of it."""
    document = _projected(eventlog, schema) if projected else schema.document
    return {"schema_id": schema.id, "version": schema.version, "schema": document}


def meaning(eventlog: EventLog, schema_id: str) -> dict[str, Any]:
    """What stored events of a kind may hold, in the words of its author, by version.

    A kind that the policy no longer lists is described in full.
    """
    known = eventlog.schemas(schema_id)
    listed = bool(known)
    versions = known or eventlog.registered(schema_id)
    return {
        "title": versions[-1].title if versions else schema_id,
        "description": versions[-1].description if versions else "",
        "versions": {one.version: _projected(eventlog, one) if listed else one.document for one in versions},
    }


def _projected(eventlog: EventLog, schema: Schema) -> dict[str, Any]:
    # A rule's transforms are compiled with a key, of which its schema shows nothing.
    return projected_schema(project(schema, eventlog.policy.schemas[schema.id], b""))

"""The policy as a front end may know it: what it needs to filter and to explain, and no option of any sink
but those of sinks in the page that the operator has called public."""

from __future__ import annotations

from typing import Any

from .disclosure import Disclosure, destination_view
from .eventlog import EventLog

_SETTINGS = ("audience", "contact", "context", "device_storage", "mute_prompt", "notice", "purposes")


def policy_view(eventlog: EventLog) -> dict[str, Any]:
    """The body of `GET /policy`."""
    policy, agreement = eventlog.policy, eventlog.agreement
    allowed = agreement.allowed()
    operator = policy.settings.get("operator")
    return {
        "digest": policy.digest,
        "operator": {"self": True} if operator == "self" else operator,
        **{key: policy.settings.get(key) for key in _SETTINGS},
        "destinations": [destination_view(one) for one in eventlog.destinations],
        "page_sinks": {one.destination.name: one.view() for one in eventlog.page_sinks},
        "allowed_schemas": {schema_id: policy.schemas[schema_id].view() for schema_id in allowed},
        "schemas": [schema.document for schema_id in allowed for schema in eventlog.schemas(schema_id)],
        "classifications": [
            {"schema_id": schema.id, "versions": [schema.version], "properties": dict(schema.overlay)}
            for schema_id in allowed
            for schema in eventlog.schemas(schema_id)
            if schema.overlay
        ],
        "not_collected": _not_collected(eventlog, allowed),
        "disclosures": {schema_id: _disclosure(*agreement.disclosure(schema_id)) for schema_id in allowed},
    }


def _not_collected(eventlog: EventLog, allowed: list[str]) -> list[dict[str, str]]:
    """What is known here and not allowed: its names, so that nobody need wonder about it."""
    titles = {schema.id: schema.title for schema in eventlog.known_schemas() if schema.id not in allowed}
    return [{"schema_id": name, "title": titles[name]} for name in sorted(titles, key=lambda one: titles[one].lower())]


def _disclosure(digest: str, disclosure: Disclosure) -> dict[str, Any]:
    return {"digest": digest, **disclosure}

"""The last pure stage: the event gets the envelope in which it is stored and sent (CloudEvents 1.0 JSON)."""

from __future__ import annotations

import hashlib
import hmac
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

from ..policy import SchemaPolicy
from ..times import coarsened, time_text
from ..types import Kept

__all__ = ["Ids", "Stamp", "body", "capsule", "dataschema", "head", "linked_session", "new_id", "sequence", "time_text"]


def new_id() -> str:
    """A UUIDv7: ids that sort by the time they were made."""
    return str(_uuid7()())


@cache
def _uuid7() -> Callable[[], object]:
    import uuid_utils  # noqa: PLC0415  only needed where the emitter gave no id

    return uuid_utils.uuid7


def new_random_id() -> str:
    """A UUIDv4: ids that say nothing of the time."""
    return str(uuid.uuid4())


@dataclass(frozen=True, kw_only=True)
class Ids:
    """Makes the ids of events whose emitter gave them none, or one that may not be told."""

    new_id: Callable[[], str] = new_id
    new_random_id: Callable[[], str] = new_random_id


@dataclass(frozen=True)
class Stamp(Ids):
    """What a server knows and an emitter cannot claim.

    `source` names the journal, `origin` is frontend, server, hub, kernel or service, `user` is the verified
    identity or None, `session_key` and `user_key` are secrets of this server, `policy` is the policy's digest.
    """

    source: str
    origin: str
    policy: str
    session_key: bytes
    user_key: bytes
    user: str | None = None
    base_url: str | None = None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


def capsule(kept: Kept, stamp: Stamp) -> dict[str, Any]:
    """The capsule of a redacted event."""
    received = time_text(stamp.now())
    return {**head(kept, stamp, received), **body(kept, received, stamp)}


def head(kept: Kept, stamp: Stamp, received: str) -> dict[str, Any]:
    """What the capsules of all events share that arrived at one time, from one person, session and schema."""
    draft, entry = kept.draft, kept.entry
    made: dict[str, Any] = {
        "specversion": "1.0",
        "source": stamp.source,
        "type": draft.schema_id,
        "dataschema": dataschema(draft.schema_id, draft.version, stamp.base_url),
        "schemaversion": draft.version,
        "origin": stamp.origin,
        "receivedtime": coarsened(received, entry.time),
        "basis": entry.consent,
        "policy": stamp.policy,
    }
    if draft.session is not None and entry.session != "drop":
        made["session"] = linked_session(draft.session, entry, stamp.session_key)
    if stamp.user is not None and entry.user != "drop":
        made["user"] = stamp.user if entry.user == "keep" else _code(stamp.user_key, stamp.user)
    return made


def body(kept: Kept, received: str, ids: Ids) -> dict[str, Any]:
    """What each capsule says for itself."""
    draft, precision = kept.draft, kept.entry.time
    is_exact = precision == "exact"
    made: dict[str, Any] = {
        # A UUIDv7 holds the time to the millisecond, which coarsening is to hide.
        "id": (draft.id or ids.new_id()) if is_exact else ids.new_random_id(),
        "time": (draft.time or received) if is_exact else coarsened(draft.time or received, precision),
        "redacted": kept.redacted,
        "data": kept.data,
    }
    number = sequence(kept)
    if number is not None:
        made["sequence"] = number
    return made


def sequence(kept: Kept) -> int | None:
    """An event's number as its capsule tells it: it says nothing without its session."""
    return None if kept.draft.session is None or kept.entry.session == "drop" else kept.draft.sequence


def dataschema(schema_id: str, version: str, base_url: str | None) -> str:
    """The address of a schema's version."""
    address = schema_id if schema_id.endswith(f"/v{version}") else f"{schema_id}/v{version}"
    if base_url is None:
        return address
    # Everything after the host names the schema under another host; a name without a host is all there is.
    scheme, host, rest = address.partition("://")
    return f"{base_url.rstrip('/')}/{rest.partition('/')[2] if host else scheme}"


def linked_session(session: str, entry: SchemaPolicy, key: bytes) -> str:
    """The session as stored: schemas that treat the user differently cannot be linked by it."""
    return _code(key, f"{session}\0{entry.user}")


@lru_cache(maxsize=4096)
def _code(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:32]

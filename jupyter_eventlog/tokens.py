"""Credentials of programs: whoever holds one may send events, and can do nothing else."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .callers import Caller

SCHEME = "EventLog"
"""The scheme of the `Authorization` header. `token` and `Bearer` are what Jupyter Server and JupyterHub read as their
own, which grant everything."""

ORIGINS = ("frontend", "hub", "kernel", "service")
"""What a token can be made for; `server` is what this process itself emits."""

_HEADER = re.compile(r"eventlog +(\S+)", re.IGNORECASE)
_TEXT = re.compile(r"elog_([0-9a-f]{16})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True)
class Token:
    """What a token permits, without its secret.

    `subject` is the person whom its events are about, None where that is nobody; `schemas` are the ids of all that it
    may send, None for whatever the policy allows.
    """

    id: str
    subject: str | None
    origin: str
    schemas: frozenset[str] | None
    created: datetime
    expires: datetime

    def caller(self) -> Caller:
        """Who sends events with this token: nothing of a request but the token is asked."""
        return Caller(self.subject, self.origin, principal=f"token:{self.id}", schemas=self.schemas)

    def view(self) -> dict[str, Any]:
        """As the command line shows it."""
        return {
            "id": self.id,
            "subject": self.subject,
            "origin": self.origin,
            "schemas": None if self.schemas is None else sorted(self.schemas),
            "created": self.created.isoformat(),
            "expires": self.expires.isoformat(),
        }


def new_secret() -> tuple[str, str, bytes]:
    """A token's id, its text, which is told once, and the digest, which is kept."""
    token_id, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
    return token_id, f"elog_{token_id}_{secret}", digest(secret)


def parts(text: str) -> tuple[str, str] | None:
    """The id and the secret in a token's text; None for what is no token."""
    found = _TEXT.fullmatch(text)
    return None if found is None else (found[1], found[2])


def digest(secret: str) -> bytes:
    """What is kept of a secret. It has 256 random bits, so that a slow hash would add nothing."""
    return hashlib.sha256(secret.encode("ascii")).digest()


def matches(secret: str, kept: bytes) -> bool:
    """Whether a secret is the one of a digest; takes as long wherever they differ."""
    return hmac.compare_digest(digest(secret), kept)


def presented(authorization: str) -> str | None:
    """The token's text in an `Authorization` header; None for a header of another scheme."""
    found = _HEADER.fullmatch(authorization.strip())
    return None if found is None else found[1]

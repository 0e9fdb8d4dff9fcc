"""Who an event comes from, as far as the server knows by itself."""

from __future__ import annotations

import getpass
import os
from dataclasses import dataclass, field

from .canonical import digest


@dataclass(frozen=True, slots=True)
class Caller:
    """The verified side of an event: nothing of this is asserted by who sent it.

    `subject` is the person whom the event is about, None where nobody can be found; `witnesses` are others who were
    there and may be meant, so that all of them must agree. `origin` is frontend, server, hub, kernel or service.
    `signal` says whether a privacy signal came with the event, None where there is no telling. `principal` is who
    sent it, by which repeats are recognised; `schemas` are all that it may send, None for any.
    """

    subject: str | None
    origin: str = "server"
    signal: bool | None = None
    principal: str = ""
    witnesses: frozenset[str] = frozenset()
    schemas: frozenset[str] | None = None
    _hash: int = field(init=False, repr=False, compare=False, default=0)

    def __post_init__(self) -> None:
        # Asked for with every event.
        said = (self.subject, self.origin, self.signal, self.principal, self.witnesses, self.schemas)
        object.__setattr__(self, "_hash", hash(said))

    def __hash__(self) -> int:
        return self._hash

    @property
    def person(self) -> str | None:
        """By what a page tells its person from another, None where nobody can be found: no name, and no secret."""
        return None if self.subject is None else digest(["person", self.subject])

    def may_send(self, schema_id: str) -> bool:
        """Whether this caller is let send events of a schema at all."""
        return self.schemas is None or schema_id in self.schemas


def owner_name() -> str:
    """Whose server this is: the Hub's user, else the account that runs it."""
    return os.environ.get("JUPYTERHUB_USER") or getpass.getuser()

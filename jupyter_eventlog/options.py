"""What an EventLog is made of."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from .callers import Caller
from .page_sinks import PageSink
from .policy import Policy
from .registry import Registry
from .sink import Destination, Sink

HERE = Destination("journal", "this server")
OWNER = Caller("owner")


@dataclass(frozen=True)
class Options:
    """What an EventLog is made of.

    `caller` finds whose doing an event of this process is; `signal` is whether this machine asks not to track.
    `clock` gives the time of an event of this process, in seconds since the epoch. `checkpoints` names the sink that
    gets signed states of the journal, `checkpoint_key` the file of the key that signs them, by default one of ours.
    `network` is the type of a file system that several machines may share; `temporary` is why answers are lost with
    this server, None where they are kept.
    """

    policy: Policy
    registry: Registry
    folder: Path
    sinks: Sequence[Sink] = ()
    page_sinks: Sequence[PageSink] = ()
    caller: Callable[[], Caller] = lambda: OWNER
    strict: bool = False
    max_size: int | None = None
    checkpoints: str | None = None
    checkpoint_key: Path | None = None
    network: str | None = None
    temporary: str | None = None
    signal: bool = False
    log: logging.Logger = field(default_factory=lambda: logging.getLogger("jupyter_eventlog"))
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    clock: Callable[[], float] = time.time

    @property
    def destinations(self) -> list[Destination]:
        """Where events go: this server's journal, and what the sinks lead to, here and in pages."""
        in_pages = (one.destination for one in self.page_sinks)
        return [HERE, *(sink.destination for sink in self.sinks), *in_pages]

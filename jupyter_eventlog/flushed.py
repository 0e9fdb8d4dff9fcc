"""What `flush` gives: a point that coroutines await and threads wait for."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import Future


class Flushed:
    """Everything that was emitted before is durable once this is over.

    `await flush()` in a coroutine, `flush().wait()` anywhere else. Either raises JournalError where something that
    was emitted since the last flush could not be stored.
    """

    def __init__(self, future: Future[None] | None = None) -> None:
        self._future = future

    def wait(self, timeout: float | None = None) -> None:
        """Block until it is over; after `timeout` seconds, raise TimeoutError."""
        if self._future is not None:
            self._future.result(timeout)

    def __await__(self) -> Generator[Any, None, None]:
        return self._settled().__await__()

    async def _settled(self) -> None:
        import asyncio  # noqa: PLC0415  whoever awaits has it; `emit` must not pay for it

        if self._future is not None:
            await asyncio.wrap_future(self._future)

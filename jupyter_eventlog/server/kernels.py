"""Gives each kernel that this server starts a connection of its own, and takes it back when the kernel ends."""

from __future__ import annotations

import json
import os
import secrets
import socket
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_core.utils import ensure_async

from ..client import VARIABLE
from ..tokens import parts

if TYPE_CHECKING:
    from ..eventlog import EventLog
    from .identity import Identities

COUNTER = "(kernel connections)"
"""Stands for a schema where failures are counted."""

LIFETIME = timedelta(days=30)
"""How long a kernel can send. What bounds it is the kernel's end; this is for a server that could not see it."""

_PREFIX = "eventlog-"
_EVERYWHERE = {"", "*", "0.0.0.0", "localhost"}  # noqa: S104  what a server is told to listen on


class KernelConnections:
    """The connections of one server's kernels. No failure of ours is ever a kernel's.

    A forked child has a copy of this and, when it exits, its parent's exit handlers: there nothing is done.
    """

    def __init__(self, server: Any, eventlog: EventLog, identities: Identities) -> None:
        self._server, self._eventlog, self._identities = server, eventlog, identities
        self._folder = Path(server.runtime_dir)
        self._open: dict[Path, str] = {}
        self._of_kernel: dict[str, Path] = {}
        self._process = os.getpid()

    def watch(self, manager: Any) -> None:
        """Take part in the start and the end of a manager's kernels.

        A manager has no events for these; its methods are wrapped on this one instance, so that its class, and a
        subclass that an operator configured, stay what they are.
        """
        manager.start_kernel = self._starting(manager, manager.start_kernel)
        manager.remove_kernel = self._ending(manager.remove_kernel)

    def close(self) -> None:
        """Take back all connections."""
        for file in list(self._open):
            self._withdraw(file)

    def sweep(self) -> None:
        """Take back what servers that were killed left: their kernels ended with them."""
        for file in self._folder.glob(f"{_PREFIX}*.json"):
            try:
                said = json.loads(file.read_text(encoding="utf-8"))
                if _is_abandoned(said["server"]):
                    found = parts(said["token"])
                    self._open[file] = found[0] if found else ""
                    self._withdraw(file)
            except (KeyError, OSError, TypeError, ValueError) as error:
                self._failed("a connection that an earlier server left cannot be read", error)

    def _starting(self, manager: Any, start: Callable[..., Any]) -> Callable[..., Any]:
        async def start_kernel(*args: Any, **options: Any) -> Any:
            # A kernel that runs already keeps the connection that it has.
            file = None if self._is_inherited or options.get("kernel_id") in manager else self._issue()
            if file is None:
                return await ensure_async(start(*args, **options))
            options["env"] = {**(options.get("env") or os.environ), VARIABLE: str(file)}
            try:
                kernel_id = await ensure_async(start(*args, **options))
            except BaseException:
                self._withdraw(file)
                raise
            if kernel_id in manager:
                self._of_kernel[kernel_id] = file
            else:
                self._withdraw(file)
            return kernel_id

        return start_kernel

    def _ending(self, remove: Callable[..., Any]) -> Callable[..., Any]:
        def remove_kernel(kernel_id: str, *args: Any, **options: Any) -> Any:
            file = self._of_kernel.pop(kernel_id, None)
            if file is not None:
                self._withdraw(file)
            return remove(kernel_id, *args, **options)

        return remove_kernel

    def _issue(self) -> Path | None:
        """The connection file for a kernel that is about to start; None where that cannot be."""
        file = self._folder / f"{_PREFIX}{secrets.token_hex(8)}.json"
        try:
            caller = self._identities.of_this_moment()
            schemas = self._eventlog.agreement.allowed()
            token, text = self._eventlog.tokens.create(caller.subject, "kernel", LIFETIME, schemas)
            self._open[file] = token.id
            said = {
                "url": _address(self._server),
                "token": text,
                "expires": token.expires.isoformat(),
                "schemas": schemas,
                "certificate": self._server.certfile or None,
                "server": {"host": socket.gethostname(), "pid": os.getpid()},
            }
            _write(file, json.dumps(said))
        except Exception as error:
            self._failed("a kernel starts without a connection", error)
            self._withdraw(file)
            return None
        return file

    @property
    def _is_inherited(self) -> bool:
        return os.getpid() != self._process

    def _withdraw(self, file: Path) -> None:
        if self._is_inherited:
            return
        try:
            # First the file: it goes even where the tokens are held by somebody.
            file.unlink(missing_ok=True)
            self._eventlog.tokens.revoke(self._open.pop(file, ""))
        except Exception as error:
            self._failed("a kernel's connection could not be taken back", error)

    def _failed(self, what: str, error: Exception) -> None:
        self._eventlog.counters.add(COUNTER, "failed")
        self._server.log.warning("eventlog: %s: %s: %s", what, type(error).__name__, error)


def can_reach(server: Any) -> bool:
    """Whether kernels of a server can reach it: not over a Unix socket, and not from behind a gateway."""
    return not server.sock and not getattr(server.gateway_config, "gateway_enabled", False)


def _address(server: Any) -> str:
    """Where a kernel, which runs on the server's machine, reaches the server."""
    host = "127.0.0.1" if server.ip in _EVERYWHERE else "::1" if server.ip == "::" else server.ip
    scheme = "https" if server.certfile else "http"
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{server.port}{server.base_url}"


def _write(file: Path, text: str) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(text)


def _is_abandoned(server: dict[str, Any]) -> bool:
    """Whether the server of a connection file is gone, as far as this machine can tell."""
    if server["host"] != socket.gethostname():
        return False
    # Before this server has started a kernel, its own number is that of an earlier one, as in every container.
    if server["pid"] == os.getpid():
        return True
    if os.name == "nt":
        # There, signal 0 is no question: it interrupts.
        return False
    try:
        os.kill(server["pid"], 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return False

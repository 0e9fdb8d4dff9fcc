"""One web address, and a connection to it that stays open between batches. Standard library only."""

from __future__ import annotations

import http.client
import ipaddress
import re
import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from .._version import __version__
from ..sink import UnavailableError
from .options import flag, seconds

OPTIONS = ("allow_http", "ca_file", "timeout", "url")
"""What every sink that speaks HTTP can be told."""

AGENT = f"jupyter-eventlog/{__version__}"

_TIMEOUT, _LONGEST_TIMEOUT = 30.0, 600.0
_MOST_READ = 4 * 1024 * 1024
"""Bytes of an answer that are read: a thousand verdicts fit in many times over."""


class Connection:
    """Posts to one address. Nothing of the address is in any text of this object or of what it raises."""

    def __init__(self, options: Mapping[str, Any], path: str = "") -> None:
        """`path` is added to that of the `url`. Raises ValueError."""
        url = options.get("url")
        if not isinstance(url, str) or not re.fullmatch("https?://[!-~]+", url):
            raise ValueError('"url" must be an address that begins with "https://"')
        parts = urlsplit(url)
        if not parts.hostname or "@" in parts.netloc or parts.fragment or (path and parts.query):
            raise ValueError('"url" must have a host, and no user, password or fragment')
        in_the_clear = flag(options, "allow_http") or _is_loopback(parts.hostname)
        if parts.scheme == "http" and not in_the_clear:
            raise ValueError('"url" must begin with "https://"; "allow_http": True sends in the clear')
        self._target = f"{parts.path.rstrip('/') if path else parts.path or '/'}{path}"
        self._target += f"?{parts.query}" if parts.query else ""
        timeout = seconds(options, "timeout", _TIMEOUT, _LONGEST_TIMEOUT)
        self._connection = _connection(parts, timeout, options.get("ca_file"))

    def post(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        """The status and body of the answer. Redirects are answers like any other.

        Raises UnavailableError for whatever the network does.
        """
        headers = {"User-Agent": AGENT, "Accept": "application/json", **headers}
        is_reused = self._connection.sock is not None
        try:
            return self._exchange(body, headers)
        except (http.client.HTTPException, OSError) as error:
            self.close()
            if not is_reused or isinstance(error, TimeoutError):
                raise UnavailableError(f"the destination cannot be reached: {type(error).__name__}") from None
        # Servers end connections that have been idle; that is found out only by using one.
        return self.post(body, headers)

    def close(self) -> None:
        """End the connection; the next batch makes a new one."""
        self._connection.close()

    def _exchange(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        try:
            self._connection.request("POST", self._target, body, headers)
        except (BrokenPipeError, ConnectionResetError):
            # One who refuses a long body may have answered before it was all sent.
            if self._connection.sock is None:
                raise
        with self._connection.getresponse() as answer:
            said = answer.read(_MOST_READ)
            if answer.read(1):
                self.close()
            return answer.status, said


def _connection(parts: SplitResult, timeout: float, ca_file: Any) -> http.client.HTTPConnection:
    """A connection that is not made yet. Raises ValueError."""
    host = parts.hostname or ""
    try:
        port = parts.port
    except ValueError:
        raise ValueError('"url" has a port that is none') from None
    if parts.scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=timeout)
    try:
        # Certificates and names are always checked: a private authority is named, never waved through.
        context = ssl.create_default_context(cafile=None if ca_file is None else Path(ca_file).expanduser())
    except (OSError, TypeError) as error:
        raise ValueError(f'"ca_file" cannot be used ({type(error).__name__})') from None
    return http.client.HTTPSConnection(host, port, timeout=timeout, context=context)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

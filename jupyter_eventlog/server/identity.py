"""Whose doing a request is: from the server's identity provider alone, never from what was sent."""

from __future__ import annotations

import time
from contextlib import suppress
from functools import wraps
from inspect import isawaitable
from typing import Any

from jupyter_server.base.call_context import CallContext

from ..callers import Caller, owner_name

_TELLING = ("get_user", "get_user_cookie", "get_user_token")
"""Jupyter Server's own ways know one secret: whoever holds it gets a name made up for the browser."""

NOBODY = "(nobody)"
"""The one sender that all are who cannot be told apart: Jupyter Server makes up a new name for each request that brings
its token, by which neither a repeat nor a flood could be recognised."""

PRESENT = 3600.0
"""Seconds for which somebody counts as present after a request."""


class Identities:
    """The people of one server.

    A server belongs to its `owner`. Where the identity provider knows people, each is a subject of their own, also
    an administrator in somebody else's server. On a `shared` server whose provider knows nobody, nobody is found.
    """

    def __init__(self, provider: Any, *, shared: bool) -> None:
        self._knows_people = any(_is_foreign(provider, name) for name in _TELLING)
        self._shared, self.owner = shared, owner_name()
        self._seen: dict[str, float] = {}

    def subject(self, user: Any) -> str | None:
        """The person that an authenticated user of the server is, or None."""
        if self._knows_people:
            name = getattr(user, "username", None)
            return str(name) if name else None
        return None if self._shared else self.owner

    def watch(self, provider: Any) -> None:
        """Note everybody whom an identity provider finds, whatever they ask the server for.

        The method is wrapped on this one instance, so that its class stays what it is.
        """
        find = provider.get_user

        @wraps(find)
        def get_user(handler: Any) -> Any:
            found = find(handler)
            if isawaitable(found):
                return self._noted_later(found)
            return self._noted(found)

        if self._knows_people:
            provider.get_user = get_user

    async def _noted_later(self, found: Any) -> Any:
        return self._noted(await found)

    def _noted(self, user: Any) -> Any:
        # Whatever goes wrong here, the request is somebody's who must not notice.
        with suppress(Exception):
            self._note(self.subject(user))
        return user

    def _note(self, subject: str | None) -> None:
        if subject is None:
            return
        now = time.monotonic()
        self._seen.pop(subject, None)
        self._seen[subject] = now
        # Whoever was seen longest ago stands first.
        while self._seen[first := next(iter(self._seen))] < now - PRESENT:
            del self._seen[first]

    def of_request(self, handler: Any, *, origin: str = "frontend", signal: bool | None = None) -> Caller:
        """Who sends a request."""
        subject = self.subject(handler.current_user)
        self._note(subject)
        return Caller(subject, origin, signal, NOBODY if subject is None else subject)

    def of_this_moment(self) -> Caller:
        """Whose doing an event is that the server itself emits.

        Outside of a request the owner's, but everybody's who has asked the server for anything in the last hour, for
        any of them may be meant.
        """
        handler = CallContext.get(CallContext.JUPYTER_HANDLER)
        if _is_handling(handler):
            return Caller(self._of_handler(handler), signal=privacy_signal(handler) or None, principal="server")
        if self._shared:
            return Caller(None, principal="server")
        since = time.monotonic() - PRESENT
        others = frozenset(name for name, seen in self._seen.copy().items() if seen >= since and name != self.owner)
        return Caller(self.owner, principal="server", witnesses=others)

    def _of_handler(self, handler: Any) -> str | None:
        """The person of a request; nobody's before anybody has logged in."""
        try:
            user = handler.current_user
        except (AttributeError, RuntimeError):
            return None
        return None if user is None else self.subject(user)


def privacy_signal(handler: Any) -> bool:
    """Whether a browser asks not to be tracked: Global Privacy Control, or DNT before it."""
    headers = getattr(getattr(handler, "request", None), "headers", {})
    return any(headers.get(name) == "1" for name in ("Sec-GPC", "DNT"))


def _is_foreign(provider: Any, name: str) -> bool:
    """Whether a way to tell users apart is not Jupyter Server's own."""
    return not getattr(type(provider), name).__module__.startswith("jupyter_server.")


def _is_handling(handler: Any) -> bool:
    """Whether a request is still being handled.

    A timer that was set while it was (one that culls kernels, or restarts them) keeps the request's context for good,
    but what it does later is nobody's request. Websockets count as finished once they are open.
    """
    is_open = getattr(handler, "ws_connection", None) is not None
    return handler is not None and (is_open or not getattr(handler, "_finished", False))

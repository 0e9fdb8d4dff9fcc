"""A forked child has a copy of its parent's memory, but none of its threads and no right to its files."""

from __future__ import annotations

import os
from functools import cache
from typing import Any, Protocol
from weakref import WeakSet


class Heir(Protocol):
    """What must let go in a forked child."""

    def disown(self) -> None:
        """Called in the child, where locks may be held for good by threads that are not there."""


_heirs: WeakSet[Any] = WeakSet()


def watch(heir: Heir) -> None:
    """Have an object let go in every child that is forked from here on, for as long as it lives."""
    _register()
    _heirs.add(heir)


def keep_untouched(inherited: object) -> None:
    """Keep a child from ever finalising an object.

    SQLite forbids a child even to close a connection: that could remove a log that the parent still needs.
    """
    import ctypes  # noqa: PLC0415  only in a forked child

    ctypes.pythonapi.Py_IncRef(ctypes.py_object(inherited))


@cache
def _register() -> None:
    os.register_at_fork(after_in_child=_disown_all)


def _disown_all() -> None:
    for heir in list(_heirs):
        heir.disown()

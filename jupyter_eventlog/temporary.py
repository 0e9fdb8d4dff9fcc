"""Whether what a server keeps is gone when it ends, so that nobody can be asked: no answer would hold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .journal.network import file_system

BINDER = ("BINDER_LAUNCH_HOST", "BINDER_PERSISTENT_REQUEST", "BINDER_REF_URL", "BINDER_REPO_URL", "BINDER_REQUEST")
"""What BinderHub tells the servers that it starts; each of them is thrown away at its end."""

_HUB = ("JUPYTERHUB_API_URL", "JUPYTERHUB_USER")
_MEMORY = ("tmpfs", "ramfs")
_LAYER = ("overlay", "aufs")


def temporary_reason(folder: Path, environment: Mapping[str, str]) -> str | None:
    """Why answers that are kept in a folder are lost with this server; None where nothing shows that they are.

    A container's own layer says nothing alone: some live for years. Where a JupyterHub starts the container, it makes
    another one the next time.
    """
    named = next((name for name in BINDER if environment.get(name)), None)
    if named:
        return f"{named} is set, as Binder does"
    kind = file_system(folder)
    if kind in _MEMORY:
        return f"{folder} is in memory ({kind})"
    if kind in _LAYER and any(environment.get(name) for name in _HUB):
        return f"{folder} is in the layer of a container ({kind}) that a JupyterHub has started"
    return None

"""Whether a folder lies on a file system that several machines may share: they share no memory with one another."""

from __future__ import annotations

import re
from pathlib import Path

KINDS = frozenset(
    [
        "9p",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "fuse",
        "glusterfs",
        "gfs2",
        "gpfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "orangefs",
        "smb2",
        "smb3",
        "smbfs",
        "virtiofs",
    ]
)
"""Types that `mountinfo` names; every `fuse.…` counts too, because nobody can tell what is behind it."""

GAP = 0.1
"""Seconds between the beginnings of two commits there, where each flush is a request to another machine."""

MOUNTS = Path("/proc/self/mountinfo")


def network_kind(folder: Path) -> str | None:
    """The type of file system where that is one of a network; None where it is not, or where nobody can tell."""
    kind = file_system(folder)
    return kind if kind in KINDS or kind.startswith("fuse.") else None


def file_system(folder: Path) -> str:
    """The type of the file system that a folder is on; empty where nobody can tell."""
    try:
        text = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""
    where, found, kind = folder.expanduser().resolve(), 0, ""
    for line in text.splitlines():
        mount, _, rest = line.partition(" - ")
        point = Path(_plain(mount.split(" ")[4]))
        # A later mount hides an earlier one at the same place.
        if len(point.parts) >= found and (where == point or point in where.parents):
            found, kind = len(point.parts), rest.split(" ")[0]
    return kind


def network_problem(folder: Path, kind: str) -> str:
    """What that means, and the cure, in a sentence."""
    return (
        f"{folder}: the journal is on a network file system ({kind}): events are stored more slowly, and nobody but "
        "the server that holds a file can read it; set EventLog.journal_dir to a folder of this machine"
    )


def _plain(point: str) -> str:
    """Spaces and the like are octal in `mountinfo`."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), point)

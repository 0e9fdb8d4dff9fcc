"""The `file` sink: JSON lines, appended and brought to the disk before they count as delivered."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from ..sink import Capsule, Destination


class FileSink:
    """Appends capsules to a file that only its owner can read."""

    def __init__(self, path: Path, destination: Destination) -> None:
        self._path = path
        self.destination = destination

    def write(self, batch: Sequence[Capsule]) -> None:
        """Append the batch and wait for the disk."""
        lines = b"".join(orjson.dumps(capsule, option=orjson.OPT_APPEND_NEWLINE) for capsule in batch)
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "ab") as file:
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())

    def close(self) -> None:
        """Nothing stays open between batches."""


def make(name: str, described: Mapping[str, Any], options: Mapping[str, Any]) -> FileSink:
    """A sink for `{"class": "file", "path": …}`."""
    if set(options) != {"path"}:
        raise ValueError('give "path", the file to append to, and nothing else')
    known = {key: described[key] for key in ("run_by", "country", "third_party", "erasure") if key in described}
    where = str(described.get("destination", "a file on this server"))
    return FileSink(Path(options["path"]).expanduser(), Destination(name, where, **known))

"""The policy that people answered before: as it was printed, from another configuration, or from git."""

from __future__ import annotations

import argparse
import json
import logging
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..eventlog import EventLog
from .configuration import read_configuration
from .journal_reader import CommandError


def earlier(given: argparse.Namespace) -> Mapping[str, Any]:
    """What `--diff` names, as `--format json` prints it. Raises CommandError where it is none of the three."""
    file = Path(given.diff)
    if not file.exists():
        return _at_revision(given)
    return _of_configuration(given, file) if file.suffix == ".py" else _printed(file)


def _printed(file: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{file}: {error}") from error
    if not isinstance(found, dict) or not isinstance(found.get("disclosures"), dict):
        raise CommandError(f"{file}: this is not what --format json prints")
    return found


def _at_revision(given: argparse.Namespace) -> Mapping[str, Any]:
    if not given.config:
        raise CommandError(f"--diff {given.diff}: there is no such file; a git revision needs --config")
    config = Path(given.config).absolute()
    command = ["git", "-C", str(config.parent), "show", "--end-of-options", f"{given.diff}:./{config.name}"]
    try:
        text = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603
    except FileNotFoundError:
        raise CommandError("--diff with a revision needs git") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip()
        raise CommandError(
            f"--diff {given.diff}: no such file, and no such revision of {config.name}: {said}"
        ) from None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / config.name
        file.write_bytes(text)
        return _of_configuration(given, file)


def _of_configuration(given: argparse.Namespace, file: Path) -> Mapping[str, Any]:
    config = read_configuration(argparse.Namespace(**{**vars(given), "config": str(file)}))
    try:
        eventlog = EventLog(config.options(logging.getLogger("jupyter_eventlog")))
        names = eventlog.agreement.allowed()
        disclosures = {name: eventlog.agreement.disclosure(name)[1] for name in names}
    except Exception as error:
        raise CommandError(f"--diff {given.diff}: the configuration cannot be used: {error}") from error
    eventlog.consents.close()
    return {"policy": eventlog.policy.digest, "disclosures": disclosures}

"""The configuration that a Jupyter Server would read, without starting one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from jupyter_core.paths import jupyter_config_path
from traitlets import TraitError
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, JSONFileConfigLoader, PyFileConfigLoader

from ..config import EventLog, mistake
from .journal_reader import CommandError

_NAMES = ("jupyter_config", "jupyter_server_config", "jupyter_lab_config")


def read_configuration(given: argparse.Namespace) -> EventLog:
    """The operator's configuration. Raises CommandError for a file that cannot be read."""
    found = Config()
    if given.config:
        found.merge(_load(Path(given.config), must_exist=True))
    else:
        for folder in reversed(jupyter_config_path()):
            for name in _NAMES:
                for suffix in (".json", ".py"):
                    found.merge(_load(Path(folder) / (name + suffix)))
    try:
        config = EventLog(config=found)
    except TraitError as error:
        raise CommandError(f"the configuration cannot be used: {mistake(error)}") from None
    if given.journal_dir:
        config.journal_dir = given.journal_dir
    return config


def _load(file: Path, *, must_exist: bool = False) -> Config:
    loader = JSONFileConfigLoader if file.suffix == ".json" else PyFileConfigLoader
    try:
        return loader(file.name, path=str(file.parent.absolute())).load_config()
    except ConfigFileNotFound:
        if must_exist:
            raise CommandError(f"{file}: there is no such file") from None
        return Config()
    except Exception as error:
        # A configuration file is a program: it can fail in any way.
        raise CommandError(f"{file}: {type(error).__name__}: {error}") from error


def write(text: str) -> None:
    """Print a line."""
    sys.stdout.write(text + "\n")

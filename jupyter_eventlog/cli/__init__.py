"""`jupyter eventlog`: what an operator and a user can ask from a terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from .._version import __version__
from . import completeness, disclose, purge, schemas, sinks, status, tail, tokens, verify
from .journal_reader import CommandError

COMMANDS = {
    "completeness": completeness,
    "disclose": disclose,
    "purge": purge,
    "schemas": schemas,
    "sinks": sinks,
    "status": status,
    "tail": tail,
    "tokens": tokens,
    "verify": verify,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0, 1 for what went wrong, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="jupyter eventlog", description=__doc__)
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        described = commands.add_parser(name, help=module.__doc__, description=module.__doc__)
        described.add_argument("--config", help="a jupyter_server configuration file, instead of the usual places")
        described.add_argument("--journal-dir", help="the journal's folder, instead of the configured one")
        described.add_argument("--json", action="store_true", help="print JSON, for programs")
        module.add_arguments(described)
    given = parser.parse_args(arguments)
    try:
        code: int = COMMANDS[given.command].run(given)
        return code
    except CommandError as error:
        sys.stderr.write(f"jupyter eventlog: {error}\n")
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        return 0

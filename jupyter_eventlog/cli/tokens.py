"""List, create and revoke the tokens with which programs send events."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from ..callers import owner_name
from ..config import EventLog
from ..durations import duration, is_duration
from ..token_store import Tokens
from ..tokens import ORIGINS, Token
from .configuration import read_configuration, write
from .journal_reader import CommandError

_ACTIONS = ("list", "create", "revoke")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command alone."""
    parser.add_argument("action", nargs="?", choices=_ACTIONS, default="list", help="list by default")
    parser.add_argument("ids", nargs="*", metavar="ID", help="revoke: which tokens")
    parser.add_argument(
        "--schema", action="append", metavar="ID", help="create: what it may send; again for more, all by default"
    )
    parser.add_argument("--origin", choices=ORIGINS, default="service", help="create: what its events come from")
    parser.add_argument("--expires", type=_lifetime, default="90d", metavar="DURATION", help="create: 90d by default")


def run(given: argparse.Namespace) -> int:
    """Do it; 1 where a token to revoke was not there."""
    config = read_configuration(given)
    tokens = Tokens(config.folder)
    if given.action == "create":
        return _create(tokens, config, given)
    if given.action == "revoke":
        return _revoke(tokens, given)
    found = tokens.list()
    write(json.dumps([one.view() for one in found], indent=2) if given.json else _table(found))
    return 0


def _create(tokens: Tokens, config: EventLog, given: argparse.Namespace) -> int:
    for schema_id in set(given.schema or ()) - set(config.policy().schemas):
        sys.stderr.write(f"The configuration does not allow {schema_id}: nothing is taken of it until it does.\n")
    # Nobody can be made to answer for another: on a shared server a token is nobody's.
    subject = None if config.shared else owner_name()
    token, text = tokens.create(subject, given.origin, duration(given.expires), given.schema)
    if given.json:
        write(json.dumps({"token": text, **token.view()}, indent=2))
        return 0
    write(text)
    sys.stderr.write(f"This is shown once. {_line(token)}\n")
    return 0


def _revoke(tokens: Tokens, given: argparse.Namespace) -> int:
    if not given.ids:
        raise CommandError("revoke: name the tokens by the ids that list shows")
    done: dict[str, Any] = {token_id: tokens.revoke(token_id) for token_id in given.ids}
    if given.json:
        write(json.dumps(done, indent=2))
    else:
        for token_id, was_there in done.items():
            write(f"{token_id}  {'revoked' if was_there else 'there is no such token'}")
    return 0 if all(done.values()) else 1


def _table(found: list[Token]) -> str:
    return "\n".join(map(_line, found)) or "No tokens."


def _line(token: Token) -> str:
    scope = "all that the policy allows" if token.schemas is None else ", ".join(sorted(token.schemas))
    whose = "nobody" if token.subject is None else token.subject
    return f"{token.id}  {token.origin}, of {whose}, until {token.expires:%Y-%m-%d %H:%M} UTC: {scope}"


def _lifetime(text: str) -> str:
    if not is_duration(text):
        raise argparse.ArgumentTypeError("must be a duration such as 12h, 90d or 1y")
    return text

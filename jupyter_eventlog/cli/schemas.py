"""List the event schemas that are found, show one, or check a folder of them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..discovery import Discovered, discover
from ..policy_reader import nearest
from ..registry import Schema
from ..resources import builtin_folder
from ..shape import Location, shape
from .configuration import read_configuration, write
from .journal_reader import CommandError
from .schemas_check import check_folder

CHANGED = 3
"""The exit code for a version whose meaning has changed, or that is gone."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, to what."""
    parser.add_argument("action", nargs="?", choices=("list", "show", "check"), default="list")
    parser.add_argument("target", nargs="?", help="show: the schema's id; check: a folder, else that of this package")
    parser.add_argument("--against", metavar="REF", help="check: the git revision whose versions must mean the same")


def run(given: argparse.Namespace) -> int:
    """Do it; 1 for schemas with mistakes, 3 for versions that no longer mean what they did."""
    if given.against and given.action != "check":
        raise CommandError("--against goes with check")
    found = discover(read_configuration(given).schema_paths)
    if given.action == "check":
        return _check(given, found)
    if given.action == "show":
        return _show(given, found)
    return _list(given, found)


def _list(given: argparse.Namespace, found: Discovered) -> int:
    rows = [
        {"schema_id": one.id, "version": one.version, "title": one.title, "from": found.origins[one.id, one.version]}
        for one in found.registry
    ]
    left_out = [*found.errors, *found.warnings]
    lines = [f"{row['schema_id']} {row['version']}\n    {row['title']}: {row['from']}" for row in rows]
    lines += [f"left out: {problem}" for problem in left_out]
    write(json.dumps({"schemas": rows, "left_out": left_out}, indent=2) if given.json else "\n".join(lines))
    return 1 if found.errors else 0


def _show(given: argparse.Namespace, found: Discovered) -> int:
    wanted = given.target or ""
    versions = found.registry.versions(wanted)
    if not versions:
        known = sorted({one.id for one in found.registry})
        raise CommandError(f'no schema is called "{wanted}"{nearest(wanted, known)}')
    said = [
        {"document": one.document, "from": found.origins[one.id, one.version], "fields": _fields(one)}
        for one in versions
    ]
    write(json.dumps(said, indent=2) if given.json else "\n".join(line for one in said for line in _lines(one)))
    return 0


def _lines(said: dict[str, Any]) -> Iterator[str]:
    yield json.dumps(said["document"], indent=2, ensure_ascii=False)
    yield f"From {said['from']}"
    for field in said["fields"]:
        changed = f" ({field['obfuscate']})" if field["obfuscate"] else ""
        yield f"  {field['path']}: {', '.join(field['categories'])}{changed}"


def _fields(schema: Schema) -> list[dict[str, Any]]:
    """Each place that is declared, with the categories that count: those of the schema, or of our overlay."""
    return [
        {"path": one.path, "categories": sorted(one.categories), "obfuscate": one.obfuscate}
        for one in _beneath(shape(schema), ())
    ]


def _beneath(place: Location, above: tuple[Any, ...]) -> Iterator[Location]:
    # A schema that refers to itself has no end: the second turn would say what the first has said.
    if any(place.descriptions == other for other in above):
        return
    named = (child for name in sorted(place.properties) if (child := place.child(name)))
    for child in (*named, *place.pattern_children(), *filter(None, [place.items])):
        yield child
        yield from _beneath(child, (*above, place.descriptions))


def _check(given: argparse.Namespace, found: Discovered) -> int:
    result = check_folder(Path(given.target) if given.target else builtin_folder(), found, given.against)
    if given.json:
        write(json.dumps(result.said(), indent=2))
    else:
        write("\n".join(result.lines()))
    return CHANGED if result.changed else 1 if result.problems else 0

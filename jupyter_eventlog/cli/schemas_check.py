"""Whether the schemas and overlays of a folder can be published."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..dialect import SchemaError, normalise, subschemas
from ..dialect.meaning import meaning
from ..discovery import Discovered
from ..documents import SUFFIXES, DocumentError, document_files, parse_document, read_document
from ..formats import FORMATS
from ..overlays import overlay_faults
from ..policy_reader import nearest
from ..registry import Registry
from .journal_reader import CommandError

_OURS = ("classifications", "events")
"""Where schemas and overlays lie in a `schema/` folder such as that of this package, which holds other files too."""


@dataclass
class Result:
    """What was found in a folder."""

    schemas: Registry = field(default_factory=Registry)
    overlays: int = 0
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def said(self) -> dict[str, Any]:
        """The result, for programs."""
        counted = {"schemas": len(list(self.schemas)), "overlays": self.overlays}
        return {**counted, "problems": self.problems, "remarks": self.remarks, "changed": self.changed}

    def lines(self) -> Iterator[str]:
        """The result, for people."""
        yield from (f"mistake: {problem}" for problem in self.problems)
        yield from (f"changed: {change}" for change in self.changed)
        yield from (f"remark: {remark}" for remark in self.remarks)
        yield f"{len(list(self.schemas))} schemas and {self.overlays} overlays, {len(self.problems)} mistakes"


def check_folder(folder: Path, known: Discovered, against: str | None) -> Result:
    """Check a folder. Raises CommandError where there is none, or no such git revision."""
    if not folder.is_dir():
        raise CommandError(f"{folder}: there is no such folder")
    result = Result()
    overlays = []
    for file in document_files(folder):
        if not _is_meant(folder, file.relative_to(folder)):
            continue
        try:
            document = read_document(file)
            if "schema_id" in document and "$id" not in document:
                overlays.append((file, document))
            else:
                schema = result.schemas.register(document)
                result.remarks.extend(f"{file}: {remark}" for remark in _remarks(schema.document))
        except (DocumentError, SchemaError) as error:
            result.problems.append(f"{file}: {error}")
    result.overlays = len(overlays)
    for file, overlay in overlays:
        here = {one.id for one in result.schemas}
        registry = result.schemas if overlay.get("schema_id") in here else known.registry
        result.problems.extend(f"{file}: {fault}" for fault in overlay_faults(registry, overlay))
    if against:
        _compare(folder, against, result)
    return result


def _is_meant(folder: Path, name: Path) -> bool:
    return name.parts[0] in _OURS or not any((folder / one).is_dir() for one in _OURS)


def _remarks(document: dict[str, Any]) -> Iterator[str]:
    """What is allowed and yet is hardly meant."""
    for place, sub in subschemas(document):
        name = sub.get("format", "date")
        if name not in FORMATS:
            hint = nearest(name, list(FORMATS))
            yield f'{place}/format: "{name}" is not one of the formats and asserts nothing{hint}'


def _compare(folder: Path, against: str, result: Result) -> None:
    for name, text in _files_at(folder, against):
        try:
            old = normalise(parse_document(text, Path(name).suffix))
        except (DocumentError, SchemaError):
            # What was outside the dialect was never registered, so nobody has events of it.
            continue
        now = result.schemas.get(old["$id"], old["version"])
        if now is None:
            result.changed.append(f"{old['$id']} version {old['version']} is gone: it was {name} in {against}")
        elif meaning(now.document) != meaning(old):
            result.changed.append(f"{old['$id']} version {old['version']} means something else than in {against}")


def _files_at(folder: Path, against: str) -> Iterator[tuple[str, str]]:
    listed = _git(folder, "ls-tree", "-r", "-z", "--name-only", against, "--", ".")
    for name in filter(None, listed.split("\0")):
        if Path(name).suffix in SUFFIXES and _is_meant(folder, Path(name)):
            yield name, _git(folder, "show", f"{against}:./{name}")


def _git(folder: Path, *arguments: str) -> str:
    try:
        # The arguments are a list, and no shell reads them.
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True)  # noqa: S603, S607
    except FileNotFoundError:
        raise CommandError("--against needs git") from None
    except subprocess.CalledProcessError as error:
        raise CommandError(f"git: {error.stderr.strip()}") from None
    return done.stdout

"""Schemas and overlays as files: YAML or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from .canonical import MAX_DEPTH

SUFFIXES = (".json", ".yaml", ".yml")
_MAX_BYTES = 2**20


class DocumentError(ValueError):
    """A file that cannot be read as a schema or an overlay."""


def document_files(place: Path) -> Iterator[Path]:
    """The YAML and JSON files beneath a folder, sorted; a file stands for itself."""
    if place.is_file():
        yield place
    else:
        yield from (file for file in sorted(place.rglob("*")) if file.suffix in SUFFIXES and file.is_file())


def read_document(file: Path) -> dict[str, Any]:
    """The object that a file holds. Raises DocumentError."""
    try:
        if file.stat().st_size > _MAX_BYTES:
            raise DocumentError("cannot be read: it is larger than 1 MiB")
        return parse_document(file.read_text(encoding="utf-8"), file.suffix)
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(f"cannot be read: {error}") from error


def parse_document(text: str, suffix: str) -> dict[str, Any]:
    """The object that a text holds, by the suffix of its file. Raises DocumentError."""
    try:
        document = json.loads(text) if suffix == ".json" else _parse_yaml(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"cannot be read: {error}") from error
    if not isinstance(document, dict):
        raise DocumentError("must be an object")
    return document


def _parse_yaml(text: str) -> Any:
    # PyYAML costs 15 ms to import, which a server that collects nothing should not pay.
    import yaml  # noqa: PLC0415

    try:
        _check_depth(text)
        return yaml.load(text, _loader())  # noqa: S506  it is made of the safe one
    except yaml.YAMLError as error:
        raise DocumentError(f"cannot be read: {error}") from error


def _check_depth(text: str) -> None:
    """Refuse what is too deep before it is built: libyaml's composer would end the process."""
    import yaml  # noqa: PLC0415

    depth = 0
    for event in yaml.parse(text, _loader()):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise DocumentError(f"cannot be read: more than {MAX_DEPTH} containers inside one another")


@cache
def _loader() -> Any:
    """PyYAML's safe loader, but a date stays the text that JSON Schema knows."""
    import yaml  # noqa: PLC0415

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        pass

    resolvers = Loader.yaml_implicit_resolvers.items()
    Loader.yaml_implicit_resolvers = {
        first: [(tag, found) for tag, found in known if tag != "tag:yaml.org,2002:timestamp"]
        for first, known in resolvers
    }
    return Loader

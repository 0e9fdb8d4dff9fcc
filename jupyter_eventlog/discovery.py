"""Where event schemas are found. Nothing here runs for a server that is not configured.

The operator's own folders must be right: a mistake there is an error, which keeps collection off. What others ship is
taken one by one: a schema that cannot be taken is told and left out, and all others stay.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from jupyter_core.paths import jupyter_path

from .documents import DocumentError, document_files, read_document
from .registry import Registry, SchemaError
from .resources import builtin_folder

GROUP = "jupyter_eventlog.schemas"
"""The entry points that name schemas: a folder or file, a package that holds files, a schema, or a list of these."""

Offer = tuple[str, Callable[[], Mapping[str, Any]]]
"""Where a schema comes from, and what reads it."""


@dataclass
class Discovered:
    """The schemas that were found, and what was left out.

    `errors` are mistakes of the operator, `warnings` those of others; both name the file or the entry point.
    """

    registry: Registry = field(default_factory=Registry)
    origins: dict[tuple[str, str], str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, offers: Iterable[Offer], problems: list[str]) -> None:
        """Register what is offered; what cannot be is one of `problems`. The first to name a version has it."""
        for origin, read in offers:
            try:
                schema = self.registry.register(read())
            except (DocumentError, SchemaError) as error:
                problems.append(f"{origin}: {error}")
            except Exception as error:
                # A mapping of somebody else's program can fail in any way; the others must stay.
                problems.append(f"{origin}: {type(error).__name__}: {error}")
            else:
                self.origins.setdefault((schema.id, schema.version), origin)

    def add_server_schemas(self, event_logger: Any) -> None:
        """Register what a jupyter_events EventLogger knows now; can be called again when it may know more."""
        schemas = event_logger.schemas
        # jupyter_events has no public name for a schema's document.
        offers = [(f"jupyter_events: {one}", lambda one=one: schemas.get(one)._schema) for one in schemas.schema_ids]
        self.add(offers, self.warnings)


def discover(schema_paths: Iterable[str] = (), event_logger: Any = None) -> Discovered:
    """The schemas of this package, of the operator, and of everybody else, with our overlays."""
    found = Discovered()
    found.add(_files(builtin_folder() / "events"), found.errors)
    for path in schema_paths:
        found.add(_files(Path(path).expanduser()), found.errors)
    for folder in map(Path, jupyter_path("eventlog", "schemas")):
        if folder.is_dir():
            found.add(_files(folder), found.warnings)
    for point in entry_points(group=GROUP):
        found.add(_of_entry_point(point), found.warnings)
    found.add(_of_jupyter_server(), found.warnings)
    if event_logger is not None:
        found.add_server_schemas(event_logger)
    for file in document_files(builtin_folder() / "classifications"):
        found.registry.classify(read_document(file))
    return found


def _files(place: Path) -> Iterator[Offer]:
    if not place.exists():
        yield str(place), lambda: _fail("there is no such folder")
        return
    for file in document_files(place):
        yield str(file), lambda file=file: read_document(file)  # type: ignore[misc]


def _of_jupyter_server() -> Iterator[Offer]:
    """What jupyter_server registers when it starts, for commands that start none."""
    spec = find_spec("jupyter_server")
    for folder in spec.submodule_search_locations or () if spec else ():
        yield from _files(Path(folder) / "event_schemas")


def _of_entry_point(point: EntryPoint) -> Iterator[Offer]:
    origin = f"entry point {point.name} = {point.value}"
    try:
        yield from list(_offered(point.load(), origin))
    except Exception as error:
        # It is somebody else's program: it can fail in any way.
        problem = f"cannot be loaded: {type(error).__name__}: {error}"
        yield origin, lambda: _fail(problem)


def _offered(value: Any, origin: str) -> Iterator[Offer]:
    if isinstance(value, Mapping):
        yield origin, lambda: value
    elif isinstance(value, str | os.PathLike):
        if not Path(value).is_absolute():
            raise DocumentError(f"{value} is not an absolute path")
        yield from ((f"{origin}: {where}", read) for where, read in _files(Path(value)))
    elif isinstance(value, ModuleType):
        if not hasattr(value, "__path__"):
            raise DocumentError("a module holds no files: name a package, a path or schemas")
        for folder in value.__path__:
            yield from _offered(folder, origin)
    else:
        for one in value:
            yield from _offered(one, origin)


def _fail(problem: str) -> Mapping[str, Any]:
    raise DocumentError(problem)

"""The event schemas that are known, normalised once, and the overlays that classify other people's."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from . import paths
from .canonical import canonical, version_text
from .dialect import SchemaError, normalise
from .validators import compile_schema

__all__ = ["Registry", "Schema", "SchemaError"]


@dataclass(frozen=True, eq=False, slots=True)
class Schema:
    """One version of an event schema, normalised (see :mod:`jupyter_eventlog.dialect`)."""

    id: str
    version: str
    document: dict[str, Any]
    overlay: Mapping[str, Mapping[str, Any]]

    @property
    def title(self) -> str:
        """The schema's title in its author's words, or its id."""
        return str(self.document.get("title") or self.id)

    @property
    def description(self) -> str:
        """What the author says of the schema; may be empty."""
        return str(self.document.get("description") or "")

    @property
    def expires(self) -> str | None:
        """The RFC 3339 time or date after which nothing is collected, or None."""
        expires = self.document.get("expires")
        return None if expires is None else str(expires)


class Registry:
    """Schemas by id and version. Versions are immutable."""

    def __init__(self) -> None:
        self._schemas: dict[str, dict[str, Schema]] = {}
        self._overlays: dict[str, list[Mapping[str, Any]]] = {}
        self._lock = Lock()

    @property
    def state(self) -> object:
        """Another object after every change: what was computed from the schemas under this one is then out of date."""
        return self._schemas

    def register(self, document: Mapping[str, Any]) -> Schema:
        """Add a schema and return it.

        Raises SchemaError, with the place named, for one outside the dialect or one that changes a known version.
        """
        schema = self.read(document)
        self._put(schema)
        return schema

    def read(self, document: Mapping[str, Any]) -> Schema:
        """What :meth:`register` would add. Raises what it raises."""
        normal = normalise(document)
        schema_id, version = str(normal["$id"]), str(normal["version"])
        known = self.get(schema_id, version)
        if known:
            if canonical(known.document) != canonical(normal):
                raise SchemaError(schema_id, "/version", f"version {version} is registered with other content")
            return known
        _check_examples(normal)
        return Schema(schema_id, version, normal, self._overlay(schema_id, version))

    def classify(self, overlay: Mapping[str, Any]) -> None:
        """Add an overlay `{schema_id, versions, properties: {path: {categories, obfuscate?}}}`."""
        schema_id = str(overlay["schema_id"])
        self._overlays.setdefault(schema_id, []).append(copy.deepcopy(dict(overlay)))
        for one in self.versions(schema_id):
            self._put(Schema(schema_id, one.version, one.document, self._overlay(schema_id, one.version)))

    def get(self, schema_id: str, version: str) -> Schema | None:
        """One version of a schema, or None."""
        return self._schemas.get(schema_id, {}).get(version)

    def versions(self, schema_id: str) -> list[Schema]:
        """All registered versions of a schema, in the order of their registration."""
        return list(self._schemas.get(schema_id, {}).values())

    def __iter__(self) -> Iterator[Schema]:
        return (schema for versions in self._schemas.values() for schema in versions.values())

    def _put(self, schema: Schema) -> None:
        with self._lock:
            if self.get(schema.id, schema.version) is not schema:
                versions = {**self._schemas.get(schema.id, {}), schema.version: schema}
                # One assignment, so that another thread sees a schema and the new state together or neither.
                self._schemas = {**self._schemas, schema.id: versions}

    def _overlay(self, schema_id: str, version: str) -> dict[str, Mapping[str, Any]]:
        merged: dict[str, Mapping[str, Any]] = {}
        for overlay in self._overlays.get(schema_id, []):
            if version in {version_text(known) for known in overlay["versions"]}:
                merged.update({paths.canonical(path): said for path, said in overlay["properties"].items()})
        return merged


def _check_examples(normal: dict[str, Any]) -> None:
    """An example that its own schema refuses would teach people the wrong thing."""
    examples = normal.get("examples", ())
    validator = compile_schema(normal) if examples else None
    for index, example in enumerate(examples):
        if validator and not validator.is_valid(example):
            raise SchemaError(str(normal["$id"]), f"/examples/{index}", "does not fit the schema")

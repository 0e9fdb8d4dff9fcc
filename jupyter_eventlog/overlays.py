"""Overlays: what we say of the properties of schemas that others ship."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from . import transforms
from .canonical import version_text
from .paths import PathError, parse
from .registry import Registry, Schema
from .shape import Location, shape, step

_SAYS = ("categories", "obfuscate")


def overlay_faults(registry: Registry, overlay: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with an overlay, as sentences; versions that nobody registered are taken on trust."""
    problem = _form_fault(overlay)
    if problem:
        yield problem
        return
    versions = [registry.get(overlay["schema_id"], version_text(one) or "") for one in overlay["versions"]]
    for path, said in overlay["properties"].items():
        found = [_said_fault(said), *(_path_fault(one, path) for one in versions if one)]
        yield from (f"{path}: {problem}" for problem in found if problem)


def _form_fault(overlay: Mapping[str, Any]) -> str | None:
    if not isinstance(overlay.get("schema_id"), str):
        return "schema_id: must be the $id of a schema"
    versions = overlay.get("versions")
    if not isinstance(versions, list) or not versions or not all(map(version_text, versions)):
        return "versions: must be a list of versions"
    return None if isinstance(overlay.get("properties"), dict) else "properties: must be an object"


def _said_fault(said: Any) -> str | None:
    if not isinstance(said, dict) or not said or not set(said) <= {*_SAYS}:
        return f"must say {' or '.join(_SAYS)}, and nothing else"
    categories = said.get("categories", [""])
    if "categories" in said and not (
        isinstance(categories, list) and categories and all(isinstance(one, str) and one for one in categories)
    ):
        return "categories: must be a list of names"
    if "obfuscate" in said and not transforms.known(said["obfuscate"]):
        return f"obfuscate: must be one of {', '.join(transforms.NAMES)}"
    return None


def _path_fault(schema: Schema, path: str) -> str | None:
    try:
        tokens = parse(path)
    except PathError as error:
        return str(error)
    places: list[Location] = [shape(schema)]
    for token in tokens:
        places = [child for place in places for child in step(place, token)]
    return None if places else f"version {schema.version} of {schema.id} does not declare it"

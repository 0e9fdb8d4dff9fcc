"""The JSON Schema dialect of event schemas: draft-07, with the ambiguous parts normalised or refused."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from . import transforms
from .canonical import fault, version_text

DRAFT_07 = "http://json-schema.org/draft-07/schema"
CATEGORY_PREFIX = "category.jupyter.org/"
"""What jupyter_telemetry wrote before the names of its categories."""

_ONE = ("additionalItems", "additionalProperties", "contains", "else", "if", "not", "propertyNames", "then")
_MANY = ("allOf", "anyOf", "oneOf")
_NAMED = ("definitions", "dependencies", "patternProperties", "properties")


class SchemaError(ValueError):
    """A schema outside the dialect: which, where in it (a JSON pointer), and what is wrong."""

    def __init__(self, schema: str, place: str, problem: str) -> None:
        super().__init__(f"{schema}#{place}: {problem}")
        self.place = place


def normalise(document: Mapping[str, Any]) -> dict[str, Any]:
    """A private copy of a schema with its version as a string, `$ref` alone in its subschema, plain categories.

    Raises SchemaError with the place named.
    """
    schema: dict[str, Any] = copy.deepcopy(dict(document))
    name = schema.get("$id")
    if not isinstance(name, str) or ":" not in name:
        raise SchemaError(str(name), "/$id", "must be a URI")
    version = version_text(schema.get("version"))
    if version is None:
        raise SchemaError(name, "/version", "must be a string or a number")
    schema["version"] = version
    problem = fault(schema)
    if problem:
        raise SchemaError(name, "", problem)
    if str(schema.get("$schema", DRAFT_07)).rstrip("#") != DRAFT_07:
        raise SchemaError(name, "/$schema", "must be draft-07")
    for place, sub in list(subschemas(schema)):
        _check(name, place, sub, schema)
        _normalise_one(sub)
    return schema


def subschemas(schema: dict[str, Any], place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object subschema of a schema, itself first, with its JSON pointer."""
    yield place, schema
    for step, child in _children(schema):
        if isinstance(child, dict):
            yield from subschemas(child, f"{place}/{step}")


def resolve(document: Mapping[str, Any], reference: str) -> Any:
    """The subschema that a local reference points to. Raises KeyError where there is none."""
    target: Any = document
    if reference == "#":
        return target
    if not reference.startswith("#/"):
        raise KeyError(reference)
    for step in reference[2:].split("/"):
        key = _unquote(step).replace("~1", "/").replace("~0", "~")
        if isinstance(target, list) and key.isascii() and key.isdigit() and int(key) < len(target):
            target = target[int(key)]
        elif isinstance(target, dict) and key in target:
            target = target[key]
        else:
            raise KeyError(reference)
    if not isinstance(target, dict | bool):
        raise KeyError(reference)
    return target


def _unquote(step: str) -> str:
    if "%" not in step:
        return step
    from urllib.parse import unquote  # noqa: PLC0415  seldom needed

    return unquote(step)


def _pointer(step: str) -> str:
    return step.replace("~", "~0").replace("/", "~1")


def _children(schema: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key in _ONE:
        yield key, schema.get(key)
    for key in _MANY:
        members = schema.get(key)
        if isinstance(members, list):
            yield from ((f"{key}/{index}", member) for index, member in enumerate(members))
    for key in _NAMED:
        members = schema.get(key)
        if isinstance(members, dict):
            yield from ((f"{key}/{_pointer(name)}", member) for name, member in members.items())
    items = schema.get("items")
    if isinstance(items, list):
        yield from ((f"items/{index}", member) for index, member in enumerate(items))
    else:
        yield "items", items


def _check(name: str, place: str, sub: dict[str, Any], document: dict[str, Any]) -> None:
    reference = sub.get("$ref")
    if reference is not None:
        try:
            resolve(document, str(reference))
        except KeyError:
            raise SchemaError(name, f"{place}/$ref", "must point to a subschema of this schema") from None
    categories = sub.get("categories", [])
    if not isinstance(categories, list) or not all(isinstance(item, str) and item for item in categories):
        raise SchemaError(name, f"{place}/categories", "must be a list of names")
    if "obfuscate" in sub and not transforms.known(sub["obfuscate"]):
        raise SchemaError(name, f"{place}/obfuscate", f"must be one of {', '.join(transforms.NAMES)}")
    multiple = sub.get("multipleOf", 1)
    if isinstance(multiple, bool) or multiple != int(multiple):
        raise SchemaError(name, f"{place}/multipleOf", "must be an integer")


def _normalise_one(sub: dict[str, Any]) -> None:
    if "categories" in sub:
        sub["categories"] = [plain_category(category) for category in sub["categories"]]
    if "$ref" in sub and len(sub) > 1:
        sub["allOf"] = [*sub.get("allOf", []), {"$ref": sub.pop("$ref")}]


def plain_category(category: str) -> str:
    """A category without the prefix that jupyter_telemetry wrote before it."""
    return category.removeprefix(CATEGORY_PREFIX)

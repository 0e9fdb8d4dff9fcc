"""Holds a policy against the schemas that are registered: contradictions that the policy alone does not show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .policy import PERSONAL_CATEGORIES, Policy, SchemaPolicy
from .projection import Rule, locations, project
from .registry import Registry, Schema
from .shape import ShapeError


def check_policy(policy: Policy, registry: Registry) -> list[str]:
    """The contradictions between a policy and the schemas that it allows, as sentences."""
    return [
        problem
        for entry in policy.schemas.values()
        for schema in registry.versions(entry.schema_id)
        for problem in check_schema(entry, schema)
    ]


def check_schema(entry: SchemaPolicy, schema: Schema) -> list[str]:
    """The contradictions between what is allowed of a schema and one version of it; none where it is not allowed."""
    if entry.versions is not None and schema.version not in entry.versions:
        return []
    return list(_check(entry, schema))


def check_destinations(policy: Policy, destinations: Sequence[Mapping[str, Any]]) -> list[str]:
    """The contradictions between a policy and the places that it sends events to, as sentences."""
    return [
        f'allowed_schemas["{entry.schema_id}"]: {problem}'
        for entry in policy.schemas.values()
        for one in destinations
        if entry.sinks is None or one["name"] in entry.sinks
        for problem in _misplaced(entry, one, minors=policy.settings.get("audience") == "minors")
    ]


def _misplaced(entry: SchemaPolicy, destination: Mapping[str, Any], *, minors: bool) -> Iterator[str]:
    name = destination["name"]
    if minors and (destination["third_party"] or destination.get("unknown")):
        yield f'audience is "minors": nothing may go to "{name}", which is a third party; name the sinks without it'
    elif entry.consent == "required" and destination.get("unknown"):
        yield f'consent "required" cannot go with "{name}": say in EventLog.sinks where it goes, or name the sinks'


def _check(entry: SchemaPolicy, schema: Schema) -> Iterator[str]:
    where = f'allowed_schemas["{entry.schema_id}"]: '
    try:
        rules = list(locations(project(schema, entry, None)))
    except ShapeError as error:
        yield str(error)
        return
    for rule in rules:
        if rule.kept:
            yield from (where + problem for problem in _conflicts(entry, rule))
    if entry.consent == "opt-out":
        yield from (where + problem for problem in _too_personal(entry, rules))


def _conflicts(entry: SchemaPolicy, rule: Rule) -> Iterator[str]:
    chosen = {entry.obfuscate_categories.get(name) for name in rule.location.categories} - {None}
    if len(chosen) > 1 and "drop" not in chosen and rule.told not in entry.obfuscate:
        names = ", ".join(sorted(str(name) for name in chosen))
        yield f'obfuscate_categories: two transforms, {names}, for "{rule.told}"'


def _too_personal(entry: SchemaPolicy, rules: list[Rule]) -> Iterator[str]:
    """Personal data may not be collected on the ground that nobody said no."""
    if entry.user == "keep":
        yield 'consent "opt-out" cannot go with user "keep"'
    for rule in rules:
        personal = sorted(rule.location.categories.intersection(PERSONAL_CATEGORIES))
        if rule.kept and personal:
            yield f'consent "opt-out" cannot go with "{rule.told}", which is {", ".join(personal)}'

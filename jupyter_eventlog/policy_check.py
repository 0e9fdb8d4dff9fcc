"""Holds a policy against the schemas that are registered: contradictions that the policy alone does not show."""

from __future__ import annotations

from collections.abc import Iterator

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
        if entry.versions is None or schema.version in entry.versions
        for problem in _check(entry, schema)
    ]


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
    if len(chosen) > 1 and "drop" not in chosen and rule.path not in entry.obfuscate:
        names = ", ".join(sorted(str(name) for name in chosen))
        yield f'obfuscate_categories: two transforms, {names}, for "{rule.path}"'


def _too_personal(entry: SchemaPolicy, rules: list[Rule]) -> Iterator[str]:
    """Personal data may not be collected on the ground that nobody said no."""
    if entry.user == "keep":
        yield 'consent "opt-out" cannot go with user "keep"'
    for rule in rules:
        personal = sorted(rule.location.categories.intersection(PERSONAL_CATEGORIES))
        if rule.kept and personal:
            yield f'consent "opt-out" cannot go with "{rule.path}", which is {", ".join(personal)}'

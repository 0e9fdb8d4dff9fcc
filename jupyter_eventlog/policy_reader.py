"""Reads an operator's policy: every key checked, every mistake named together with what was probably meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .entry_reader import EntryReader
from .page_sinks import page_sink_mistakes
from .policy import Policy, SchemaPolicy
from .reader import Reader, is_blank, nearest

__all__ = ["nearest", "parse_policy"]

_GLOBAL_KEYS = (
    "allowed_schemas",
    "audience",
    "consent_retention",
    "consent_valid_for",
    "contact",
    "context",
    "device_storage",
    "handlers",
    "hash_key",
    "hash_rotation",
    "mute_prompt",
    "notice",
    "operator",
    "purposes",
    "schema_base_url",
    "sinks",
    "subject_index",
    "upstream",
)
_OPERATOR_KEYS = ("address", "authority", "contact", "country", "dpo", "name", "notice_url")
_PURPOSE_KEYS = ("approval", "legal_basis", "seen_by", "short", "title", "used_to_assess", "why")
_SINK_KEYS = ("class", "country", "destination", "erasure", "public", "run_by", "runs_in", "third_party")
_CHOICES = {
    "audience": ("adults", "minors"),
    "context": ("personal", "work", "education", "research", "public-body", "open"),
}
_ERASURE = ("here", "on-request", "no")
_PLACES = ("server", "page")

MOST_PURPOSES = 6
"""More than these nobody tells apart."""


def parse_policy(config: Mapping[str, Any]) -> Policy:
    """Read a policy. Never raises for what an operator wrote: every mistake is one of the policy's errors."""
    reader = EntryReader()
    policy = Policy(settings=dict(config), errors=reader.errors)
    reader.known_keys(config, _GLOBAL_KEYS, "")
    reader.plain(config)
    _read_settings(reader, config)
    policy.hash_key = _read_key(reader, config.get("hash_key"))
    for schema_id, said in _read_allowed(reader, config.get("allowed_schemas", {})).items():
        entry = reader.entry(schema_id, said, config.get("purposes") or {})
        if entry is None:
            continue
        policy.schemas[schema_id] = entry
        off = kind_off(entry, config)
        if off:
            policy.kinds_off[schema_id] = off
    policy.warnings = _warnings(policy)
    return policy


def kind_off(entry: SchemaPolicy, config: Mapping[str, Any]) -> str | None:
    """Why one kind stays off although it is allowed, or None."""
    where = f'allowed_schemas["{entry.schema_id}"]'
    if entry.consent == "required":
        missing = [key for key in ("reason", "legal_basis") if is_blank(getattr(entry, key))]
        if missing:
            return f'{where}: consent "required" needs {" and ".join(missing)}; this kind stays off'
        if entry.legal_basis == "consent":
            return f'{where}: consent "required" cannot rest on legal_basis "consent"; this kind stays off'
    elif config.get("audience") == "minors":
        return f'{where}: audience is "minors": only "required" kinds may be collected; this kind stays off'
    return None


def _warnings(policy: Policy) -> list[str]:
    """What an operator may say but hardly means."""
    found = []
    purposes = policy.settings.get("purposes")
    if isinstance(purposes, Mapping) and len(purposes) > MOST_PURPOSES:
        found.append(f"purposes: there are {len(purposes)}; more than {MOST_PURPOSES} nobody tells apart")
    if policy.settings.get("mute_prompt") is True:
        found.extend(
            f'allowed_schemas["{entry.schema_id}"]: consent "opt-out" with mute_prompt: '
            "this will collect nothing until people open the panel"
            for entry in policy.schemas.values()
            if entry.consent == "opt-out"
        )
    return found


def _read_settings(reader: Reader, config: Mapping[str, Any]) -> None:
    for key, choices in _CHOICES.items():
        reader.choice(config.get(key), choices, key)
    for key in ("consent_retention", "consent_valid_for", "hash_rotation"):
        reader.duration(config.get(key), key)
    for key in ("device_storage", "mute_prompt", "subject_index"):
        reader.flag(config.get(key), key)
    for key in ("schema_base_url", "upstream"):
        reader.url(config.get(key), key)
    reader.text(config.get("contact"), "contact")
    reader.words(config.get("notice"), "notice")
    operator = config.get("operator")
    if isinstance(operator, Mapping):
        reader.known_keys(operator, _OPERATOR_KEYS, "operator: ")
        for key, value in operator.items():
            reader.text(value, f"operator: {key}")
    elif operator not in (None, "self", ""):
        reader.errors.append('operator: must be an object or "self"')
    _read_purposes(reader, reader.mapping(config, "purposes", ""))
    _read_sinks(reader, reader.mapping(config, "sinks", ""))


def _read_purposes(reader: Reader, purposes: Mapping[str, Any]) -> None:
    for name, said in purposes.items():
        where = f'purposes["{name}"]: '
        if not isinstance(said, Mapping):
            reader.errors.append(where + "must be an object")
            continue
        reader.known_keys(said, _PURPOSE_KEYS, where)
        for key, value in said.items():
            if key != "legal_basis":
                reader.words(value, where + str(key))
        reader.legal_basis(said.get("legal_basis"), where + "legal_basis")


def _read_sinks(reader: Reader, sinks: Mapping[str, Any]) -> None:
    """What people are told of each destination; what else its class needs is the class's own matter."""
    for name, said in sinks.items():
        where = f'sinks["{name}"]: '
        if not isinstance(said, Mapping):
            reader.errors.append(where + "must be an object")
            continue
        for key in said:
            # An option of the class, unless it is nearly a key on which promises rest.
            hint = "" if key in _SINK_KEYS else nearest(str(key), _SINK_KEYS, 0.8)
            if hint:
                reader.errors.append(f'{where}unknown key "{key}"{hint}')
        for key in ("class", "country", "destination", "run_by"):
            reader.text(said.get(key), where + key)
        reader.flag(said.get("third_party"), where + "third_party")
        reader.choice(said.get("erasure"), _ERASURE, where + "erasure")
        reader.choice(said.get("runs_in"), _PLACES, where + "runs_in")
        reader.errors.extend(where + problem for problem in page_sink_mistakes(said, _SINK_KEYS))


def _read_key(reader: Reader, key: Any) -> bytes | None:
    if key is None:
        return None
    try:
        return bytes.fromhex(key)
    except (TypeError, ValueError):
        reader.errors.append("hash_key: must be hexadecimal")
        return None


def _read_allowed(reader: Reader, said: Any) -> dict[str, Any]:
    if isinstance(said, list | tuple | set | frozenset):
        return {str(schema_id): {} for schema_id in said}
    if not isinstance(said, Mapping):
        reader.errors.append("allowed_schemas: must be an object or a list of schema ids")
        return {}
    return {str(schema_id): entry for schema_id, entry in said.items()}

"""Say what is collected here, where it goes, and what the journal holds."""

from __future__ import annotations

import argparse
import json
import logging
from typing import Any

from ..callers import owner_name
from ..catalogue import Words, headline, qualifiers
from ..disclosure import destination_view
from ..eventlog import EventLog
from .configuration import read_configuration, write
from .journal_reader import CommandError, absent, totals, waiting


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this command alone: none."""


def run(given: argparse.Namespace) -> int:
    """Print the state; 1 when the configuration holds a mistake."""
    config = read_configuration(given)
    try:
        eventlog = EventLog(config.options(logging.getLogger("jupyter_eventlog")))
    except Exception as error:
        # As in the server: whatever is wrong, it is told and nothing is collected.
        raise CommandError(f"the configuration cannot be used: {error}") from error
    policy = eventlog.policy
    words = Words(zone=None)
    said = {
        "headline": _headline(eventlog, words),
        "state": "error" if policy.errors else "configured" if policy.enabled else "unconfigured",
        "errors": [*policy.errors, *policy.kinds_off.values(), *eventlog.problems.all()],
        "allowed": [_kind(eventlog, schema_id) for schema_id in eventlog.agreement.allowed()],
        "destinations": [destination_view(one) for one in eventlog.destinations],
        "journal": totals(config.folder),
        "waiting": waiting(config.folder),
        "absent": absent(config.folder, {one.name for one in eventlog.destinations}),
    }
    eventlog.consents.close()
    write(json.dumps(said, indent=2) if given.json else "\n".join(_lines(said)))
    return 1 if policy.errors else 0


def _kind(eventlog: EventLog, schema_id: str) -> dict[str, Any]:
    _, disclosure = eventlog.agreement.disclosure(schema_id)
    decision = eventlog.agreement.decisions(owner_name())[schema_id]
    return {
        "schema_id": schema_id,
        "title": disclosure["title"],
        "mode": disclosure["mode"],
        "granted": decision.granted,
        "status": decision.status,
        "fields": [f"{one['path']} ({one['transform']})" for one in disclosure["fields"]],
        "retention": disclosure["retention"],
    }


def _lines(said: dict[str, Any]) -> list[str]:
    lines = [*said["headline"], *(f"  mistake: {problem}" for problem in said["errors"])]
    for kind in said["allowed"]:
        kept = f"kept {kind['retention']}" if kind["retention"] else "kept until deleted"
        lines.append(f"  {_mark(kind)}  {kind['title']} ({kind['mode']}, {kept})")
        lines.append(f"       {kind['schema_id']}")
        lines.append(f"       fields: {', '.join(kind['fields']) or 'none'}")
    if said["allowed"]:
        lines.append("Goes to:")
        lines.extend(_destination(one, said["waiting"]) for one in said["destinations"])
    for name, day in said["absent"].items():
        until = f"until {day}" if day else "for a week from when a server notices"
        lines.append(f"  {name} is not configured any more: {said['waiting'][name]} waiting, kept {until}")
    journal = said["journal"]
    held = f"{journal['rows']} records, {journal['bytes']} bytes" if journal["files"] else "no file"
    lines.append(f"Journal: {held} in {journal['folder']}")
    lines += [
        f"  {name}: a running server holds it alone: ask that server, or end it first" for name in journal["held"]
    ]
    return lines


def _headline(eventlog: EventLog, words: Words) -> list[str]:
    """What the panel of this server's owner says first."""
    situation = eventlog.agreement.situation(owner_name())
    said = headline(situation, words)
    return [line for line in (said.line1, said.line2, *qualifiers(situation, words)) if line]


def _mark(kind: dict[str, Any]) -> str:
    return "on " if kind["granted"] else "off"


def _destination(one: dict[str, Any], waiting_for: dict[str, int]) -> str:
    marker = " (third party)" if one["third_party"] else ""
    held = "" if one["name"] == "journal" else f", {waiting_for.get(one['name'], 0)} waiting"
    unknown = ", gets nothing unless people switch it on by itself" if one["unknown"] else ""
    return f"  {one['destination']}{marker}{held}{unknown}"

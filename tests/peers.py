"""The event schemas that other packages ship, as they ship them."""

import ast
import sys
from pathlib import Path
from typing import Any

import pytest

from jupyter_eventlog.documents import DocumentError, document_files, read_document

PEERS = Path(sys.prefix) / "peers"
SITE = Path(pytest.__file__).parent.parent


def peer_schemas() -> dict[str, dict[str, Any]]:
    """Every event schema of `requirements-schemas.txt` and of jupyter_server, by its file."""
    if not (PEERS / "jupyterhub").is_dir():
        pytest.fail("other people's schemas are not there: `make .venv/peers/ready` fetches them")
    found = {}
    folders = [one for one in PEERS.iterdir() if (one / "__init__.py").is_file()]
    for folder in [*folders, SITE / "jupyter_server" / "event_schemas"]:
        for file in document_files(folder):
            if "node_modules" not in file.parts and "static" not in file.parts:
                found |= {str(file.relative_to(folder.parent)): one for one in _in_document(file)}
        for file in folder.rglob("*.py"):
            found |= {f"{file.relative_to(folder.parent)}: {one['$id']}": one for one in _in_module(file)}
    return found


def _in_document(file: Path) -> list[dict[str, Any]]:
    try:
        document = read_document(file)
    except DocumentError:
        return []
    return [document] if _is_event_schema(document) else []


def _is_event_schema(value: Any) -> bool:
    return isinstance(value, dict) and {"$id", "version", "properties"} <= set(value)


def _in_module(file: Path) -> list[dict[str, Any]]:
    """The schemas that a module writes out: to import it would need all that its package needs."""
    known: dict[str, Any] = {}
    for statement in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            try:
                value = ast.literal_eval(_Named(known).visit(statement.value))
            except ValueError:
                continue
            known[statement.targets[0].id] = value
    return [value for value in known.values() if _is_event_schema(value)]


class _Named(ast.NodeTransformer):
    """Puts the values of names in their place."""

    def __init__(self, known: dict[str, Any]) -> None:
        self.known = known

    def visit_Name(self, name: ast.Name) -> ast.AST:
        return ast.parse(repr(self.known[name.id]), mode="eval").body if name.id in self.known else name

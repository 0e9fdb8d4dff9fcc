"""Other people's event schemas load unchanged, in both languages, and our overlays fit them."""

import json

import pytest
from node import node
from peers import peer_schemas

from jupyter_eventlog.canonical import canonical
from jupyter_eventlog.documents import document_files, read_document
from jupyter_eventlog.overlays import overlay_faults
from jupyter_eventlog.registry import Registry
from jupyter_eventlog.resources import builtin_folder
from jupyter_eventlog.shape import shape

OVERLAYS = list(document_files(builtin_folder() / "classifications"))
EXPECTED = {
    "https://events.jupyter.org/jupyter_server/contents_service/v1",
    "https://events.jupyter.org/jupyter_server/gateway_client/v1",
    "https://events.jupyter.org/jupyter_server/kernel_actions/v1",
    "https://schema.jupyter.org/jupyter_ai_persona_manager/persona_selected/v1",
    "https://schema.jupyter.org/jupyter_ai_persona_manager/persona_state/v1",
    "https://schema.jupyter.org/jupyter_ai_persona_manager/personas/v1",
    "https://schema.jupyter.org/jupyter_collaboration/awareness/v1",
    "https://schema.jupyter.org/jupyter_collaboration/fork/v1",
    "https://schema.jupyter.org/jupyter_collaboration/session/v1",
    "https://schema.jupyter.org/jupyterhub/events/server-action",
    "https://schema.jupyter.org/jupyterlab_chat/room/v1",
}


@pytest.fixture(scope="module")
def shipped():
    return peer_schemas()


@pytest.fixture(scope="module")
def registry(shipped):
    registry = Registry()
    for document in shipped.values():
        registry.register(document)
    for file in OVERLAYS:
        registry.classify(read_document(file))
    return registry


def test_every_schema_is_found(shipped):
    assert {document["$id"] for document in shipped.values()} == EXPECTED


def test_every_schema_loads_unchanged(shipped):
    for where, document in shipped.items():
        before = json.dumps(document)
        normal = Registry().register(document).document
        assert json.dumps(document) == before, where
        # Those that are shipped today need no normalising at all.
        assert canonical(normal) == canonical(document), where


def test_every_schema_loads_in_the_other_language(shipped):
    with node("schemas.mjs") as ask:
        for where, document in shipped.items():
            answer = ask({"schema": document})
            assert answer["refused"] is None, where
            assert canonical(answer["document"]) == canonical(document), where


@pytest.mark.parametrize("file", OVERLAYS, ids=lambda file: file.stem)
def test_an_overlay_fits_the_schema_that_is_shipped(file, registry):
    overlay = read_document(file)
    assert list(overlay_faults(registry, overlay)) == []
    assert all(registry.get(overlay["schema_id"], version) for version in overlay["versions"])


@pytest.mark.parametrize("file", OVERLAYS, ids=lambda file: file.stem)
def test_an_overlay_leaves_no_property_out(file, registry):
    overlay = read_document(file)
    for version in overlay["versions"]:
        assert set(_paths(shape(registry.get(overlay["schema_id"], version)))) == set(overlay["properties"])


def _paths(place):
    for name in place.properties:
        child = place.child(name)
        yield child.path
        yield from _paths(child)


def test_names_and_paths_are_not_taken_for_technical(registry):
    for schema in registry:
        if not schema.overlay:
            continue
        for path, said in schema.overlay.items():
            name = path.rsplit(".", 1)[-1]
            if name in ("path", "source_path", "msg", "title", "description", "room", "roomid", "servername"):
                assert said["categories"] == ["user-content"], (schema.id, path)
            if name == "username":
                assert said["categories"] == ["user-identifier"], (schema.id, path)


WRONG = {
    "a path that is not declared": {"properties": {"pth": {"categories": ["technical"]}}},
    "a path beneath a leaf": {"properties": {"path.name": {"categories": ["technical"]}}},
    "a path that cannot be read": {"properties": {"a[": {"categories": ["technical"]}}},
    "a key that nobody knows": {"properties": {"path": {"category": ["technical"]}}},
    "no categories": {"properties": {"path": {"categories": []}}},
    "a transform that nobody knows": {"properties": {"path": {"obfuscate": "reverse"}}},
    "nothing": {"properties": {"path": {}}},
    "properties that are a list": {"properties": ["path"]},
    "no versions": {"versions": []},
    "no schema": {"schema_id": None},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_mistake_in_an_overlay_is_told(wrong, registry):
    right = read_document(builtin_folder() / "classifications" / "jupyter_server-contents_service.yaml")
    assert len(list(overlay_faults(registry, {**right, **wrong}))) == 1

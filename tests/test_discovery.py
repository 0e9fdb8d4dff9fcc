"""Where schemas are found, and that one bad file does not take the others with it."""

import json
import logging
import sys
from collections.abc import Mapping
from importlib.metadata import EntryPoint
from types import ModuleType

import pytest
from jupyter_events import EventLogger
from traitlets.config import Config, Configurable

from jupyter_eventlog import discovery
from jupyter_eventlog.config import EventLog
from jupyter_eventlog.discovery import discover

OURS = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
SERVERS = "https://events.jupyter.org/jupyter_server/contents_service/v1"


def schema(name, **more):
    return {"$id": f"urn:test:{name}", "version": "1", "type": "object", "properties": {}, **more}


@pytest.fixture(autouse=True)
def data_path(tmp_path, monkeypatch):
    """An empty Jupyter data path, and no entry points but those of the test."""
    folder = tmp_path / "share" / "jupyter" / "eventlog" / "schemas"
    folder.mkdir(parents=True)
    monkeypatch.setattr(discovery, "jupyter_path", lambda *_: [str(folder), str(tmp_path / "none")])
    return folder


@pytest.fixture
def points(monkeypatch):
    """Offers values under the group of entry points."""
    module = ModuleType("offers_of_a_test")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    found = []
    monkeypatch.setattr(discovery, "entry_points", lambda group: found if group == discovery.GROUP else [])

    def offer(name, value):
        setattr(module, name, value)
        found.append(EntryPoint(name, f"{module.__name__}:{name}", discovery.GROUP))

    return offer


def ids(found):
    return {one.id for one in found.registry}


def test_the_package_and_jupyter_server_are_always_there():
    found = discover()
    assert {OURS, SERVERS} <= ids(found)
    assert not found.errors and not found.warnings


def test_overlays_of_this_package_apply():
    (contents,) = discover().registry.versions(SERVERS)
    assert contents.overlay["path"]["categories"] == ["user-content"]


def test_the_data_path_is_searched_in_depth_and_for_both_suffixes(data_path):
    (data_path / "one" / "two").mkdir(parents=True)
    (data_path / "one" / "two" / "v1.json").write_text(json.dumps(schema("json")))
    (data_path / "v1.yml").write_text("$id: urn:test:yaml\nversion: 1")
    (data_path / "README.md").write_text("not a schema")
    found = discover()
    assert {"urn:test:json", "urn:test:yaml"} <= ids(found)
    assert found.origins["urn:test:yaml", "1"] == str(data_path / "v1.yml")


def test_a_bad_file_of_others_is_named_and_the_others_stay(data_path):
    (data_path / "a.yaml").write_text("$id: [")
    (data_path / "b.json").write_text(json.dumps(schema("bad", properties={"x": {"pattern": "(?=a)"}})))
    (data_path / "c.json").write_text(json.dumps(schema("good")))
    found = discover()
    assert "urn:test:good" in ids(found) and "urn:test:bad" not in ids(found)
    assert not found.errors
    unreadable, refused = found.warnings
    assert str(data_path / "a.yaml") in unreadable
    assert str(data_path / "b.json") in refused and "/properties/x/pattern" in refused


def test_a_bad_file_of_the_operator_is_an_error(tmp_path, data_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "a.yaml").write_text("version: 1")
    (own / "b.json").write_text(json.dumps(schema("good")))
    found = discover([str(own)])
    assert len(found.errors) == 1 and str(own / "a.yaml") in found.errors[0] and "/$id" in found.errors[0]
    assert "urn:test:good" in ids(found)


def test_a_folder_of_the_operator_that_is_not_there_is_an_error(tmp_path):
    assert discover([str(tmp_path / "nowhere")]).errors == [f"{tmp_path / 'nowhere'}: there is no such folder"]


def test_a_version_belongs_to_the_first_that_names_it(tmp_path, data_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "a.json").write_text(json.dumps(schema("a", title="the operator's")))
    (data_path / "a.json").write_text(json.dumps(schema("a", title="somebody's")))
    (data_path / "b.json").write_text(json.dumps({**schema("b"), "$id": OURS, "version": "1"}))
    found = discover([str(own)])
    assert found.registry.get("urn:test:a", "1").title == "the operator's"
    assert not found.errors
    assert len(found.warnings) == 2 and all("registered with other content" in one for one in found.warnings)


def test_the_same_schema_twice_is_no_mistake_and_is_from_the_first_place(data_path, points):
    (data_path / "a.json").write_text(json.dumps(schema("a")))
    points("again", schema("a"))
    found = discover()
    assert not found.warnings
    assert found.origins["urn:test:a", "1"] == str(data_path / "a.json")


def test_entry_points_name_folders_files_packages_and_schemas(tmp_path, points):
    for name in ("folder", "file", "package"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "v1.json").write_text(json.dumps(schema(name)))
    package = ModuleType("a_package")
    package.__path__ = [str(tmp_path / "package")]
    points("folder", tmp_path / "folder")
    points("file", str(tmp_path / "file" / "v1.json"))
    points("package", package)
    points("one", schema("one"))
    points("many", [schema("many"), tmp_path / "folder"])
    found = discover()
    assert not found.warnings
    assert {f"urn:test:{name}" for name in ("folder", "file", "package", "one", "many")} <= ids(found)
    assert found.origins["urn:test:one", "1"] == "entry point one = offers_of_a_test:one"


def failing():
    yield schema("before")
    raise RuntimeError("broken")


class Hostile(Mapping):
    """A mapping that fails when it is read."""

    def __getitem__(self, key):
        raise RuntimeError("broken")

    def __iter__(self):
        raise RuntimeError("broken")

    def __len__(self):
        return 1


BAD = {
    "a number": 3,
    "nothing": None,
    "a relative path": "relative/folder",
    "a missing path": "/nowhere/at/all",
    "a module": ModuleType("a_module"),
    "a program": failing(),
    "a bad schema": [schema("x", version=[])],
    "hostile": Hostile(),
}


@pytest.mark.parametrize("value", BAD.values(), ids=BAD)
def test_an_entry_point_that_fails_is_named_and_the_others_stay(points, value):
    points("bad", value)
    points("good", schema("good"))
    found = discover()
    assert "urn:test:good" in ids(found)
    assert len(found.warnings) == 1 and "entry point bad" in found.warnings[0]
    assert not found.errors


def test_a_path_must_not_depend_on_where_the_server_was_started(tmp_path, points, monkeypatch):
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "v1.json").write_text(json.dumps(schema("here")))
    monkeypatch.chdir(tmp_path)
    points("bad", "here")
    found = discover()
    assert "urn:test:here" not in ids(found) and "not an absolute path" in found.warnings[0]


def test_an_entry_point_that_cannot_be_imported_is_named(monkeypatch):
    point = EntryPoint("gone", "no_such_package_at_all:schemas", discovery.GROUP)
    monkeypatch.setattr(discovery, "entry_points", lambda group: [point])
    found = discover()
    assert len(found.warnings) == 1 and "ModuleNotFoundError" in found.warnings[0]


def test_what_the_server_registered_is_taken_and_what_comes_later_too():
    logger = EventLogger()
    logger.register_event_schema(schema("early"))
    found = discover(event_logger=logger)
    assert found.origins["urn:test:early", "1"] == "jupyter_events: urn:test:early"
    logger.register_event_schema(schema("late"))
    logger.register_event_schema(schema("odd", properties={"x": {"title": "a", "pattern": "(?=a)"}}))
    found.add_server_schemas(logger)
    assert {"urn:test:early", "urn:test:late"} <= ids(found)
    assert len(found.warnings) == 1 and "urn:test:odd" in found.warnings[0]


def test_a_configured_server_collects_despite_others(tmp_path, data_path, caplog):
    (data_path / "bad.yaml").write_text("$id: [")
    config = Config({"EventLog": {"allowed_schemas": [OURS], "journal_dir": str(tmp_path)}})
    with caplog.at_level(logging.WARNING):
        options = EventLog(config=config).options(logging.getLogger("a-test"))
    assert options.policy.errors == []
    assert str(data_path / "bad.yaml") in caplog.text


def test_a_configured_server_is_off_when_its_own_schemas_are_bad(tmp_path):
    (tmp_path / "bad.yaml").write_text("$id: [")
    config = Config({"EventLog": {"allowed_schemas": [OURS], "schema_paths": [str(tmp_path)]}})
    options = EventLog(config=config).options(logging.getLogger("a-test"))
    assert len(options.policy.errors) == 1 and str(tmp_path / "bad.yaml") in options.policy.errors[0]


def test_the_server_of_the_configuration_is_asked():
    class Server(Configurable):
        event_logger = EventLogger()

    server = Server(config=Config({"EventLog": {"allowed_schemas": [OURS]}}))
    server.event_logger.register_event_schema(schema("servers"))
    assert EventLog(parent=server).options(logging.getLogger("a-test")).registry.versions("urn:test:servers")

"""`jupyter eventlog schemas`, as people type it."""

import json
import subprocess
from pathlib import Path

import pytest
import yaml

from jupyter_eventlog.cli import main

ID = "https://example.org/events/a"
PROPERTIES = {"x": {"title": "X", "type": "string", "categories": ["technical"]}}
SCHEMA = {"$id": ID, "version": "1", "title": "A", "type": "object", "properties": PROPERTIES}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    folder = tmp_path / "schemas"
    folder.mkdir()
    return folder


@pytest.fixture
def ask(folder, tmp_path, capsys):
    """The exit code and what was printed, of the JSON form."""
    config = tmp_path / "config.py"
    config.write_text(f"c.EventLog.schema_paths = [{str(folder)!r}]")

    def asked(*arguments):
        code = main(["schemas", *arguments, "--json", "--config", str(config)])
        printed = capsys.readouterr()
        return code, json.loads(printed.out) if printed.out else printed.err

    return asked


def put(folder, name="a/v1.yaml", **more):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump({**SCHEMA, **more}))


def git(folder, *arguments):
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder):
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "a", "--allow-empty")


def test_list(folder, ask):
    put(folder)
    code, said = ask("list")
    assert code == 0
    (row,) = [row for row in said["schemas"] if row["schema_id"] == ID]
    assert row == {"schema_id": ID, "version": "1", "title": "A", "from": str(folder / "a" / "v1.yaml")}
    assert said["left_out"] == []


def test_list_is_what_it_does_by_itself(folder, ask):
    assert ask()[1] == ask("list")[1]


def test_list_tells_what_is_left_out(folder, ask):
    put(folder, version=[])
    code, said = ask("list")
    assert code == 1
    assert len(said["left_out"]) == 1 and "/version" in said["left_out"][0]


def test_show(folder, ask):
    put(folder, properties={**PROPERTIES, "y": {"items": {"obfuscate": "hash", "categories": ["own"]}}})
    code, (said,) = ask("show", ID)
    assert code == 0
    assert said["document"]["title"] == "A"
    assert said["fields"] == [
        {"path": "x", "categories": ["technical"], "obfuscate": None},
        {"path": "y", "categories": ["unclassified"], "obfuscate": None},
        {"path": "y[]", "categories": ["own"], "obfuscate": "hash"},
    ]


def test_show_tells_the_categories_of_an_overlay(ask):
    _, (said,) = ask("show", "https://events.jupyter.org/jupyter_server/contents_service/v1")
    assert {"path": "path", "categories": ["user-content"], "obfuscate": None} in said["fields"]


def test_show_ends_for_a_schema_that_refers_to_itself(folder, ask):
    put(folder, properties={"next": {"$ref": "#"}})
    assert [field["path"] for field in ask("show", ID)[1][0]["fields"]] == ["next", "next.next"]


def test_show_names_the_nearest(folder, ask):
    put(folder)
    code, said = ask("show", ID + "s")
    assert code == 1 and f'did you mean "{ID}"' in said


def test_check_of_this_package(ask):
    code, said = ask("check")
    assert code == 0
    assert said["schemas"] >= 1 and said["overlays"] >= 7 and said["problems"] == said["remarks"] == []


def test_check_names_the_file_and_the_place(folder, ask):
    put(folder, "a.yaml", properties={"x": {"pattern": "(?=a)"}})
    put(folder, "b.yaml", version="2", examples=[{"x": 1}])
    put(folder, "c.yaml", version="3")
    (folder / "d.json").write_text("{")
    code, said = ask("check", str(folder))
    assert code == 1 and said["schemas"] == 1
    pattern, example, broken = said["problems"]
    assert str(folder / "a.yaml") in pattern and "/properties/x/pattern" in pattern
    assert str(folder / "b.yaml") in example and "/examples/0" in example
    assert str(folder / "d.json") in broken


def test_check_tells_formats_that_assert_nothing(folder, ask):
    put(folder, properties={"x": {"format": "datetime"}})
    code, said = ask("check", str(folder))
    assert code == 0
    assert len(said["remarks"]) == 1 and "datetime" in said["remarks"][0] and "date-time" in said["remarks"][0]


def test_check_holds_overlays_against_schemas(folder, ask):
    put(folder)
    overlay = {"schema_id": ID, "versions": ["1"], "properties": {"z": {"categories": ["technical"]}}}
    (folder / "overlay.yaml").write_text(yaml.safe_dump(overlay))
    code, said = ask("check", str(folder))
    assert code == 1 and said["overlays"] == 1
    assert len(said["problems"]) == 1 and "z: version 1" in said["problems"][0]


def test_check_of_no_folder(tmp_path, ask):
    assert ask("check", str(tmp_path / "none"))[0] == 1


@pytest.fixture
def published(folder):
    git(folder, "init", "-q")
    put(folder)
    commit(folder)
    return folder


def test_against_the_same(published, ask):
    assert ask("check", str(published), "--against", "HEAD") == (
        0,
        {"schemas": 1, "overlays": 0, "problems": [], "remarks": [], "changed": []},
    )


def test_against_other_words_and_another_file(published, ask):
    (published / "a" / "v1.yaml").unlink()
    put(published, "moved.yaml", title="Another title", description="More words.")
    put(published, "v2.yaml", version="2")
    assert ask("check", str(published), "--against", "HEAD")[0] == 0


def test_against_another_meaning(published, ask):
    put(published, properties={"x": {"type": "integer", "categories": ["technical"]}})
    code, said = ask("check", str(published), "--against", "HEAD")
    assert code == 3
    assert said["changed"] == [f"{ID} version 1 means something else than in HEAD"]


def test_against_a_version_that_is_gone(published, ask):
    put(published, version="2")
    code, said = ask("check", str(published), "--against", "HEAD")
    assert code == 3
    assert said["changed"] == [f"{ID} version 1 is gone: it was a/v1.yaml in HEAD"]


def test_against_what_was_never_a_schema(published, ask):
    put(published, "b.yaml", version="2", properties={"x": {"pattern": "(?=a)"}})
    commit(published)
    put(published, "b.yaml", version="2")
    assert ask("check", str(published), "--against", "HEAD")[0] == 0


def test_against_a_folder_beneath_the_top(published, ask):
    put(published, properties={})
    code, said = ask("check", str(published / "a"), "--against", "HEAD")
    assert code == 3 and said["schemas"] == 1


@pytest.mark.parametrize("revision", ["nowhere", "--output=x"])
def test_against_no_revision(published, ask, revision):
    code, said = ask("check", str(published), f"--against={revision}")
    assert code == 1 and "git:" in said


def test_against_goes_with_check(ask):
    assert ask("list", "--against", "HEAD")[0] == 1


def test_the_example_of_the_documentation_is_right(folder, ask):
    page = (Path(__file__).parent.parent / "docs" / "schemas.md").read_text(encoding="utf-8")
    (folder / "v1.yaml").write_text(page.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    code, said = ask("check", str(folder))
    assert (code, said["schemas"], said["remarks"]) == (0, 1, [])

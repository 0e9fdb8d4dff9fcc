"""Signed checkpoints: what a sink got shows what was cut off or made anew, and says what it does not prove."""

import json
import logging
import logging.handlers
import shutil
import sqlite3
import stat
import sys
from contextlib import closing

import pytest
from runs import run as stored_run
from test_eventlog import GOOD, GROUND, ID

from jupyter_eventlog.checkpoints import TYPE
from jupyter_eventlog.cli import main
from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.eventlog import EventLog
from jupyter_eventlog.journal import writer
from jupyter_eventlog.journal.chain import verify
from jupyter_eventlog.journal.sqlite import SqliteJournal
from jupyter_eventlog.signing import NAME, is_signed
from jupyter_eventlog.validators import compile_schema

pytest.importorskip("cryptography")

CHANGE_END = "DELETE FROM links WHERE number > 1; DELETE FROM runs WHERE place > 1"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "journal"


def configured(tmp_path, **options):
    config = Config()
    config.allowed_schemas = {ID: {"level": "technical", **GROUND}}
    config.journal_dir = str(tmp_path / "journal")
    sink = {"class": "file", "path": str(tmp_path / "kept.jsonl"), "destination": "an archive", "third_party": False}
    config.sinks, config.checkpoints = {"archive": sink}, "archive"
    for key, value in options.items():
        setattr(config, key, value)
    return config


@pytest.fixture
def make(tmp_path):
    made = []

    def one(**options):
        made.append(EventLog(configured(tmp_path, **options).options(logging.getLogger("test"))))
        assert not made[-1].policy.errors
        return made[-1]

    yield one
    for eventlog in made:
        eventlog.close()


@pytest.fixture
def run(make):
    """A life of a server with so many events."""

    def one(events, **options):
        eventlog = make(**options)
        for _ in range(events):
            eventlog.emit(ID, 1, GOOD)
            eventlog.flush().wait()
        eventlog.close()
        return eventlog

    return one


def kept(tmp_path):
    lines = (tmp_path / "kept.jsonl").read_text().splitlines() if (tmp_path / "kept.jsonl").exists() else []
    return [capsule for capsule in map(json.loads, lines) if capsule["type"] == TYPE]


@pytest.fixture
def check(tmp_path, folder, capsys):
    def ask(*more):
        code = main(
            ["verify", "--journal-dir", str(folder), "--json", "--checkpoints", str(tmp_path / "kept.jsonl"), *more]
        )
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else said.err

    return ask


def edit(folder, statements):
    with closing(sqlite3.connect(folder / "journal-1.sqlite")) as database, database:
        database.executescript(statements)


def put_mark_right(folder):
    """As somebody would who can write the folder."""
    (folder / "journal-1.lock").write_bytes(b"")


def test_one_is_signed_at_the_end_and_delivered_as_a_capsule(run, tmp_path, folder):
    eventlog = run(3)
    (capsule,) = kept(tmp_path)
    said = capsule["data"]
    assert (said["journal"], said["number"], said["events"]) == (capsule["source"], 3, 3)
    assert (capsule["specversion"], capsule["basis"], capsule["origin"]) == ("1.0", "required", "server")
    assert "user" not in capsule
    assert "session" not in capsule
    signed = {name: said[name] for name in ("journal", "number", "link", "events", "time")}
    assert is_signed(signed, said["signature"], said["key"])
    with closing(sqlite3.connect(folder / "journal-1.sqlite")) as database:
        (link,) = database.execute("SELECT link FROM links WHERE number = 3").fetchone()
        assert link.hex() == said["link"]
        assert not verify(database).problems
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600
    schema = eventlog.registered(TYPE)[0]
    assert compile_schema(dict(schema.document)).is_valid(said)


def test_only_where_something_changed(run, make, tmp_path):
    run(1)
    for _ in range(2):
        idle = make()
        idle.start()
        assert idle.journal.source
        idle.close()
    assert len(kept(tmp_path)) == 1
    run(1)
    assert [one["data"]["number"] for one in kept(tmp_path)] == [1, 3]


def test_what_expires_is_no_reason_for_another(tmp_path):
    """Else a journal that nobody uses would sign, once an hour, that its older checkpoints have expired."""
    now = [0.0]
    journal = SqliteJournal(tmp_path, (), lambda: None, now=lambda: now[0])
    for name, expires in (("a", 50.0), (TYPE, None)):
        made = stored_run({"id": name, "data": {}}, name=name, sinks=(), are_new=True, expires=expires)
        journal.append(lambda made=made: [made], 1).result(10)
    assert not journal.has_changed_since(TYPE)
    now[0] = 60.0
    journal._hourly()
    assert journal.end()[0].number == 3
    assert not journal.has_changed_since(TYPE)
    journal.close()


def test_where_nothing_is_stored_nothing_is_made(run, folder):
    run(0)
    assert not folder.exists()


def test_each_hour_at_most_one(make, tmp_path, monkeypatch):
    """The hour is the writer's own: what it calls makes one, and none where nothing has changed since."""
    eventlog = make()
    eventlog.emit(ID, 1, GOOD)
    eventlog.flush().wait()
    assert kept(tmp_path) == []
    for _ in range(3):
        eventlog.journal._hourly()
        eventlog.journal.append(tuple, 0).result(10)
    eventlog.emit(ID, 1, GOOD)
    eventlog.flush().wait()
    eventlog.journal._hourly()
    eventlog.close()
    assert [one["data"]["number"] for one in kept(tmp_path)] == [1, 3]


def test_the_writer_asks_once_an_hour(make, tmp_path, monkeypatch):
    monkeypatch.setattr(writer, "HOUR", 0)
    eventlog = make()
    eventlog.emit(ID, 1, GOOD)
    eventlog.flush().wait()
    eventlog.emit(ID, 1, GOOD)
    eventlog.close()
    assert kept(tmp_path)[0]["data"]["number"] == 1


def test_what_is_whole_is_as_it_was_signed(run, check, capsys):
    run(2)
    run(1)
    code, said = check()
    assert (code, said["checkpoints"]["checkpoints"], said["checkpoints"]["problems"]) == (0, 2, [])
    assert list(said["checkpoints"]["covered"].values()) == [4]


def test_a_cut_end_is_found_that_the_chain_cannot_know_of(run, check, folder):
    run(3)
    edit(folder, CHANGE_END)
    put_mark_right(folder)
    code, said = check()
    assert said["files"]["journal-1.sqlite"]["problems"] == []
    assert code == 1
    assert "had 3 links and has 1: 2 are missing at its end" in said["checkpoints"]["problems"][0]


def test_a_chain_made_anew_is_found(run, check, folder, tmp_path):
    run(3)
    first = kept(tmp_path)
    original = first[0]["source"]
    shutil.rmtree(folder)
    (tmp_path / "kept.jsonl").rename(tmp_path / "first.jsonl")
    run(4)
    edit(folder, f"UPDATE journal SET source = '{original}'")
    put_mark_right(folder)
    (tmp_path / "kept.jsonl").write_text((tmp_path / "first.jsonl").read_text())
    code, said = check("--public-key", first[0]["data"]["key"])
    assert code == 1
    assert "link 3 is not the one that was signed" in said["checkpoints"]["problems"][0]


def test_a_file_that_is_gone_is_missed(run, check, folder, tmp_path):
    run(1)
    public = kept(tmp_path)[0]["data"]["key"]
    shutil.rmtree(folder)
    folder.mkdir()
    code, said = check("--public-key", public)
    assert code == 1
    assert "none of these files is it" in said["checkpoints"]["problems"][0]


@pytest.mark.parametrize("field", ["number", "link", "events", "time", "journal", "signature"])
def test_a_checkpoint_that_was_changed_is_found(run, check, tmp_path, field):
    run(2)
    (capsule,) = kept(tmp_path)
    value = capsule["data"][field]
    capsule["data"][field] = value - 1 if isinstance(value, int) else ("A" if value[0] != "A" else "B") + value[1:]
    (tmp_path / "kept.jsonl").write_text(json.dumps(capsule))
    code, said = check()
    assert code == 1
    assert "its signature is wrong" in said["checkpoints"]["problems"][0]


def test_another_key_does_not_count(run, check, tmp_path, folder):
    run(1)
    public = kept(tmp_path)[0]["data"]["key"]
    (folder / NAME).unlink()
    run(1)
    code, said = check()
    (problem,) = said["checkpoints"]["problems"]
    assert code == 1
    assert f"signed by another key, {public}" in problem


def test_two_that_say_different_things_of_one_link_are_found(run, check, tmp_path, folder):
    run(2)
    shutil.copytree(folder, tmp_path / "copy")
    run(1)
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "copy", folder)
    run(1)
    code, said = check()
    assert code == 1
    assert any("another one says something else of link 4" in one for one in said["checkpoints"]["problems"])


def test_lines_that_cannot_be_read_are_told_and_other_kinds_are_not(run, check, tmp_path):
    run(1)
    with (tmp_path / "kept.jsonl").open("a") as file:
        file.write('{"type": "other"}\n\nrubbish\n[]\n' + json.dumps({"type": TYPE, "data": {"number": 1}}) + "\n")
    code, said = check()
    assert (code, len(said["checkpoints"]["problems"])) == (1, 3)


def test_it_says_what_it_proves(run, check, tmp_path, folder, capsys):
    run(1)
    assert "prove nothing" in check()[1]["checkpoints"]["proof"]
    public = kept(tmp_path)[0]["data"]["key"]
    (folder / NAME).rename(tmp_path / "elsewhere.pem")
    assert "neither cut off nor made anew" in check("--public-key", public)[1]["checkpoints"]["proof"]
    (tmp_path / "kept.jsonl").write_text("")
    assert "nothing is proved" in check("--public-key", public)[1]["checkpoints"]["proof"]
    code, said = check()
    assert (code, "give --public-key" in said) == (1, True)


def test_an_operators_own_key_signs(run, tmp_path, folder, capsys):
    run(1)
    (folder / NAME).rename(tmp_path / "mine.pem")
    run(1, checkpoint_key=str(tmp_path / "mine.pem"))
    first, second = kept(tmp_path)
    assert first["data"]["key"] == second["data"]["key"]
    assert not (folder / NAME).exists()
    config = tmp_path / "config.py"
    config.write_text(f"get_config().EventLog.checkpoint_key = {str(tmp_path / 'mine.pem')!r}")
    assert main(["verify", "--config", str(config), "--journal-dir", str(folder), "--print-public-key"]) == 0
    assert capsys.readouterr().out.strip() == first["data"]["key"]


def errors(tmp_path, **options):
    return configured(tmp_path, **options).options(logging.getLogger("test")).policy.errors


def test_mistakes_are_named_before_anything_is_collected(tmp_path, monkeypatch):
    assert errors(tmp_path) == []
    assert errors(tmp_path, checkpoints="archiv") == [
        'checkpoints: "archiv" is not one of the sinks; did you mean "archive"?'
    ]
    (tmp_path / "key").write_text("rubbish")
    assert "openssl genpkey" in errors(tmp_path, checkpoint_key=str(tmp_path / "key"))[0]
    assert "No such file" in errors(tmp_path, checkpoint_key=str(tmp_path / "none"))[0]
    assert "nothing is signed" in errors(tmp_path, checkpoints="", checkpoint_key="x")[0]
    nowhere = {"handlers": [logging.handlers.HTTPHandler("example.org", "/")], "checkpoints": "HTTPHandler"}
    assert any("gets nothing until" in one and "checkpoints" in one for one in errors(tmp_path, **nowhere))
    monkeypatch.setitem(sys.modules, "cryptography", None)
    monkeypatch.setattr("jupyter_eventlog.signing.find_spec", lambda _: None)
    assert 'pip install "jupyter-eventlog[checkpoints]"' in errors(tmp_path)[0]


def test_a_key_that_cannot_be_made_costs_no_event_and_is_told(make, folder, tmp_path):
    eventlog = make()
    eventlog.emit(ID, 1, GOOD)
    eventlog.flush().wait()
    (folder / NAME).mkdir()
    eventlog.close()
    assert any("no checkpoint can be signed" in one for one in eventlog.problems.all())
    assert kept(tmp_path) == []
    assert len((tmp_path / "kept.jsonl").read_text().splitlines()) == 1

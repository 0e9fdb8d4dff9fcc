"""Answers are kept for good: once each, with what was read, and no more than a person gives."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import orjson
import pytest
from tornado.httpclient import HTTPClientError

from jupyter_eventlog.answers import Record
from jupyter_eventlog.canonical import digest
from jupyter_eventlog.cli import main
from jupyter_eventlog.consents import Circumstance, Consents

COMMAND = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
HOW = Circumstance("ada", "api", text="What is collected: all. " * 500)
NO = Record("no", "all", "2026-11-24T10:00:00.000000Z", {COMMAND: {"mode": "opt-in"}}, id="1")
FORMAT_2 = """
CREATE TABLE disclosures (digest TEXT PRIMARY KEY, disclosure TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE records (place INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT NOT NULL, record TEXT NOT NULL);
CREATE INDEX by_subject ON records (subject, place);
PRAGMA user_version = 2;
"""


@pytest.fixture
def file(tmp_path):
    return tmp_path / "consents.sqlite"


@pytest.fixture
def store(tmp_path):
    made = Consents(tmp_path)
    yield made
    made.close()


def asked(file, query):
    with closing(sqlite3.connect(file)) as database:
        return database.execute(query).fetchall()


def old_row(text, **more):
    """A row as format 2 had it."""
    shown = {"answer": "no", "scope": "all", "time": NO.time, "target": None, "signal": False, "session": "", "id": "1"}
    how = {"actor": "ada", "surface": "api", "language": "en", "text": text, "app": "", "version": ""}
    return orjson.dumps({**shown, **more, "how": how, "digests": {}}).decode()


class TestStore:
    def test_what_was_read_is_kept_once_and_given_back_with_each(self, store, file, tmp_path):
        for _ in range(20):
            store.add("ada", [NO, NO], HOW)
        store.add("bob", [NO], replace(HOW, actor="bob", text="Something else."))
        assert asked(file, "SELECT count(*) FROM texts") == [(2,)]
        assert asked(file, "SELECT max(length(record)) FROM records")[0][0] < 1000
        again = Consents(tmp_path)
        assert [one.how for one in again.kept("ada")[1]] == [HOW] * 40
        assert [one.how.text for one in again.kept("bob")[1]] == ["Something else."]
        assert again.kept("ada")[1][0].record == NO
        again.close()


class TestFormat2:
    def make(self, file, *rows):
        with closing(sqlite3.connect(file)) as database, database:
            database.executescript(FORMAT_2)
            database.executemany("INSERT INTO records (subject, record) VALUES (?, ?)", rows)

    def test_nothing_of_it_is_lost(self, store, file):
        self.make(file, ("ada", old_row("long")), ("bob", old_row("long", id="2")), ("ada", old_row("", id="3")))
        assert [(one.record.id, one.how.text) for one in store.kept("ada")[1]] == [("1", "long"), ("3", "")]
        assert [(one.record.id, one.how.text) for one in store.kept("bob")[1]] == [("2", "long")]
        store.add("ada", [NO], HOW)
        assert len(store.kept("ada")[1]) == 3
        assert asked(file, "PRAGMA user_version") == [(4,)]
        assert asked(file, "SELECT digest, text FROM texts WHERE text = 'long'") == [(digest("long"), "long")]
        assert asked(file, "SELECT count(*) FROM records WHERE json_extract(record, '$.how.text') IS NOT NULL") == [
            (0,)
        ]

    def test_it_is_brought_up_whole_or_not_at_all(self, store, file):
        self.make(file, ("ada", old_row("long")), ("ada", "torn"))
        with pytest.raises(ValueError, match="invalid literal"):
            store.kept("ada")
        assert asked(file, "PRAGMA user_version") == [(2,)]
        assert asked(file, "SELECT name FROM sqlite_master WHERE name = 'texts'") == []
        assert asked(file, "SELECT record FROM records WHERE place = 1") == [(old_row("long"),)]

    @pytest.mark.parametrize("version", [1, 5])
    def test_another_format_is_left_alone(self, store, file, version):
        self.make(file)
        asked(file, f"PRAGMA user_version = {version}")
        with pytest.raises(OSError, match=f"format {version}"):
            store.kept("ada")
        assert asked(file, "PRAGMA user_version") == [(version,)]


class TestProof:
    """One changed letter in what was said, agreed to or read is found."""

    @pytest.fixture
    def verify(self, store, tmp_path, capsys, monkeypatch):
        monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "none"))
        store.add("ada", [NO, replace(NO, id="2")], HOW)
        store.add("bob", [replace(NO, id="3")], replace(HOW, actor="bob", text="Other words."))

        def run():
            code = main(["verify", "--journal-dir", str(tmp_path)])
            return code, capsys.readouterr().out

        return run

    def test_it_holds(self, verify):
        code, out = verify()
        assert code == 0
        assert "consents.sqlite: 3 answers" in out
        assert "All is as it was linked." in out

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            ("UPDATE records SET record = replace(record, '\"no\"', '\"yes\"') WHERE place = 2", "answer 2: is not as"),
            ("UPDATE records SET subject = 'eve' WHERE place = 1", "answer 1: is not as it was linked"),
            ("UPDATE texts SET text = replace(text, 'Other', 'other')", "answer 3: the text that was read is not"),
            ("DELETE FROM texts WHERE text = 'Other words.'", "answer 3: the text that was read is not"),
            (
                "UPDATE disclosures SET disclosure = replace(disclosure, 'in', 'on')",
                "answer 1: what was agreed to is not",
            ),
            ("DELETE FROM records WHERE place = 2", "answer 2: is missing"),
        ],
    )
    def test_one_changed_letter_fails(self, verify, file, change, problem):
        with closing(sqlite3.connect(file)) as database, database:
            database.execute(change)
        code, out = verify()
        assert code == 1
        assert problem in out

    def test_an_older_server_beside_it_breaks_nothing(self, verify, store, file):
        with closing(sqlite3.connect(file)) as database, database:
            database.execute(
                "INSERT INTO records (subject, record) SELECT subject, record FROM records WHERE place = 1"
            )
        assert verify()[0] == 0
        store.add("ada", [NO], HOW)
        assert asked(file, "SELECT count(*) FROM records WHERE link IS NULL") == [(0,)]
        assert verify()[0] == 0


class TestServer:
    @pytest.fixture
    def settings(self):
        return {}

    @pytest.fixture
    def jp_server_config(self, tmp_path, settings):
        allowed = {COMMAND: {"level": "technical"}}
        return {
            "ServerApp": {"jpserver_extensions": {"jupyter_eventlog": True}},
            "EventLog": {"allowed_schemas": allowed, "journal_dir": str(tmp_path), **settings},
        }

    @pytest.fixture
    def answer(self, jp_fetch, jp_serverapp):
        async def one(number):
            body = json.dumps({"answers": [{"answer": "no", "scope": "all"}] * number})
            try:
                return await jp_fetch("api", "eventlog", "consent", method="PUT", body=body)
            except HTTPClientError as error:
                return error.response

        yield one
        jp_serverapp.web_app.settings["eventlog"].close()

    async def test_a_request_brings_a_hundred_answers_at_most(self, answer, file):
        assert (await answer(100)).code == 200
        refused = await answer(101)
        assert (refused.code, json.loads(refused.body)["reason"]) == (413, "count")
        assert asked(file, "SELECT count(*) FROM records") == [(100,)]

    @pytest.mark.parametrize("settings", [{"rate_limit": 1000}])
    @pytest.mark.parametrize("number", [1, 10, 50])
    async def test_a_person_answers_so_often_a_minute(self, answer, file, number):
        taken = 1000 // max(100, 10 * number)
        for _ in range(taken):
            assert (await answer(number)).code == 200
        refused = await answer(100)
        assert (refused.code, json.loads(refused.body)["reason"]) == (429, "rate")
        assert "answers" in json.loads(refused.body)["message"]
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        assert asked(file, "SELECT count(*) FROM records") == [(taken * number,)]

    @pytest.mark.parametrize("settings", [{"rate_limit": 1000}])
    async def test_who_sent_too_many_events_can_still_say_no(self, answer, jp_serverapp, jp_fetch):
        events = json.dumps([{}] * 1000)
        headers = {"Content-Type": "application/json"}
        assert (await jp_fetch("api", "eventlog", "events", method="POST", body=events, headers=headers)).code == 200
        assert (await answer(1)).code == 200

"""A person's own records: shown as they are stored, handed out whole, and erased so that nothing of them is left."""

import io
import json
import random
import sqlite3
import zipfile
from concurrent.futures import wait
from types import SimpleNamespace

import pytest
from jupyter_server.auth.identity import IdentityProvider, User
from runs import run
from tornado.httpclient import HTTPClientError

from jupyter_eventlog.export import archive
from jupyter_eventlog.journal.delivery import WITHDRAWN
from jupyter_eventlog.journal.selection import Selection
from jupyter_eventlog.journal.sqlite import SqliteJournal
from jupyter_eventlog.records import PAGE, Choice, Records
from jupyter_eventlog.sink import Destination

COMMAND = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
OURS, THEIRS = "https://example.org/ours", "https://example.org/theirs"


def code(person):
    return person.encode().ljust(16, b".")


def row(number, person="ada", name=OURS, text="", received=None, sinks=("a",)):
    event = {"id": f"id-{number}", "data": {"n": number, "text": text}}
    at = float(number if received is None else received)
    return run(event, name=name, received=at, sinks=sinks, subject=code(person), ids=[None])


@pytest.fixture
def world(tmp_path):
    """A folder, journals on it, and its records as the first journal's process sees them."""
    journals = []

    def journal(sinks=("a",)):
        made = SqliteJournal(tmp_path / "journal", sinks, lambda: None)
        assert made.source
        journals.append(made)
        return made

    first = journal(("a", "b"))
    destinations = [Destination("a", "our lake", erasure="on-request"), Destination("b", "theirs", erasure="no")]
    records = Records(tmp_path / "journal", code, first, destinations)
    yield SimpleNamespace(folder=tmp_path / "journal", journal=first, another=journal, records=records)
    for one in journals:
        one.close()


def put(journal, *rows):
    assert set(journal.append(lambda: rows, len(rows)).result()) == {"stored"}


def numbers(found):
    return [json.loads(one.capsule)["data"]["n"] for one in found]


def raw(folder):
    return b"".join(file.read_bytes() for file in folder.iterdir())


NOW = "2026-11-24T10:00:00.000000Z"


def test_records_come_newest_first_page_by_page_over_all_files(world):
    second = world.another()
    for number in range(40):
        put(second if number % 3 else world.journal, row(number, received=number // 4))
    put(world.journal, row(100, "bob"))
    seen, before = [], None
    while page := world.records.newest("ada", Choice(), 7, before):
        seen += page
        before = page[-1].position
    assert sorted(numbers(seen)) == list(range(40))
    assert [one.position for one in seen] == sorted((one.position for one in seen), reverse=True)
    assert world.records.summary("ada", Choice()) == (40, 0.0, 9.0)
    assert numbers(world.records.newest("bob", Choice(), 7)) == [100]
    assert world.records.newest("eve", Choice(), 7) == []


def test_records_are_chosen_by_kind_and_time(world):
    put(world.journal, row(1), row(2, name=THEIRS), row(3), row(4, name=THEIRS))
    chosen = {
        Choice(): [4, 3, 2, 1],
        Choice(OURS): [3, 1],
        Choice(since=2.0): [4, 3, 2],
        Choice(until=3.0): [2, 1],
        Choice(THEIRS, 2.0, 4.0): [2],
    }
    for choice, expected in chosen.items():
        assert numbers(world.records.newest("ada", choice, 9)) == expected
        assert world.records.summary("ada", choice)[0] == len(expected)


def test_how_far_each_record_came_is_said(world):
    put(world.journal, *(row(number, sinks=("a", "b")) for number in (1, 2, 3)))
    world.journal.ack("a", 2, [(1, "too old"), (2, WITHDRAWN)])
    found = world.records.newest("ada", Choice(), 9)
    assert [one.delivery for one in found] == [
        {"journal": "stored", "a": "waiting", "b": "waiting"},
        {"journal": "stored", "a": "cancelled", "b": "waiting"},
        {"journal": "stored", "a": "refused", "b": "waiting"},
    ]
    world.journal.ack("b", 1)
    assert world.records.newest("ada", Choice(), 9)[-1].delivery["b"] == "delivered"


def test_an_erasure_reaches_what_waits_and_says_what_it_does_not_reach(world):
    put(world.journal, *(row(number, sinks=("a", "b")) for number in (1, 2, 3, 4)), row(5, "bob"))
    world.journal.ack("a", 2)
    world.journal.ack("b", 3, [(3, "refused for its canary")])
    told = world.records.outlook("ada", Choice())
    answer = world.records.erase("ada", Choice(), NOW)
    assert (told["total"], told["reach"]) == (answer["deleted"], answer["reach"])
    assert (answer["deleted"], answer["reach"]) == (
        4,
        [
            {"destination": "journal", "erasure": "deleted", "records": 4},
            {"destination": "a", "erasure": "cancelled", "records": 2},
            {"destination": "b", "erasure": "cancelled", "records": 1},
            {"destination": "a", "erasure": "on-request", "records": 2},
            {"destination": "b", "erasure": "no", "records": 2},
        ],
    )
    assert [one.capsule["id"] for one in world.journal.read("a", 9)[0]] == ["id-5"]
    assert b"refused for its canary" not in raw(world.folder)
    (receipt,) = world.records.receipts("ada")
    assert receipt == {"receipt": answer["receipt"], "time": NOW, "asked": {"all": True}} | {
        key: answer[key] for key in ("deleted", "reach")
    }
    assert world.records.receipts("bob") == []


def test_what_a_sink_was_handed_counts_as_sent_until_the_sink_says_otherwise(world):
    put(world.journal, row(1), row(2), row(3))
    world.journal.read("a", 2)
    reach = world.records.erase("ada", Choice(), NOW)["reach"]
    assert {"destination": "a", "erasure": "on-request", "records": 2} in reach
    assert {"destination": "a", "erasure": "cancelled", "records": 1} in reach


def test_records_are_counted_by_day_and_kind(world):
    noon = 12 * 3600.0
    at = (noon, noon + 1, noon + 86400)
    put(world.journal, *(row(number, received=received) for number, received in enumerate(at)))
    put(world.journal, row(8, name=THEIRS, received=noon), row(9, "bob", received=noon))
    told = world.records.outlook("ada", Choice())
    assert [(one["day"], one["schema_id"], one["records"]) for one in told["days"]] == [
        ("1970-01-01", OURS, 2),
        ("1970-01-01", THEIRS, 1),
        ("1970-01-02", OURS, 1),
    ]
    assert told["total"] == 4
    assert world.records.outlook("ada", Choice(OURS, since=noon + 2))["total"] == 1
    assert world.records.outlook("carol", Choice()) == {"total": 0, "days": [], "reach": []}


def test_an_erasure_comes_after_what_was_appended_before_it(world):
    waiting = [world.journal.append(lambda number=number: [row(number)], 1) for number in range(50)]
    assert world.records.erase("ada", Choice(), NOW)["deleted"] == 50
    wait(waiting)
    assert world.records.newest("ada", Choice(), 9) == []


def test_files_of_ended_servers_are_reached_and_those_of_running_ones_are_told(world):
    ended, running = world.another(), world.another()
    put(ended, row(1, text="canary-of-the-ended"))
    put(running, row(2), row(3, "bob"))
    put(world.journal, row(4))
    ended.close()
    answer = world.records.erase("ada", Choice(), NOW)
    assert answer["deleted"] == 2
    assert {"destination": "journal", "erasure": "deleted", "records": 2} in answer["reach"]
    assert {"destination": "journal", "erasure": "held", "records": 1} in answer["reach"]
    assert numbers(world.records.newest("ada", Choice(), 9)) == [2]
    assert b"canary-of-the-ended" not in raw(world.folder)
    running.close()
    assert world.records.erase("ada", Choice(), NOW)["deleted"] == 1


@pytest.mark.parametrize("seed", range(6))
def test_nothing_of_what_was_erased_is_left_in_the_bytes(world, seed):
    """Kind after kind, in sizes that make SQLite move rows from page to page and leave copies of them behind."""
    chance = random.Random(seed)
    texts = [f"<canary-{number}>" + "x" * chance.choice([0, 886, 2886]) + f"<canary-{number}>" for number in range(300)]
    kinds = [f"https://example.org/{chance.randrange(4)}" for _ in texts]
    put(world.journal, *(row(number, name=kinds[number], text=text) for number, text in enumerate(texts)))
    for kind in sorted(set(kinds)):
        gone = {number for number in range(300) if kinds[number] <= kind}
        assert world.records.erase("ada", Choice(kind), NOW)["deleted"] == kinds.count(kind)
        left = raw(world.folder)
        assert [number for number in gone if f"<canary-{number}>".encode() in left] == []


def test_a_reader_that_keeps_old_bytes_is_told_and_they_go_when_it_is_done(world):
    put(world.journal, row(1, text="canary-in-the-log"), row(2, "bob"))
    reader = sqlite3.connect(world.folder / "journal-1.sqlite")
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM events").fetchone() == (2,)
    world.journal._connection.database.execute("PRAGMA busy_timeout = 0")
    answer = world.records.erase("ada", Choice(), NOW)
    assert answer["reach"][0] == {"destination": "journal", "erasure": "lingering", "records": 1}
    assert b"canary-in-the-log" in raw(world.folder)
    reader.rollback()
    reader.close()
    world.journal.close()
    assert b"canary-in-the-log" not in raw(world.folder)


def test_an_archive_of_many_records_is_made_in_small_pieces(world, monkeypatch):
    """What is held at a time is a page of records and the bytes that it comes to, however many there are."""
    put(world.journal, *(row(number, text="x" * 1000) for number in range(5000)))
    most = []
    monkeypatch.setattr(
        world.records, "newest", lambda *asked, read=world.records.newest: most.append(read(*asked)) or most[-1]
    )
    known = SimpleNamespace(
        consents=SimpleNamespace(kept=lambda _: (0, [])), schemas=lambda _: [], registered=lambda _: []
    )
    pieces = list(archive(known, world.records, "ada", Choice()))
    assert max(map(len, most)) == PAGE
    assert max(map(len, pieces)) < 100_000
    lines = zipfile.ZipFile(io.BytesIO(b"".join(pieces))).read("records.jsonl").splitlines()
    assert [json.loads(line)["capsule"]["data"]["n"] for line in lines] == [*range(4999, -1, -1)]


def test_where_no_file_is_there_is_nothing_and_nothing_is_made(tmp_path):
    def no_code(_):
        raise AssertionError("a code needs a key, and a key a file")

    journal = SqliteJournal(tmp_path / "journal", (), lambda: None)
    records = Records(tmp_path / "journal", no_code, journal, [])
    assert records.newest("ada", Choice(), 9) == []
    assert records.summary("ada", Choice()) == (0, None, None)
    assert records.erase("ada", Choice(), NOW) == {"deleted": 0, "reach": [], "receipt": None}
    assert records.receipts("ada") == []
    assert not (tmp_path / "journal").exists()


def test_a_selection_is_of_one_person_always():
    condition, values = Selection(b"me").where()
    assert (condition, values) == ("subject = ?", [b"me"])


class ByHeader(IdentityProvider):
    """Knows people, by a header that only this test's provider believes."""

    def get_user(self, handler):
        name = handler.request.headers.get("X-Test-User")
        return User(username=name) if name else None

    def is_token_authenticated(self, handler):
        return True


@pytest.fixture
def settings():
    return {}


@pytest.fixture
def jp_server_config(tmp_path, settings):
    return {
        "ServerApp": {"jpserver_extensions": {"jupyter_eventlog": True}, "identity_provider_class": ByHeader},
        "EventLog": {
            "allowed_schemas": {COMMAND: {"level": "technical"}},
            "journal_dir": str(tmp_path / "journal"),
            **settings,
        },
    }


@pytest.fixture
def ask(jp_fetch, jp_serverapp):
    async def one(person, path, body=None, method=None, whole=False, **params):
        method = method or ("GET" if body is None else "POST")
        headers = {"Content-Type": "application/json", "X-Test-User": person}
        text = None if body is None else json.dumps(body)
        try:
            answer = await jp_fetch(
                *("api/eventlog/" + path).split("/"),
                method=method,
                body=text,
                headers=headers,
                params=params,
                allow_nonstandard_methods=True,
            )
        except HTTPClientError as error:
            return error.code, json.loads(error.response.body)
        return answer.code, answer if whole else json.loads(answer.body)

    yield one
    jp_serverapp.web_app.settings["eventlog"].close()


@pytest.fixture
def emit(ask):
    """Have a person say yes and send events; each is of a command of its own."""

    async def one(person, *commands):
        _, policy = await ask(person, "policy")
        shown = {COMMAND: policy["disclosures"][COMMAND]["digest"]}
        await ask(person, "consent", {"answers": [{"answer": "yes", "target": COMMAND, "shown": shown}]}, "PUT")
        data = [{"command_id": one, "trigger": "menu", "outcome": "succeeded"} for one in commands]
        events = [{"schema_id": COMMAND, "version": "1", "data": one} for one in data]
        code, answer = await ask(person, "events", events)
        assert (code, {one["status"] for one in answer["results"]}) == (200, {"stored"})

    return one


def commands(answer):
    return [one["capsule"]["data"]["command_id"] for one in answer["records"]]


async def test_a_person_sees_and_erases_their_own_records_and_nobody_elses(ask, emit):
    await emit("ada", "a:1", "a:2", "a:3")
    await emit("bob", "b:1")
    _, first = await ask("ada", "records", limit="2")
    assert commands(first) == ["a:3", "a:2"]
    assert first["total"] == 3
    assert first["oldest"] <= first["newest"]
    _, second = await ask("ada", "records", limit="2", before=first["next"])
    assert (commands(second), second["next"]) == (["a:1"], None)
    _, theirs = await ask("bob", "records", limit="2", before=first["next"])
    assert commands(theirs) == []
    code, answer = await ask("ada", "records", {"all": True}, "DELETE")
    assert (code, answer["deleted"]) == (200, 3)
    _, left = await ask("ada", "records")
    assert (left["records"], left["total"]) == ([], 0)
    assert (left["unreadable"], left["damaged"]) == ([], 0)
    assert [one["receipt"] for one in left["erasures"]] == [answer["receipt"]]
    _, theirs = await ask("bob", "records")
    assert (commands(theirs), theirs["erasures"]) == (["b:1"], [])


async def test_capsules_are_shown_to_the_byte(ask, emit, tmp_path):
    await emit("ada", "a:1")
    _, answer = await ask("ada", "records", whole=True)
    with sqlite3.connect(tmp_path / "journal" / "journal-1.sqlite") as database:
        ((stored,),) = database.execute("SELECT capsule FROM events").fetchall()
    assert stored.encode() in answer.body


async def test_an_erasure_by_address(ask, emit):
    await emit("ada", "a:1")
    assert (await ask("ada", "records", method="DELETE", schema_id="https://example.org/x"))[1]["deleted"] == 0
    assert (await ask("ada", "records", method="DELETE", schema_id=COMMAND))[1]["deleted"] == 1


async def test_an_archive_holds_records_meanings_and_answers(ask, emit):
    await emit("ada", "a:1", "a:2")
    await emit("bob", "b:1")
    code, answer = await ask("ada", "records/export", whole=True)
    assert (code, answer.headers["Content-Type"]) == (200, "application/zip")
    archive = zipfile.ZipFile(io.BytesIO(answer.body))
    assert archive.testzip() is None
    lines = [json.loads(line) for line in archive.read("records.jsonl").splitlines()]
    assert [line["capsule"]["data"]["command_id"] for line in lines] == ["a:2", "a:1"]
    dictionary = json.loads(archive.read("dictionary.json"))
    fields = dictionary["kinds"][COMMAND]["versions"]["1"]["properties"]
    assert fields.keys() == {"command_id", "outcome"}
    assert all(said["description"] for said in fields.values())
    assert set().union(*(line["capsule"] for line in lines)) - {"specversion"} <= dictionary["envelope"].keys()
    (said,) = json.loads(archive.read("consents.json"))["answers"]
    assert (said["answer"], said["actor"]) == ("yes", "ada")
    assert said["shown"][COMMAND] in json.loads(archive.read("consents.json"))["disclosures"]
    assert json.loads(archive.read("manifest.json")) == {"records": 2, "unreadable": [], "damaged": 0}
    assert b"bob" not in b"".join(archive.read(name) for name in archive.namelist())


class TestNobody:
    @pytest.fixture
    def settings(self):
        return {"shared": True}

    @pytest.fixture
    def jp_server_config(self, jp_server_config):
        jp_server_config["ServerApp"].pop("identity_provider_class")
        return jp_server_config

    async def test_whom_nobody_knows_has_no_records(self, ask):
        for path, method in (("records", "GET"), ("records", "DELETE"), ("records/export", "GET")):
            code, answer = await ask("ada", path, method=method)
            assert (code, answer["reason"]) == (403, "nobody")


class TestUnlinked:
    @pytest.fixture
    def settings(self):
        return {"subject_index": False}

    async def test_without_a_code_nobody_can_tell_whose_records_are(self, ask, emit):
        await emit("ada", "a:1")
        for path, method in (("records", "GET"), ("records", "DELETE"), ("records/export", "GET")):
            code, answer = await ask("ada", path, method=method, all="true")
            assert (code, answer["reason"]) == (409, "not-linked")

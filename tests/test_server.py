"""The REST interface in a real Jupyter Server, in process: who may ask, what is answered, what is stored."""

import gzip
import json
import sqlite3
import tracemalloc

import pytest
from tornado.httpclient import HTTPClientError
from tornado.web import create_signed_value

from jupyter_eventlog.server.body import MAX_BYTES, read_batch
from jupyter_eventlog.status import RequestError

COMMAND = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
GOOD = {"command_id": "notebook:run-cell", "trigger": "keyboard", "outcome": "succeeded"}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "journal"


@pytest.fixture
def jp_server_config(folder, tmp_path):
    return {
        "ServerApp": {"jpserver_extensions": {"jupyter_eventlog": True}},
        "EventLog": {
            "allowed_schemas": {COMMAND: {"level": "technical"}},
            "journal_dir": str(folder),
            "sinks": {"lines": {"class": "file", "path": str(tmp_path / "lines.jsonl")}},
        },
    }


@pytest.fixture
def ask(jp_fetch, eventlog):
    """Ask for a resource; the status and the answer, whether it is a refusal or not."""

    async def one(path, body=None, method=None, **options):
        method = method or ("GET" if body is None else "POST")
        text = body if isinstance(body, bytes | str | None) else json.dumps(body)
        headers = {"Content-Type": "application/json", **options.pop("headers", {})}
        try:
            answer = await jp_fetch("api", "eventlog", path, method=method, body=text, headers=headers, **options)
        except HTTPClientError as error:
            return error.code, json.loads(error.response.body)
        return answer.code, json.loads(answer.body)

    return one


@pytest.fixture
def agree(ask):
    async def one(answer="yes"):
        _, policy = await ask("policy")
        shown = {COMMAND: policy["disclosures"][COMMAND]["digest"]}
        said = {"answer": answer, "target": COMMAND, "shown": shown}
        return await ask("consent", {"answers": [said], "surface": "panel"}, method="PUT")

    return one


def event(data=GOOD, **more):
    return {"schema_id": COMMAND, "version": "1", "data": data, **more}


def stored(folder):
    found = []
    for file in sorted(folder.glob("journal-*.sqlite")):
        database = sqlite3.connect(file)
        found += [json.loads(capsule) for (capsule,) in database.execute("SELECT capsule FROM events ORDER BY place")]
        database.close()
    return found


async def test_an_event_with_a_yes_is_stored_filtered(ask, agree, folder):
    await agree()
    sent = event(time="2026-11-24T10:00:00.000000Z", session="s1", sequence=1)
    assert await ask("events", sent) == (200, {"results": [{"status": "stored"}]})
    (capsule,) = stored(folder)
    assert capsule["data"] == {"command_id": "notebook:run-cell", "outcome": "succeeded"}
    assert capsule["redacted"] == ["trigger"]
    assert capsule["type"] == COMMAND
    assert capsule["dataschema"] == f"{COMMAND}/v1"
    assert (capsule["origin"], capsule["basis"]) == ("frontend", "opt-in")
    assert capsule["time"] == "2026-11-24T10:00:00.000000Z"
    assert capsule["source"].startswith("urn:uuid:")
    assert capsule["session"] != "s1"
    assert "user" not in capsule


async def test_without_an_answer_nothing_is_stored_or_made(ask, folder):
    assert await ask("events", event()) == (200, {"results": [{"status": "no-consent"}]})
    assert not folder.exists()


async def test_without_credentials_nothing_is_answered(http_server_client, jp_base_url, eventlog, folder):
    for path, method in (("events", "POST"), ("policy", "GET"), ("consent", "GET"), ("consent", "PUT"), ("", "GET")):
        with pytest.raises(HTTPClientError) as refused:
            await http_server_client.fetch(
                f"{jp_base_url}api/eventlog/{path}", method=method, body=None if method == "GET" else "{}", headers={}
            )
        assert refused.value.code == 403
    assert not folder.exists()


async def test_a_cookie_without_its_xsrf_token_is_refused(jp_serverapp, http_server_client, jp_base_url, eventlog):
    handler = jp_serverapp.identity_provider
    name = handler.cookie_name or f"username-127-0-0-1-{jp_serverapp.port}"
    secret = jp_serverapp.web_app.settings["cookie_secret"]
    user = json.dumps({"username": "me", "name": "me", "display_name": "me", "initials": None, "color": None})
    cookie = create_signed_value(secret, name, user).decode()
    assert name
    with pytest.raises(HTTPClientError) as refused:
        await http_server_client.fetch(
            f"{jp_base_url}api/eventlog/events",
            method="POST",
            body=json.dumps(event()),
            headers={"Cookie": f'{name}="{cookie}"', "Content-Type": "application/json"},
        )
    assert refused.value.code == 403
    assert "_xsrf" in json.loads(refused.value.response.body)["message"]


@pytest.mark.parametrize(
    ("body", "headers", "status", "reason"),
    [
        ("{not json", {}, 400, "not-json"),
        ("", {}, 400, "not-json"),
        ('"text"', {}, 400, "shape"),
        ('{"events": 1}', {}, 400, "shape"),
        ("{}\n{", {"Content-Type": "application/x-ndjson"}, 400, "not-json"),
        ("[]", {"Content-Type": "text/plain"}, 415, "type"),
        ("[]", {"Content-Encoding": "br"}, 415, "encoding"),
        ("[]", {"Content-Encoding": "gzip"}, 400, "gzip"),
        ("[" + " " * 1024 * 1024 + "]", {}, 413, "size"),
        ("[" + "1," * 1000 + "1]", {}, 413, "count"),
    ],
)
async def test_a_request_that_cannot_be_read_is_refused_as_a_whole(ask, agree, folder, body, headers, status, reason):
    await agree()
    code, answer = await ask("events", body, headers=headers)
    assert (code, answer["reason"]) == (status, reason)
    assert answer["message"].endswith(".")
    assert stored(folder) == []


async def test_a_gzip_bomb_is_refused(ask, agree):
    await agree()
    code, answer = await ask("events", gzip.compress(b" " * 50_000_000), headers={"Content-Encoding": "gzip"})
    assert (code, answer["reason"]) == (413, "size")


# The second kind would pass for small where each member had a limit of its own.
@pytest.mark.parametrize(
    "body", [gzip.compress(b" " * 200_000_000), gzip.compress(b" " * 600_000) * 300], ids=["one", "many"]
)
def test_no_more_of_a_gzip_bomb_is_unpacked_than_shows_that_it_is_one(body):
    tracemalloc.start()
    try:
        with pytest.raises(RequestError) as refused:
            read_batch(body, "application/json", "gzip")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (refused.value.status, refused.value.reason) == (413, "size")
    assert most < 4 * MAX_BYTES


async def test_a_mixed_batch_is_answered_in_order(ask, agree, folder):
    await agree()
    batch = [
        event(session="s", sequence=1),
        {"schema_id": "https://example.org/unknown", "version": "1", "data": {}},
        event({**GOOD, "trigger": "telepathy"}),
        "text",
        event(version=9),
        event(session="s", sequence=1),
        event(session="no spaces"),
        event(time="yesterday"),
        event(extra=1),
        event({"command_id": "\ud800", "trigger": "menu", "outcome": "failed"}),
        event(session="s", sequence=2),
    ]
    code, answer = await ask("events", {"events": batch})
    assert code == 200
    assert [one["status"] for one in answer["results"]] == [
        "stored",
        "not-allowed",
        "invalid",
        "invalid",
        "invalid",
        "duplicate",
        "invalid",
        "invalid",
        "invalid",
        "invalid",
        "stored",
    ]
    assert answer["results"][2]["error"] == "does not fit #/properties/trigger/enum"
    assert answer["results"][6]["error"].startswith("session: ")
    assert answer["results"][7]["error"].startswith("time: ")
    assert "telepathy" not in json.dumps(answer)
    assert len(stored(folder)) == 2


async def test_a_version_that_nobody_registered_is_named(ask, agree):
    await agree()
    _, answer = await ask("events", event(version=9))
    assert answer["results"] == [{"status": "invalid", "error": "version: nobody registered this version"}]


async def test_a_batch_may_be_repeated(ask, agree, folder):
    await agree()
    batch = [event(session="s", sequence=number) for number in (1, 2, 3)]
    unnumbered = event(id="01234567-89ab-7def-8123-456789abcdef")
    for status in ("stored", "duplicate"):
        _, answer = await ask("events", [*batch, unnumbered])
        assert {one["status"] for one in answer["results"]} == {status}
    assert len(stored(folder)) == 4


async def test_lines_and_gzip(ask, agree, folder):
    await agree()
    lines = "\n".join(json.dumps(event()) for _ in range(3)) + "\n"
    headers = {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"}
    code, answer = await ask("events", gzip.compress(lines.encode()), headers=headers)
    assert (code, len(answer["results"])) == (200, 3)
    assert len(stored(folder)) == 3


async def test_a_gzip_body_may_have_several_members(ask, agree, folder):
    await agree()
    members = [gzip.compress(json.dumps(event()).encode() + b"\n") for _ in range(3)]
    headers = {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"}
    code, answer = await ask("events", b"".join(members), headers=headers)
    assert (code, len(answer["results"])) == (200, 3)
    assert len(stored(folder)) == 3


@pytest.mark.parametrize(
    ("more", "status", "reason"),
    [
        (b"rubbish", 400, "gzip"),
        (gzip.compress(b"[]")[:-4], 400, "gzip"),
        (gzip.compress(b" " * 1024 * 1024), 413, "size"),
    ],
    ids=["rubbish", "cut short", "too much"],
)
async def test_what_follows_a_gzip_member_counts_too(ask, agree, folder, more, status, reason):
    await agree()
    body = gzip.compress(json.dumps([event()]).encode()) + more
    code, answer = await ask("events", body, headers={"Content-Encoding": "gzip"})
    assert (code, answer["reason"]) == (status, reason)
    assert stored(folder) == []


async def test_a_no_counts_from_the_next_event(ask, agree, folder):
    await agree()
    await ask("events", event())
    code, view = await agree("no")
    assert (code, view["kinds"][COMMAND]["status"]) == (200, "off")
    assert await ask("events", event()) == (200, {"results": [{"status": "no-consent"}]})
    assert len(stored(folder)) == 1


async def test_a_yes_to_something_else_is_refused(ask):
    said = {"answer": "yes", "target": COMMAND, "shown": {COMMAND: "0" * 32}}
    code, answer = await ask("consent", {"answers": [said], "surface": "toast"}, method="PUT")
    assert (code, answer["reason"]) == (409, "stale")
    _, view = await ask("consent")
    assert view["kinds"][COMMAND]["status"] == "asked"


async def test_a_receipt_holds_the_words_that_were_read(ask, agree):
    await agree()
    await agree("no")
    _, found = await ask("consent/receipts")
    first, second = found["receipts"]
    assert (first["answer"], first["scope"], first["surface"]) == ("yes", {"kind": "schema", "id": COMMAND}, "panel")
    assert first["text"].startswith("Nothing is being collected. An operator who has not given a name is asking you.")
    assert "- Command name: as it is." in first["text"]
    assert second["previous"] == first["id"]
    assert second["text"].startswith("1 kind of activity is being recorded")
    assert f"> {first['text'].splitlines()[0]}" in first["readable"]


@pytest.mark.parametrize(
    "body",
    [
        "{",
        [],
        {"answers": []},
        {"answers": ["no"]},
        {"answers": [{"target": COMMAND, "answer": "maybe"}]},
        {"answers": [{"target": COMMAND, "answer": "yes"}]},
        {"answers": [{"target": COMMAND, "answer": "yes", "shown": {"https://example.org/b": "00"}}]},
        {"answers": [{"target": COMMAND, "answer": "yes", "shown": {COMMAND: 0}}]},
        {"answers": [{"target": COMMAND, "answer": "closed"}]},
        {"answers": [{"answer": "no"}]},
        {"answers": [{"scope": "all", "target": COMMAND, "answer": "no"}]},
        {"answers": [{"scope": "some", "target": COMMAND, "answer": "no"}]},
        {"answers": [{"target": "https://example.org/unknown", "answer": "no"}]},
        {"answers": [{"scope": "purpose", "target": "none", "answer": "no"}]},
        {"answers": [{"target": COMMAND, "answer": "no"}], "surface": "dream"},
        {"answers": [{"target": COMMAND, "answer": "no"}], "language": "x" * 300},
    ],
)
async def test_an_answer_that_cannot_be_read_is_refused(ask, body, folder):
    code, answer = await ask("consent", body, method="PUT")
    assert code == 400
    assert answer["message"]
    assert not folder.exists()


async def test_the_policy_view_holds_no_option_of_a_sink(ask, tmp_path):
    _, policy = await ask("policy")
    assert str(tmp_path) not in json.dumps(policy)
    assert [one["name"] for one in policy["destinations"]] == ["journal", "lines"]
    assert [schema["$id"] for schema in policy["schemas"]] == [COMMAND]


async def test_the_status_counts(ask, agree):
    await agree()
    await ask("events", [event(), {"schema_id": "https://example.org/<b>", "version": "1", "data": {}}])
    _, status = await ask("")
    assert status["state"] == "configured"
    assert status["counters"] == {"(not listed)": {"not-allowed": 1}, COMMAND: {"stored": 1}}
    assert status["sinks"][0]["name"] == "lines"


async def test_files_are_their_owners_alone(ask, agree, folder):
    await agree()
    await ask("events", event())
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}


async def test_what_the_page_carries(jp_serverapp, eventlog):
    page = jp_serverapp.web_app.settings["page_config_data"]["eventlog"]
    assert page == {"enabled": True, "digest": eventlog.policy.digest}


async def test_a_journal_that_cannot_be_written_is_503_and_nothing_is_lost_by_repeating(ask, agree, folder):
    await agree()
    # A folder where the file should be stops SQLite, root's too.
    (folder / "journal-1.sqlite").mkdir()
    code, answer = await ask("events", event(session="s", sequence=1))
    assert (code, answer["reason"]) == (503, "journal")
    (folder / "journal-1.sqlite").rmdir()
    assert await ask("events", event(session="s", sequence=1)) == (200, {"results": [{"status": "stored"}]})


async def test_an_answer_that_cannot_be_kept_is_not_given(ask, agree, folder):
    folder.mkdir()
    (folder / "consents.sqlite").mkdir()
    code, _ = await agree()
    assert code == 503

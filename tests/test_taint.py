"""What policy removes or hashes, and what nobody declared, is nowhere: not in a file, a sink, a log or an answer."""

import asyncio
import json
import logging
import random

import pytest
from prometheus_client import REGISTRY, generate_latest
from tornado.httpclient import HTTPClientError

SCHEMA = "https://example.org/schemas/tainted"
CANARIES = 1000
DOCUMENT = {
    "$id": SCHEMA,
    "version": 1,
    "title": "Tainted",
    "description": "Has a place for everything.",
    "type": "object",
    "properties": {
        "kept": {"type": "string", "description": "Stays.", "categories": ["unrestricted"]},
        "removed": {"description": "Goes.", "categories": ["user-content"]},
        "hashed": {"type": "string", "description": "Becomes a code.", "categories": ["user-content"]},
        "cut": {"type": "string", "description": "Is cut.", "categories": ["user-content"]},
        "nested": {
            "type": "object",
            "description": "Has parts.",
            "properties": {
                "kept": {"type": "string", "description": "Stays.", "categories": ["unrestricted"]},
                "removed": {"type": "string", "description": "Goes.", "categories": ["user-content"]},
            },
        },
        "choice": {"enum": ["a", "b"], "description": "One of two.", "categories": ["unrestricted"]},
    },
}
ENTRY = {
    "allowed_categories": ["unrestricted"],
    "allowed_properties": ["hashed", "cut", "nested.kept"],
    "obfuscate": {"hashed": "hash", "cut": "truncate:3"},
}


@pytest.fixture
def jp_server_config(tmp_path):
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "tainted.json").write_text(json.dumps(DOCUMENT))
    return {
        "ServerApp": {"jpserver_extensions": {"jupyter_eventlog": True}, "log_level": "DEBUG"},
        "EventLog": {
            "allowed_schemas": {SCHEMA: ENTRY},
            "schema_paths": [str(tmp_path / "schemas")],
            "journal_dir": str(tmp_path / "journal"),
            "sinks": {"lines": {"class": "file", "path": str(tmp_path / "lines.jsonl")}},
        },
    }


@pytest.fixture
def ask(jp_fetch, eventlog):
    """Ask, and keep all that was answered: status, headers and body."""
    heard = []

    async def one(path, body=None, method=None, headers=None, **params):
        method = method or ("GET" if body is None else "POST")
        text = body if isinstance(body, bytes | str | None) else json.dumps(body)
        try:
            answer = await jp_fetch(
                *("api/eventlog/" + path).split("/"),
                method=method,
                body=text,
                headers={"Content-Type": "application/json", **(headers or {})},
                params=params,
                allow_nonstandard_methods=True,
            )
        except HTTPClientError as error:
            answer = error.response
        heard.append(f"{answer.code} {answer.reason} {[*answer.headers.get_all()]}".encode() + answer.body)
        return answer

    one.heard = heard
    return one


@pytest.fixture
def agree(ask):
    async def one():
        policy = json.loads((await ask("policy")).body)
        shown = {SCHEMA: policy["disclosures"][SCHEMA]["digest"]}
        answer = await ask("consent", {"answers": [{"answer": "yes", "target": SCHEMA, "shown": shown}]}, "PUT")
        assert answer.code == 200

    return one


def canary(number):
    return f"CaNaRy{number:04d}eNd"


def tainted(number):
    """An event with a canary in a place that nothing of it may leave, and whether it is stored at all."""
    word = canary(number)
    data = [
        {"removed": word},
        {"removed": {word: [word]}},
        {"hashed": word},
        {"cut": "abc" + word},
        {"nested": {"removed": word}},
        {"nested": {"removed": "x", word: word}},
        {word: word},
        {"undeclared": {"deep": [word]}},
        {"choice": word},
        {"kept": {word: word}},
        {"kept": [word]},
        {"nested": {"kept": 1, word: word}},
        word,
    ]
    around = [
        {"session": f"no spaces {word}"},
        {"time": word},
        {"id": word},
        {"version": word},
        {"schema_id": f"https://example.org/{word}"},
        {"redacted": [word]},
        {word: 1},
        {"session": word},
    ]
    whole = {"schema_id": SCHEMA, "version": "1", "data": {"kept": "plain"}}
    kind = number % (len(data) + len(around))
    return {**whole, "data": data[kind]} if kind < len(data) else {**whole, **around[kind - len(data)]}


def found_in(text):
    return sorted({number for number in range(CANARIES) if canary(number).encode() in text})


async def until(state):
    """Wait for a state of the sink's thread."""
    async with asyncio.timeout(60):
        while not state():
            await asyncio.sleep(0)


def disk(tmp_path):
    parts = [tmp_path / "journal", tmp_path / "lines.jsonl"]
    return b"".join(
        b"".join(file.read_bytes() for file in ([part] if part.is_file() else sorted(part.iterdir()))) for part in parts
    )


async def test_a_thousand_canaries_are_nowhere(ask, agree, eventlog, caplog, capfd, tmp_path):
    caplog.set_level(logging.DEBUG)
    await agree()
    statuses = set()
    for start in range(0, CANARIES, 100):
        answer = await ask("events", [tainted(number) for number in range(start, start + 100)])
        statuses |= {one["status"] for one in json.loads(answer.body)["results"]}
    assert statuses == {"stored", "invalid", "not-allowed"}
    chance = random.Random(20261124)
    for number in chance.sample(range(CANARIES), 60):
        word = canary(number)
        eventlog.emit(SCHEMA, 1, {"removed": word, word: word, "hashed": word})
        eventlog.emit(SCHEMA, 1, {"choice": word})
        await ask("events", f'{{"schema_id": "{word}')
        await ask("events", {"events": [], word: word})
        await ask("events", {"events": [], "report": [{"session": word, "ranges": [], "reason": word}]})
        await ask("events", word, headers={"Content-Encoding": word})
        await ask("events", word, headers={"Content-Type": f"text/{word}"})
        await ask("consent", {"answers": [{"answer": word, "target": word, "shown": {word: word}}]}, "PUT")
        await ask("consent", {"answers": [{"answer": "no", "target": word}]}, "PUT")
        await ask("records", {"schema_id": word}, "DELETE", headers={"X-Own": word})
        await ask("records", {word: word}, "DELETE")
        await ask("records", body=json.dumps({"before": word}), method="PATCH")
        await ask("policy", headers={"X-Own": word, "Sec-GPC": word, "User-Agent": word})
    journal = eventlog.journal
    await until(lambda: journal.pending("lines") == 0)
    for path in ("", "policy", "consent", "records", "schemas"):
        await ask(path)
    assert found_in(b"".join(ask.heard)) == []
    assert found_in(generate_latest(REGISTRY)) == []
    assert found_in("\n".join(record.getMessage() for record in caplog.records).encode()) == []
    assert found_in(b"".join(map(str.encode, capfd.readouterr()))) == []
    assert b"plain" in disk(tmp_path), "what may be kept is there, so the bytes that were read are the right ones"
    assert found_in(disk(tmp_path)) == []


async def test_erased_canaries_are_in_no_byte_of_the_journal(ask, agree, eventlog, tmp_path):
    await agree()
    for start in range(0, CANARIES, 100):
        events = [
            {"schema_id": SCHEMA, "version": "1", "data": {"kept": canary(number)}}
            for number in range(start, start + 100)
        ]
        assert b"invalid" not in (await ask("events", events)).body
    before = b"".join(file.read_bytes() for file in sorted((tmp_path / "journal").iterdir()))
    # One that lies across two pages of the file is not seen.
    assert len(found_in(before)) > CANARIES * 0.95
    answer = json.loads((await ask("records", {"all": True}, "DELETE")).body)
    assert answer["deleted"] == CANARIES
    after = b"".join(file.read_bytes() for file in sorted((tmp_path / "journal").iterdir()))
    assert found_in(after) == []

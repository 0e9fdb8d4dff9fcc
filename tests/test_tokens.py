"""Tokens: what they let a program do, that they let it do nothing else, and that their secrets stay secret."""

import json
import logging
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tornado.httpclient import HTTPClientError

from jupyter_eventlog import tokens as pure
from jupyter_eventlog.agreement import Reply
from jupyter_eventlog.callers import Caller, owner_name
from jupyter_eventlog.consents import Circumstance
from jupyter_eventlog.token_store import Tokens

COMMAND = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
GOOD = {"command_id": "notebook:run-cell", "trigger": "keyboard", "outcome": "succeeded"}
DAY = timedelta(days=1)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "journal"


@pytest.fixture
def store(folder):
    return Tokens(folder)


class TestStore:
    def test_nothing_is_on_the_disk_before_the_first_token(self, store, folder):
        assert store.verify("elog_0123456789abcdef_" + "x" * 43) is None
        assert store.list() == []
        assert store.revoke("0123456789abcdef") is False
        assert not folder.exists()

    def test_a_token_says_who_sends_what(self, store):
        token, text = store.create("ada", "kernel", DAY, [COMMAND])
        assert store.verify(text) == token
        assert token.caller() == Caller("ada", "kernel", principal=f"token:{token.id}", schemas=frozenset([COMMAND]))

    def test_another_process_of_the_folder_sees_it_at_once(self, store, folder):
        other = Tokens(folder)
        token, text = store.create(None, "service", DAY)
        assert other.verify(text) == token
        assert other.revoke(token.id) is True
        assert store.verify(text) is None
        assert store.list() == []

    def test_it_ends(self, folder):
        clock = [datetime(2026, 11, 24, tzinfo=UTC)]
        store = Tokens(folder, lambda: clock[0])
        token, text = store.create("ada", "kernel", DAY)
        clock[0] += DAY - timedelta(seconds=1)
        assert store.verify(text) == token
        clock[0] += timedelta(seconds=1)
        assert store.verify(text) is None
        store.create("ada", "kernel", DAY)
        assert token.id not in [one.id for one in store.list()]

    def test_a_secret_is_of_one_token_alone(self, store):
        (one, first), (_, second) = store.create("ada", "kernel", DAY), store.create("bob", "kernel", DAY)
        secret = pure.parts(second)[1]
        assert store.verify(f"elog_{one.id}_{secret}") is None
        for text in ("", "x", first[:-1], first + "x", first[:-1] + ("a" if first[-1] != "a" else "b")):
            assert store.verify(text) is None

    def test_the_file_is_its_owners_and_holds_no_secret(self, store, folder):
        _, text = store.create("ada", "kernel", DAY)
        (file,) = folder.iterdir()
        assert file.stat().st_mode & 0o777 == 0o600
        assert folder.stat().st_mode & 0o777 == 0o700
        assert pure.parts(text)[1].encode() not in file.read_bytes()

    def test_secrets_are_compared_in_constant_time(self, store, monkeypatch):
        compared = []
        monkeypatch.setattr(pure.hmac, "compare_digest", lambda one, other: compared.append((one, other)) or False)
        _, text = store.create("ada", "kernel", DAY)
        # What alone decides is the comparison: where it says no, the right secret is refused.
        assert store.verify(text) is None
        assert [len(one) for one in compared[0]] == [32, 32]
        # A wrong one is not refused any sooner.
        secret = pure.parts(text)[1]
        assert store.verify(text.replace(secret, secret[::-1])) is None
        assert [len(one) for one in compared[1]] == [32, 32]


@pytest.fixture
def jp_server_config(folder):
    return {
        "ServerApp": {"jpserver_extensions": {"jupyter_eventlog": True}},
        "EventLog": {"allowed_schemas": {COMMAND: {"level": "technical"}}, "journal_dir": str(folder)},
    }


@pytest.fixture
def ask(http_server_client, jp_base_url, eventlog):
    """Ask without any credential but those in `headers`."""

    async def one(path="events", body=None, method="POST", **headers):
        text = None if method == "GET" else json.dumps([] if body is None else body)
        headers = {"Content-Type": "application/json", **headers}
        try:
            answer = await http_server_client.fetch(
                f"{jp_base_url}{path if path.startswith('api') else 'api/eventlog/' + path}",
                method=method,
                body=text,
                headers=headers,
                allow_nonstandard_methods=True,
            )
        except HTTPClientError as error:
            return error.code, error.response
        return answer.code, answer

    return one


@pytest.fixture
def agreed(eventlog):
    digest, _ = eventlog.agreement.disclosure(COMMAND)
    reply = Reply("yes", "schema", COMMAND, {COMMAND: digest})
    eventlog.agreement.answer(owner_name(), [reply], Circumstance(actor=owner_name(), surface="api"))


def event(**more):
    return {"schema_id": COMMAND, "version": "1", "data": GOOD, **more}


def bearer(text):
    return {"Authorization": f"EventLog {text}"}


def capsules(folder):
    found = []
    for file in folder.glob("journal-*.sqlite"):
        with sqlite3.connect(file) as database:
            found += [json.loads(row[0]) for row in database.execute("SELECT capsule FROM events ORDER BY place")]
    return found


async def statuses(ask, text, *events, **headers):
    code, answer = await ask(body=list(events), **bearer(text), **headers)
    assert code == 200
    return [one["status"] for one in json.loads(answer.body)["results"]]


async def test_a_token_sends_events_without_login_and_xsrf(ask, agreed, eventlog, folder):
    _, text = eventlog.tokens.create(owner_name(), "service", DAY)
    assert await statuses(ask, text, event()) == ["stored"]
    assert [one["origin"] for one in capsules(folder)] == ["service"]


async def test_the_consent_of_its_subject_counts(ask, agreed, eventlog):
    for subject in ("somebody-else", None):
        _, text = eventlog.tokens.create(subject, "service", DAY)
        assert await statuses(ask, text, event()) == ["no-consent"]


async def test_it_sends_what_it_was_made_for(ask, agreed, eventlog):
    _, text = eventlog.tokens.create(owner_name(), "service", DAY, ["https://example.org/other"])
    assert await statuses(ask, text, event()) == ["not-allowed"]
    _, text = eventlog.tokens.create(owner_name(), "service", DAY, [COMMAND])
    other = {**event(), "schema_id": "https://example.org/other"}
    assert await statuses(ask, text, event(), other) == ["stored", "not-allowed"]


async def test_repeats_are_told_apart_by_token(ask, agreed, eventlog):
    texts = [eventlog.tokens.create(owner_name(), "service", DAY)[1] for _ in range(2)]
    numbered = event(session="s", sequence=1)
    assert [await statuses(ask, text, numbered, numbered) for text in texts] == [["stored", "duplicate"]] * 2


async def test_one_that_does_not_count_is_told_so(ask, agreed, eventlog, folder):
    token, revoked = eventlog.tokens.create(owner_name(), "service", DAY)
    eventlog.tokens.revoke(token.id)
    _, expired = eventlog.tokens.create(owner_name(), "service", timedelta())
    for text in (revoked, expired, "elog_0123456789abcdef_" + "x" * 43, "nonsense"):
        code, answer = await ask(body=[event()], **bearer(text))
        assert (code, json.loads(answer.body)["reason"]) == (401, "token")
        assert answer.headers["WWW-Authenticate"] == "EventLog"
    assert capsules(folder) == []


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("", "GET"),
        ("policy", "GET"),
        ("consent", "GET"),
        ("consent", "PUT"),
        ("api/kernels", "GET"),
        ("api/kernels", "POST"),
        ("api/contents", "GET"),
        ("api/me", "GET"),
    ],
)
async def test_it_opens_nothing_else(ask, eventlog, path, method):
    _, text = eventlog.tokens.create(owner_name(), "service", DAY)
    code, _ = await ask(path, method=method, **bearer(text))
    assert code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
async def test_it_is_no_credential_for_another_method(ask, eventlog, method):
    _, text = eventlog.tokens.create(owner_name(), "service", DAY)
    code, _ = await ask(method=method, **bearer(text))
    assert code == 403


async def test_a_token_does_not_ride_in_jupyters_own_schemes(ask, eventlog):
    _, text = eventlog.tokens.create(owner_name(), "service", DAY)
    for scheme in ("token", "Bearer", "Basic"):
        code, _ = await ask(body=[event()], Authorization=f"{scheme} {text}")
        assert code == 403


async def test_a_page_of_another_origin_is_refused(ask, agreed, eventlog, folder):
    _, text = eventlog.tokens.create(owner_name(), "service", DAY)
    code, answer = await ask(body=[event()], **bearer(text), Origin="https://elsewhere.example")
    assert (code, json.loads(answer.body)["reason"]) == (403, "origin")
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert capsules(folder) == []


async def test_a_strange_host_is_refused(ask, eventlog):
    _, text = eventlog.tokens.create(owner_name(), "service", DAY)
    code, answer = await ask(body=[event()], **bearer(text), Host="rebound.example")
    assert (code, json.loads(answer.body)["reason"]) == (403, "host")


async def test_the_authorizer_has_its_say_about_the_person(ask, jp_serverapp, eventlog):
    asked = []
    jp_serverapp.web_app.settings["authorizer"].is_authorized = lambda _, user, action, resource: (
        asked.append((user.username, action, resource)) or False
    )
    _, text = eventlog.tokens.create("ada", "service", DAY)
    code, _ = await ask(body=[event()], **bearer(text))
    assert code == 403
    assert asked == [("ada", "write", "eventlog")]


async def test_the_secret_is_in_no_log_status_or_answer(ask, agreed, eventlog, jp_fetch, folder, caplog):
    caplog.set_level(logging.DEBUG)
    token, text = eventlog.tokens.create(owner_name(), "service", DAY)
    secret = pure.parts(text)[1]
    told = [await ask(body=[event()], **bearer(text)), await ask(body=7, **bearer(text))]
    told += [await ask("consent", method="GET", **bearer(text))]
    told += [await ask(body=[event()], Authorization=f"token {text}")]
    (folder / "journal-1.sqlite").unlink()
    eventlog.tokens.revoke(token.id)
    told += [await ask(body=[event()], **bearer(text))]
    status = await jp_fetch("api", "eventlog", "")
    assert secret not in status.body.decode() + "".join(answer.body.decode() for _, answer in told)
    assert [code for code, _ in told] == [200, 400, 403, 403, 401]
    assert secret not in caplog.text


def command(tmp_path, *arguments):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "jupyter_eventlog.cli",
            "tokens",
            *arguments,
            "--journal-dir",
            str(tmp_path / "journal"),
        ],
        env={
            "PYTHONPATH": str(Path(__file__).parent.parent),
            "JUPYTER_CONFIG_DIR": str(tmp_path),
            "HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_the_command_line(tmp_path, store):
    assert command(tmp_path) == (0, "No tokens.\n", "")
    code, out, said = command(tmp_path, "create", "--schema", COMMAND, "--expires", "12h")
    token = store.verify(out.strip())
    assert code == 0
    assert (token.origin, token.subject, token.schemas) == ("service", owner_name(), {COMMAND})
    assert token.expires - token.created == timedelta(hours=12)
    assert "This is shown once." in said
    assert f"The configuration does not allow {COMMAND}" in said
    made = json.loads(command(tmp_path, "create", "--origin", "frontend", "--json")[1])
    assert store.verify(made["token"]).origin == "frontend"
    listed = command(tmp_path, "list")[1]
    assert [line.split()[0] for line in listed.splitlines()] == [token.id, made["id"]]
    assert pure.parts(made["token"])[1] not in listed + json.dumps(json.loads(command(tmp_path, "--json")[1]))
    assert command(tmp_path, "revoke", token.id) == (0, f"{token.id}  revoked\n", "")
    assert store.verify(out.strip()) is None
    assert command(tmp_path, "revoke", token.id)[0] == 1
    assert command(tmp_path, "revoke")[0] == 1


def test_a_token_of_a_shared_server_is_nobodys(tmp_path, store):
    (tmp_path / "jupyter_server_config.py").write_text("c.EventLog.shared = True")
    assert store.verify(command(tmp_path, "create")[1].strip()).subject is None

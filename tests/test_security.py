"""What docs/security.md promises and no other test holds."""

import io
import json
import logging
import zipfile

import pytest
from jupyter_server.auth.identity import IdentityProvider, User
from prometheus_client import REGISTRY, generate_latest
from tornado.httpclient import HTTPClientError
from tornado.web import create_signed_value

COMMAND = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
HOSTILE = "https://example.org/schemas/hostile"
SCRIPT = "<script>alert(1)</script>"
KEY = "c0ffee" * 10
SECRET_PATH = "secret-file-name.jsonl"
EVENT = {
    "schema_id": COMMAND,
    "version": "1",
    "data": {"command_id": "a:b", "trigger": "menu", "outcome": "succeeded"},
}
SCHEMA = {
    "$id": HOSTILE,
    "version": SCRIPT,
    "title": SCRIPT,
    "description": SCRIPT,
    "properties": {SCRIPT: {"title": SCRIPT, "description": SCRIPT, "categories": ["unrestricted"]}},
}


@pytest.fixture
def server_settings():
    return {}


@pytest.fixture
def settings():
    return {}


@pytest.fixture
def heard():
    """All that is logged, tracebacks too, but for traitlets' own listing of the configuration at DEBUG.

    While it starts, a server passes nothing on to the root logger, so that a handler there would hear nothing.
    """
    lines, make = [], logging.getLogRecordFactory()

    def made(*arguments, **options):
        record = make(*arguments, **options)
        if record.levelno > logging.DEBUG or "traitlets" not in record.pathname:
            lines.append(logging.Formatter().format(record))
        return record

    logging.setLogRecordFactory(made)
    yield lines
    logging.setLogRecordFactory(make)


@pytest.fixture
def jp_server_config(tmp_path, server_settings, settings, heard):
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "hostile.json").write_text(json.dumps(SCHEMA))
    return {
        "ServerApp": {"jpserver_extensions": {"jupyter_eventlog": True}, "log_level": "DEBUG", **server_settings},
        "EventLog": {
            "allowed_schemas": {COMMAND: {"level": "technical", "obfuscate": {"command_id": "hash"}}, HOSTILE: {}},
            "schema_paths": [str(tmp_path / "schemas")],
            "journal_dir": str(tmp_path / "journal"),
            "hash_key": KEY,
            "sinks": {"lines": {"class": "file", "path": str(tmp_path / SECRET_PATH)}},
            **settings,
        },
    }


@pytest.fixture
def eventlog(jp_serverapp):
    found = jp_serverapp.web_app.settings["eventlog"]
    yield found
    if found is not None:
        found.close()


@pytest.fixture
def fetch(jp_fetch, eventlog):
    """The whole answer, whether it is a refusal or not."""

    async def one(path, body=None, method=None, headers=None, **params):
        method = method or ("GET" if body is None else "POST")
        try:
            return await jp_fetch(
                *("api/eventlog/" + path).split("/"),
                method=method,
                body=None if body is None else json.dumps(body),
                headers={"Content-Type": "application/json", **(headers or {})},
                params=params,
                allow_nonstandard_methods=True,
            )
        except HTTPClientError as error:
            return error.response

    return one


async def agree(fetch, **options):
    policy = json.loads((await fetch("policy", **options)).body)
    shown = {COMMAND: policy["disclosures"][COMMAND]["digest"]}
    said = {"answers": [{"answer": "yes", "target": COMMAND, "shown": shown}]}
    assert (await fetch("consent", said, "PUT", **options)).code == 200


@pytest.fixture
def cookie(jp_serverapp, http_server_client):
    """What a browser that is logged in adds to any request, whoever's page makes it."""
    provider = jp_serverapp.identity_provider
    name = provider.cookie_name or f"username-127-0-0-1-{http_server_client.get_http_port()}"
    user = provider.user_to_cookie(User(username="me"))
    signed = create_signed_value(jp_serverapp.web_app.settings["cookie_secret"], name, user).decode()
    return f'{name}="{signed}"'


@pytest.mark.parametrize(
    ("path", "method"),
    [("events", "POST"), ("consent", "PUT"), ("records", "DELETE"), ("records?all=true", "DELETE")],
)
@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "application/x-www-form-urlencoded"])
async def test_another_sites_page_changes_nothing(
    http_server_client, jp_base_url, eventlog, cookie, tmp_path, path, method, content_type
):
    known = await http_server_client.fetch(f"{jp_base_url}api/eventlog/policy", headers={"Cookie": cookie})
    assert known.code == 200, "the cookie is one that counts"
    headers = {"Cookie": cookie, "Content-Type": content_type, "Origin": "https://elsewhere.example"}
    with pytest.raises(HTTPClientError) as refused:
        await http_server_client.fetch(
            f"{jp_base_url}api/eventlog/{path}",
            method=method,
            body=json.dumps(EVENT),
            headers=headers,
            allow_nonstandard_methods=True,
        )
    assert refused.value.code in (403, 404)
    assert not (tmp_path / "journal").exists()


async def test_a_cookie_with_its_xsrf_token_is_no_use_to_another_origin(
    http_server_client, jp_base_url, eventlog, cookie, tmp_path
):
    token = "0123456789abcdef0123456789abcdef"

    def ask(origin):
        headers = {"Cookie": f"{cookie}; _xsrf={token}", "X-XSRFToken": token, "Content-Type": "application/json"}
        return http_server_client.fetch(
            f"{jp_base_url}api/eventlog/events", method="POST", body=json.dumps(EVENT), headers=headers | origin
        )

    assert (await ask({})).code == 200, "cookie and token are ones that count"
    with pytest.raises(HTTPClientError) as refused:
        await ask({"Origin": "https://elsewhere.example"})
    assert refused.value.code in (403, 404)


@pytest.mark.parametrize("path", ["schemas/..%2f..%2fetc%2fpasswd", "schemas/x", "records/export/x", "records/../../x"])
async def test_no_path_leads_elsewhere(http_server_client, jp_base_url, jp_auth_header, eventlog, path):
    with pytest.raises(HTTPClientError) as refused:
        await http_server_client.fetch(f"{jp_base_url}api/eventlog/{path}", headers=jp_auth_header)
    assert refused.value.code == 404


async def test_html_in_a_schema_is_text_in_every_answer(fetch):
    for path in ("", "policy", "schemas", "consent", "records"):
        answer = await fetch(path)
        assert answer.headers["Content-Type"].startswith("application/json")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert SCRIPT in json.loads((await fetch("schemas", id=HOSTILE)).body)["schemas"][0]["schema"]["title"]


async def test_no_secret_is_in_a_log_a_status_a_metric_or_an_answer(fetch, caplog, heard, jp_serverapp, tmp_path):
    caplog.set_level(logging.DEBUG)
    await agree(fetch)
    answers = [await fetch("events", EVENT), await fetch("events", {"schema_id": 1})]
    answers += [await fetch(path) for path in ("", "policy", "consent", "schemas", "records")]
    answers += [await fetch("records", limit="x"), await fetch("records", {"all": True}, "DELETE")]
    text = b"".join(str([*answer.headers.get_all()]).encode() + answer.body for answer in answers)
    text += generate_latest(REGISTRY) + "\n".join(heard).encode()
    assert any("jupyter_eventlog" in line for line in heard), "it was listened to from before the start"
    keys = json.loads((tmp_path / "journal" / "keys.json").read_text())
    for secret in (KEY, SECRET_PATH, *keys.values()):
        assert secret.encode() not in text
    assert jp_serverapp.identity_provider.token.encode() not in b"".join(answer.body for answer in answers)


PASSWORD = "hunter2"


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"sinks": [{"class": "http", "password": PASSWORD}]}, "EventLog.sinks"),
        ({"operator": [PASSWORD]}, "EventLog.operator"),
        ({"rate_limit": PASSWORD}, "EventLog.rate_limit"),
        ({"hash_key": PASSWORD}, "hash_key: must be hexadecimal"),
        ({"sinks": {"w": f"https://u:{PASSWORD}@x"}}, "The configuration cannot be used: "),
        ({"sinks": {"w": {"class": f"https://u:{PASSWORD}@x"}}}, 'sinks["w"]: class: is not known'),
        ({"sinks": {"w": {"class": [PASSWORD]}}}, 'sinks["w"]: class: '),
        ({"sinks": {"w": {"class": "http", "url": f"https://u:{PASSWORD}@x", "destination": "d"}}}, 'sinks["w"]: '),
        ({"sinks": {"w": {"class": "http", "headers": f"A: {PASSWORD}", "destination": "d"}}}, 'sinks["w"]: '),
    ],
)
async def test_a_broken_configuration_is_named_without_what_stands_in_it(fetch, heard, settings, named):
    status = (await fetch("")).body.decode()
    assert any(named in one for one in json.loads(status)["errors"])
    log = "\n".join(heard)
    assert named in log
    assert PASSWORD not in status + log + generate_latest(REGISTRY).decode()


async def test_everything_on_the_disk_is_its_owners_alone(fetch, eventlog, tmp_path):
    await agree(fetch)
    await fetch("events", EVENT)
    await fetch("records", {"all": True}, "DELETE")
    folder = tmp_path / "journal"
    assert folder.stat().st_mode & 0o777 == 0o700
    modes = {file.name: oct(file.stat().st_mode & 0o777) for file in folder.iterdir()}
    assert {"keys.json", "consents.sqlite", "receipts.jsonl", "journal-1.sqlite", "journal-1.lock"} <= modes.keys()
    assert set(modes.values()) == {"0o600"}


@pytest.fixture
def shared_folder(tmp_path):
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal").chmod(0o770)


async def test_a_folder_that_others_may_write_is_named(shared_folder, fetch, heard, tmp_path):
    status = json.loads((await fetch("")).body)
    assert status["state"] == "configured"
    (named,) = status["errors"]
    assert named.startswith(f"{tmp_path / 'journal'}: other accounts may write here")
    assert f"eventlog: {named}" in heard


class ByHeader(IdentityProvider):
    """Knows people, by a header that only this test's provider believes."""

    def get_user(self, handler):
        name = handler.request.headers.get("X-Test-User")
        return User(username=name) if name else None

    def is_token_authenticated(self, handler):
        return True


class TestSharedServer:
    @pytest.fixture
    def server_settings(self):
        return {"identity_provider_class": ByHeader}

    @pytest.mark.parametrize(
        "claim",
        [
            {"headers": {"X-Forwarded-User": "ada", "X-Remote-User": "ada", "User": "ada"}},
            {"user": "ada", "subject": "ada", "username": "ada"},
            {"before": "0x1.0000000000000p+40_1_999"},
        ],
    )
    async def test_nobody_reads_or_erases_anothers_records(self, fetch, claim):
        ada = {"X-Test-User": "ada"}
        await agree(fetch, headers=ada)
        await fetch("events", EVENT, headers=ada)
        bob = {**claim, "headers": {**claim.get("headers", {}), "X-Test-User": "bob"}}
        for path, method in (("records", "GET"), ("records/export", "GET"), ("records", "DELETE")):
            answer = await fetch(path, method=method, **({**bob, "all": "true"} if method == "DELETE" else bob))
            assert answer.code == 200
            told = answer.body if path != "records/export" else exported(answer.body)
            assert b'"command_id"' not in told
            assert b'"ada"' not in told
        assert json.loads((await fetch("records", headers=ada)).body)["total"] == 1
        assert b'"command_id"' in exported((await fetch("records/export", headers=ada)).body)


def exported(archive):
    """What an archive says of a person; what fields mean is the same for all."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return b"".join(opened.read(name) for name in opened.namelist() if name != "dictionary.json")

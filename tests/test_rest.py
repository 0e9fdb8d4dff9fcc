"""Limits, schemas, reports, metrics, other origins, and what a server notes of a request."""

import asyncio
import json
import socket
import threading
import tracemalloc
from types import SimpleNamespace

import pytest
from jupyter_server.auth.authorizer import Authorizer
from prometheus_client import REGISTRY, generate_latest
from runs import run
from tornado.httpclient import HTTPClientError

from jupyter_eventlog.agreement import Reply
from jupyter_eventlog.consents import Circumstance
from jupyter_eventlog.journal.sqlite import SqliteJournal
from jupyter_eventlog.server.body import MAX_BYTES
from jupyter_eventlog.server.handlers.base import EventLogHandler

COMMAND = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
GOOD = {"command_id": "notebook:run-cell", "trigger": "keyboard", "outcome": "succeeded"}
ROUTES = ("", "consent", "policy", "records", "records/export", "schemas")


class Nothing(Authorizer):
    """Lets nobody do anything with our resource."""

    def is_authorized(self, handler, user, action, resource):
        return resource != "eventlog"


@pytest.fixture
def settings():
    return {}


@pytest.fixture
def server_settings():
    return {}


@pytest.fixture
def jp_server_config(tmp_path, settings, server_settings):
    return {
        "ServerApp": {"jpserver_extensions": {"jupyter_eventlog": True}, **server_settings},
        "EventLog": {
            "allowed_schemas": {COMMAND: {"level": "technical"}},
            "journal_dir": str(tmp_path / "journal"),
            "sinks": {"lines": {"class": "file", "path": str(tmp_path / "lines.jsonl")}},
            **settings,
        },
    }


@pytest.fixture
def fetch(jp_fetch, eventlog):
    """The whole answer, whether it is a refusal or not."""

    async def one(path, body=None, method=None, headers=None, **params):
        method = method or ("GET" if body is None else "POST")
        text = body if isinstance(body, bytes | str | None) else json.dumps(body)
        try:
            return await jp_fetch(
                *("api/eventlog/" + path).split("/"),
                method=method,
                body=text,
                headers={"Content-Type": "application/json", **(headers or {})},
                params=params,
                allow_nonstandard_methods=True,
            )
        except HTTPClientError as error:
            return error.response

    return one


@pytest.fixture
def ask(fetch):
    async def one(*arguments, **options):
        answer = await fetch(*arguments, **options)
        return answer.code, json.loads(answer.body)

    return one


@pytest.fixture
def say(eventlog):
    """Note an answer of somebody."""

    def one(person, answer):
        digest, _ = eventlog.agreement.disclosure(COMMAND)
        eventlog.agreement.answer(
            person, [Reply(answer, "schema", COMMAND, {COMMAND: digest})], Circumstance(person, "api")
        )

    return one


@pytest.fixture
def yes(ask):
    async def one():
        _, policy = await ask("policy")
        shown = {COMMAND: policy["disclosures"][COMMAND]["digest"]}
        await ask("consent", {"answers": [{"answer": "yes", "target": COMMAND, "shown": shown}]}, "PUT")

    return one


def event(**more):
    return {"schema_id": COMMAND, "version": "1", "data": GOOD, **more}


class TestLimit:
    @pytest.fixture
    def settings(self):
        return {"rate_limit": 1000}

    async def test_too_many_events_are_refused_with_when_to_come_again(self, fetch, ask, yes):
        await yes()
        assert (await ask("events", [event()] * 600))[0] == 200
        answer = await fetch("events", [event()] * 600)
        assert (answer.code, json.loads(answer.body)["reason"]) == (429, "rate")
        assert 1 <= int(answer.headers["Retry-After"]) <= 12
        code, body = await ask("events", [event()] * 400)
        assert (code, {one["status"] for one in body["results"]}) == (200, {"stored"})


REQUIRED = {"level": "technical", "consent": "required", "reason": "a test", "legal_basis": "other"}


class TestUnidentifiedSenders:
    """On a shared server whose identity provider knows one secret, and makes up a name for each request."""

    @pytest.fixture
    def settings(self):
        return {"shared": True, "rate_limit": 1000, "allowed_schemas": {COMMAND: REQUIRED}}

    async def test_a_repeat_is_known(self, ask):
        answers = [await ask("events", [event(session="s", sequence=1)]) for _ in range(2)]
        assert [one["results"][0]["status"] for _, one in answers] == ["stored", "duplicate"]

    async def test_they_have_one_limit(self, ask):
        assert [(await ask("events", [event()] * 600))[0] for _ in range(2)] == [200, 429]


async def test_a_queue_that_is_too_long_is_503_until_it_is_shorter(fetch, ask, yes, eventlog, monkeypatch):
    await yes()
    assert (await ask("events", [event()]))[1] == {"results": [{"status": "stored"}]}
    monkeypatch.setattr("jupyter_eventlog.intake.MAX_QUEUED", 2)
    gate = threading.Event()
    stuck = run({"id": "x"}, name=COMMAND, sinks=(), ids=[None], permitted=lambda: gate.wait(60))
    waiting = [eventlog.journal.append(lambda: [stuck], 1)]
    while eventlog.journal.queued:
        await asyncio.sleep(0)
    waiting += [eventlog.journal.append(lambda: [stuck], 1) for _ in range(3)]
    answer = await fetch("events", [event()])
    assert (answer.code, json.loads(answer.body)["reason"]) == (503, "journal")
    assert int(answer.headers["Retry-After"]) >= 1
    gate.set()
    await asyncio.gather(*map(asyncio.wrap_future, waiting))
    assert (await ask("events", [event()]))[1] == {"results": [{"status": "stored"}]}


class TestLongBodies:
    @pytest.fixture
    def talk(self, http_server_client, jp_auth_header, jp_base_url, eventlog):
        """Send bytes as they are; what comes back until the server has nothing more to say."""

        def send(head, body):
            lines = [*head, f"Authorization: {jp_auth_header['Authorization']}", "Host: 127.0.0.1"]
            start = f"POST {jp_base_url}api/eventlog/events HTTP/1.1"
            with socket.create_connection(("127.0.0.1", http_server_client.get_http_port()), timeout=20) as connection:
                connection.sendall("\r\n".join([start, *lines, "Content-Type: application/json", "", ""]).encode())
                connection.sendall(body)
                return connection.recv(65536).decode()

        async def one(head, body=b""):
            return await asyncio.to_thread(send, head, body)

        return one

    @pytest.mark.parametrize("length", [MAX_BYTES + 1, 400_000_000])
    async def test_a_length_that_is_too_long_is_refused_before_any_of_it_arrives(self, talk, length):
        assert (await talk([f"Content-Length: {length}"])).startswith("HTTP/1.1 413 ")

    async def test_a_length_beyond_the_servers_own_limit_is_refused(self, talk):
        assert (await talk([f"Content-Length: {10**12}"])).startswith("HTTP/1.1 4")

    async def test_a_chunked_body_is_not_held_beyond_the_limit(self, talk):
        chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
        answer = await talk(["Transfer-Encoding: chunked"], chunk * 64 + b"0\r\n\r\n")
        assert answer.startswith("HTTP/1.1 413 ")
        assert '"size"' in answer

    async def test_headers_that_are_too_long_are_refused(self, talk):
        answer = await talk(["Content-Length: 2", "X-Long: " + "x" * 100_000], b"[]")
        assert not answer.startswith("HTTP/1.1 200")

    def test_no_more_is_held_than_shows_that_it_is_too_long(self):
        handler = SimpleNamespace(request=SimpleNamespace(body=b""))
        tracemalloc.start()
        for _ in range(100):
            EventLogHandler.data_received(handler, bytes(65536))
        held, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(handler.request.body) == MAX_BYTES + 1
        assert held < 2 * MAX_BYTES, "nor anywhere else"


REPORT = {"session": "s", "ranges": [[1, 3], [7, 7]], "reason": "full"}


class TestReports:
    async def test_what_a_client_says_it_lost_is_counted(self, ask, yes):
        await yes()
        report = [REPORT, {**REPORT, "reason": "too-large", "ranges": [[9, 9]]}]
        code, answer = await ask("events", {"events": [event()], "report": report})
        assert (code, answer) == (200, {"results": [{"status": "stored"}]})
        _, status = await ask("")
        assert status["counters"]["(reported lost)"] == {"full": 4, "too-large": 1}
        # The same again, as after an answer that was lost.
        await ask("events", {"events": [event()], "report": report})
        assert (await ask(""))[1]["counters"]["(reported lost)"] == {"full": 4, "too-large": 1}

    @pytest.mark.parametrize(
        "report",
        [
            {},
            ["full"],
            [{}],
            [{**REPORT, "reason": "canary"}],
            [{**REPORT, "reason": ["full"]}],
            [{**REPORT, "note": "canary"}],
            [{**REPORT, "session": "no spaces"}],
            [{**REPORT, "ranges": [[0, 1]]}],
            [{**REPORT, "ranges": [[3, 1]]}],
            [{**REPORT, "ranges": [[1.0, 2.0]]}],
            [{**REPORT, "ranges": [[1, 2**53]]}],
            [{**REPORT, "ranges": [[True, True]]}],
            [{**REPORT, "ranges": [[1]]}],
            [{**REPORT, "ranges": [[1, 1]] * 1001}],
            [REPORT] * 101,
        ],
    )
    async def test_a_report_that_is_none_is_refused_and_not_repeated(self, ask, yes, report):
        await yes()
        code, answer = await ask("events", {"events": [event()], "report": report})
        assert (code, answer["reason"]) == (400, "report")
        assert "canary" not in json.dumps([answer, (await ask(""))[1]])

    async def test_nothing_stands_beside_events_and_report(self, ask):
        assert (await ask("events", {"events": [], "more": 1}))[0] == 400


class TestSchemas:
    async def test_those_that_are_allowed_are_shown(self, ask):
        _, answer = await ask("schemas")
        assert [(one["schema_id"], one["version"]) for one in answer["schemas"]] == [(COMMAND, "1")]
        assert answer["schemas"][0]["schema"]["$id"] == COMMAND
        assert await ask("schemas", id=COMMAND, version="1") == (200, answer)

    async def test_what_the_policy_leaves_of_one(self, ask):
        _, answer = await ask("schemas", id=COMMAND, projected="1")
        (found,) = answer["schemas"]
        assert found["schema"]["properties"].keys() == {"command_id", "outcome"}
        assert "required" not in found["schema"]

    @pytest.mark.parametrize(
        ("params", "status", "reason"),
        [
            ({"id": "https://example.org/none"}, 404, "unknown-schema"),
            ({"id": "../../etc/passwd"}, 404, "unknown-schema"),
            ({"id": COMMAND + "/"}, 404, "unknown-schema"),
            ({"id": COMMAND + "%00"}, 404, "unknown-schema"),
            ({"id": COMMAND, "version": "2"}, 404, "unknown-version"),
            ({"id": COMMAND, "version": ""}, 400, "query"),
            ({"id": COMMAND, "version": "../1"}, 400, "query"),
            ({"id": COMMAND, "version": "1\n"}, 400, "query"),
            ({"version": "2"}, 404, "unknown-version"),
            ({"id": COMMAND, "projected": "yes"}, 400, "query"),
        ],
    )
    async def test_others_are_refused(self, ask, params, status, reason):
        code, answer = await ask("schemas", **params)
        assert (code, answer["reason"]) == (status, reason)


class TestMetrics:
    async def test_what_happens_is_in_the_metrics_of_the_server(self, ask, yes, jp_fetch, tmp_path):
        await yes()
        await ask("events", [event(), {"schema_id": "https://example.org/canary", "version": "1", "data": {}}])
        text = (await jp_fetch("metrics")).body.decode()
        assert f'jupyter_eventlog_events_total{{schema="{COMMAND}",status="stored"}} 1.0' in text
        assert 'jupyter_eventlog_events_total{schema="(not listed)",status="not-allowed"} 1.0' in text
        assert 'jupyter_eventlog_sink_delivered_total{sink="lines"}' in text
        assert 'jupyter_eventlog_sink_lag_seconds{sink="lines"}' in text
        assert float(
            next(line for line in text.splitlines() if line.startswith("jupyter_eventlog_journal_bytes ")).split()[1]
        )
        assert "canary" not in text
        assert str(tmp_path) not in text

    def test_asking_leaves_nothing_on_the_disk(self, eventlog, tmp_path):
        assert b"jupyter_eventlog_journal_bytes 0.0" in generate_latest(REGISTRY)
        assert not (tmp_path / "journal").exists()

    def test_they_end_with_the_eventlog(self, eventlog):
        assert b"jupyter_eventlog_queue" in generate_latest(REGISTRY)
        eventlog.close()
        assert b"jupyter_eventlog_queue" not in generate_latest(REGISTRY)

    def test_a_no_stays_invisible_where_few_said_it(self, eventlog, say):
        for number in range(9):
            say(f"yes-{number}", "yes")
        for number in range(4):
            say(f"no-{number}", "no")
        assert b"jupyter_eventlog_people{" not in generate_latest(REGISTRY)
        say("no-4", "no")
        text = generate_latest(REGISTRY).decode()
        assert f'jupyter_eventlog_people{{answer="no",schema="{COMMAND}"}} 5.0' in text
        assert f'jupyter_eventlog_people{{answer="yes",schema="{COMMAND}"}} 9.0' in text
        assert "no-4" not in text

    async def test_no_number_tells_that_somebody_refused(self, ask, yes, eventlog):
        def told():
            text = generate_latest(REGISTRY).decode()
            return [line for line in text.splitlines() if line.startswith("jupyter_eventlog_events_total{")]

        assert (await ask("events", [event()]))[1] == {"results": [{"status": "no-consent"}]}
        eventlog.emit(COMMAND, 1, GOOD)
        assert eventlog.counters.snapshot() == {COMMAND: {"no-consent": 2}}
        assert ((await ask(""))[1]["counters"], told()) == ({}, [])
        await yes()
        await ask("events", [event()])
        assert (await ask(""))[1]["counters"] == {COMMAND: {"stored": 1}}
        assert len(told()) == 1

    def test_a_sink_that_lags_is_seen(self, tmp_path):
        journal = SqliteJournal(tmp_path / "lagging", ("a",), lambda: None, now=lambda: 100.0)
        assert journal.lag("a") == 0.0
        old = run({"id": "x"}, name=COMMAND, received=40.0, ids=[None])
        new = run({"id": "y"}, name=COMMAND, received=90.0, ids=[None])
        assert journal.append(lambda: [old, new], 2).result() == ["stored", "stored"]
        assert journal.lag("a") == 60.0
        journal.ack("a", 1)
        assert journal.lag("a") == 10.0
        journal.close()


class TestOtherOrigins:
    @pytest.fixture(params=["nothing", "any", "pattern", "headers"])
    def server_settings(self, request):
        return {
            "nothing": {},
            "any": {"allow_origin": "*", "allow_credentials": True},
            "pattern": {"allow_origin_pat": ".*"},
            "headers": {"tornado_settings": {"headers": {"Access-Control-Allow-Origin": "*"}}},
        }[request.param]

    async def test_no_other_origin_may_read_what_is_answered(self, fetch, yes):
        await yes()
        for path in ROUTES:
            answer = await fetch(path, headers={"Origin": "https://elsewhere.example"})
            assert not [name for name in answer.headers if name.startswith("Access-Control-")], path
            assert answer.headers["Cache-Control"] == "no-store", path
        preflight = await fetch("records", method="OPTIONS", headers={"Origin": "https://elsewhere.example"})
        assert not [name for name in preflight.headers if name.startswith("Access-Control-")]

    async def test_refusals_are_kept_from_it_too(self, fetch):
        answer = await fetch("events", "{", headers={"Origin": "https://elsewhere.example"})
        assert answer.code in (400, 404)
        assert "Access-Control-Allow-Origin" not in answer.headers


async def test_no_request_of_ours_keeps_a_server_from_being_culled(fetch, yes, jp_serverapp, jp_fetch):
    application = jp_serverapp.web_app
    before = application.settings.get("api_last_activity"), application.last_activity()
    await yes()
    for path in ROUTES:
        assert (await fetch(path)).code == 200
    assert (await fetch("events", [event()])).code == 200
    assert (await fetch("records", {"all": True}, "DELETE")).code == 200
    assert (application.settings.get("api_last_activity"), application.last_activity()) == before
    await jp_fetch("api", "contents")
    assert application.last_activity() > before[1]


class TestAuthorizer:
    @pytest.fixture
    def server_settings(self):
        return {"authorizer_class": Nothing}

    async def test_an_authorizer_can_close_every_resource(self, fetch, jp_fetch):
        assert (await jp_fetch("api", "contents")).code == 200
        for path in ROUTES:
            assert (await fetch(path)).code == 403, path
        for path, method in (("events", "POST"), ("consent", "PUT"), ("records", "DELETE")):
            assert (await fetch(path, "{}", method)).code == 403, path

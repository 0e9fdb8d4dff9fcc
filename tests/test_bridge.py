"""What Jupyter Server emits by itself: collected under the policy, and noticed by nobody who emits or listens."""

import json
import signal
import sqlite3
import sys
from types import ModuleType

import pytest
from jupyter_events import EventLogger
from jupyter_server.gateway.gateway_client import GatewayClient
from servers import Server, until
from test_identity import ByHeader

from jupyter_eventlog.current import set_current

SERVER = "https://events.jupyter.org/jupyter_server"
CONTENTS, KERNELS = f"{SERVER}/contents_service/v1", f"{SERVER}/kernel_actions/v1"
GATEWAY, LATE = f"{SERVER}/gateway_client/v1", "https://example.org/schemas/late"
LATE_SCHEMA = {
    "$id": LATE,
    "version": "3",
    "title": "Late",
    "description": "Registered by somebody else.",
    "type": "object",
    "required": ["message"],
    "properties": {
        "message": {"type": "string", "title": "Message", "description": "What is said.", "categories": ["technical"]},
        "secret": {"type": "string", "title": "Secret", "description": "What is not.", "categories": ["user-content"]},
    },
}
FILE = {"type": "file", "format": "text", "content": "text"}


@pytest.fixture
def allowed():
    full = {"level": "full", "user": "keep"}
    return {CONTENTS: full, KERNELS: full, GATEWAY: full, LATE: {"level": "technical", "user": "keep"}}


@pytest.fixture
def options():
    return {}


@pytest.fixture
def jp_server_config(tmp_path, allowed, options):
    mine = {"allowed_schemas": allowed, "journal_dir": str(tmp_path / "journal"), "shared": True, **options}
    server = {"jpserver_extensions": {"jupyter_eventlog": True}, "identity_provider_class": ByHeader}
    return {"ServerApp": server, **({"EventLog": mine} if allowed else {})}


@pytest.fixture
def eventlog(jp_serverapp):
    found = jp_serverapp.web_app.settings["eventlog"]
    yield found
    set_current(None)
    found.close()


@pytest.fixture
def event_logger(jp_serverapp, eventlog):
    return jp_serverapp.event_logger


def extension_that_registers(schema, name, monkeypatch, jp_server_config):
    extension = ModuleType(name)
    extension._load_jupyter_server_extension = lambda server: server.event_logger.register_event_schema(schema)
    extension._jupyter_server_extension_points = lambda: [{"module": name}]
    monkeypatch.setitem(sys.modules, name, extension)
    jp_server_config["ServerApp"]["jpserver_extensions"][name] = True


@pytest.fixture
def later(monkeypatch, jp_server_config):
    """A server extension that is loaded after ours, and registers a schema."""
    extension_that_registers(LATE_SCHEMA, "zz_later_extension", monkeypatch, jp_server_config)


@pytest.fixture
def earlier(monkeypatch, jp_server_config):
    """Server extensions that are loaded before ours: what one registers is outside the dialect."""
    broken = {"message": LATE_SCHEMA["properties"]["message"] | {"multipleOf": 0.5}}
    schema = {**LATE_SCHEMA, "$id": f"{LATE}r", "properties": broken}
    extension_that_registers(schema, "aa_earlier_extension", monkeypatch, jp_server_config)
    extension_that_registers(CONTRADICTORY, "ab_earlier_extension", monkeypatch, jp_server_config)


@pytest.fixture
def ask(jp_fetch, eventlog):
    async def one(person, *path, method="GET", body=None):
        headers = {"Content-Type": "application/json", "X-Test-User": person}
        text = None if body is None else json.dumps(body)
        answer = await jp_fetch("api", *path, method=method, body=text, headers=headers, allow_nonstandard_methods=True)
        return json.loads(answer.body) if answer.body else None

    return one


@pytest.fixture
def agree(ask):
    async def one(person, *schema_ids, answer="yes"):
        disclosures = (await ask(person, "eventlog", "policy"))["disclosures"]
        said = [{"answer": answer, "target": one, "shown": {one: disclosures[one]["digest"]}} for one in schema_ids]
        view = await ask(person, "eventlog", "consent", method="PUT", body={"answers": said})
        return {schema_id: kind["status"] for schema_id, kind in view["kinds"].items()}

    return one


@pytest.fixture
def stored(eventlog, tmp_path):
    async def found():
        await eventlog.flush()
        capsules = []
        for file in (tmp_path / "journal").glob("journal-*.sqlite"):
            with sqlite3.connect(file) as database:
                rows = database.execute("SELECT capsule FROM events ORDER BY place")
                capsules += [json.loads(capsule) for (capsule,) in rows]
        return capsules

    return found


def counts(eventlog, schema_id=LATE):
    return eventlog.counters.snapshot().get(schema_id, {})


def required(*schema_ids, **entry):
    ground = {"level": "technical", "consent": "required", "reason": "a test", "legal_basis": "other"}
    return {schema_id: {**ground, **entry} for schema_id in schema_ids}


CONTRADICTORY = {
    **LATE_SCHEMA,
    "properties": {"message": LATE_SCHEMA["properties"]["message"] | {"categories": ["technical", "own"]}},
}
CONTRADICTED = pytest.mark.parametrize(
    "allowed",
    [required(LATE, allowed_categories=["own"], obfuscate_categories={"technical": "hash", "own": "basename"})],
)


class TestWhatJupyterServerEmits:
    async def test_what_is_done_to_files_is_of_who_does_it(self, ask, agree, stored):
        await agree("ada", CONTENTS)
        await agree("bob", CONTENTS, answer="no")
        for person in ("ada", "bob"):
            await ask(person, "contents", "new.txt", method="PUT", body=FILE)
            await ask(person, "contents", "new.txt")
            await ask(person, "contents", "new.txt", method="PATCH", body={"path": "old.txt"})
            await ask(person, "contents", "old.txt", method="DELETE")
        found = await stored()
        # Jupyter Server also says "get" while it saves.
        assert [(one["data"]["action"], one["data"]["path"]) for one in found if one["data"]["action"] != "get"] == [
            ("save", "new.txt"),
            ("rename", "old.txt"),
            ("delete", "old.txt"),
        ]
        assert {"action": "get", "path": "new.txt"} in [one["data"] for one in found]
        assert {"action": "rename", "path": "old.txt", "source_path": "new.txt"} in [one["data"] for one in found]
        assert {one["user"] for one in found} == {"ada"}
        assert {(one["type"], one["schemaversion"], one["origin"]) for one in found} == {(CONTENTS, "1", "server")}

    async def test_a_kernel_is_of_who_starts_it(self, ask, agree, stored):
        await agree("ada", KERNELS)
        for person in ("ada", "bob"):
            kernel = await ask(person, "kernels", method="POST", body={"name": "python3"})
            await ask(person, "kernels", kernel["id"], method="DELETE")
        found = await stored()
        assert [(one["data"]["action"], one["data"]["status"]) for one in found] == [
            ("start", "success"),
            ("shutdown", "success"),
        ]
        assert {one["user"] for one in found} == {"ada"}
        assert {one["type"] for one in found} == {KERNELS}

    @pytest.mark.parametrize("allowed", [required(GATEWAY, level="full")])
    async def test_a_gateway(self, event_logger, stored):
        client = GatewayClient(event_logger=event_logger)
        client.emit({"status": "error", "status_code": 503, "msg": "unavailable", "gateway_url": "http://gateway"})
        (capsule,) = await stored()
        assert (capsule["type"], capsule["data"]["status_code"]) == (GATEWAY, 503)

    @pytest.mark.parametrize("allowed", [required(CONTENTS, level="minimal", allowed_properties=["action"])])
    async def test_the_policy_decides_which_fields_are_kept(self, ask, stored):
        await ask("ada", "contents", "new.txt", method="PUT", body=FILE)
        assert {(one["data"]["action"], *one["data"], *one["redacted"]) for one in await stored()} == {
            ("save", "action", "path"),
            ("get", "action", "path"),
        }

    async def test_without_an_answer_nothing_is_made(self, ask, eventlog, tmp_path):
        await ask("ada", "contents", "new.txt", method="PUT", body=FILE)
        assert counts(eventlog, CONTENTS).keys() == {"no-consent"}
        assert not (tmp_path / "journal").exists()


class TestSchemasOfOthers:
    async def test_a_yes_does_not_cover_a_schema_that_comes_after_it(self, ask, agree, event_logger, eventlog, stored):
        assert (await agree("ada", LATE))[LATE] == "on"
        event_logger.register_event_schema(LATE_SCHEMA)
        await ask("ada", "events", method="POST", body={"schema_id": LATE, "version": "3", "data": {"message": "a"}})
        assert counts(eventlog) == {"no-consent": 1}
        (disclosed,) = (await ask("ada", "eventlog", "policy"))["disclosures"][LATE]["fields"]
        assert disclosed["path"] == "message"
        assert (await ask("ada", "eventlog", "consent"))["kinds"][LATE]["status"] == "changed"
        await agree("ada", LATE)
        body = {"schema_id": LATE, "version": "3", "data": {"message": "b", "secret": "c"}}
        await ask("ada", "events", method="POST", body={**body, "timestamp": "2026-11-24T12:00:00+02:00Z"})
        (capsule,) = await stored()
        assert (capsule["data"], capsule["schemaversion"]) == ({"message": "b"}, "3")
        assert (capsule["user"], capsule["time"]) == ("ada", "2026-11-24T10:00:00.000000Z")

    async def test_extensions_that_are_loaded_later_are_asked_about_before_their_first_event(self, later, ask):
        assert (await ask("ada", "eventlog", "policy"))["disclosures"][LATE]["versions"] == ["3"]

    @pytest.mark.parametrize("allowed", [required(LATE)])
    @pytest.mark.parametrize(
        ("broken", "problem"),
        [
            ({"$ref": "https://example.org/elsewhere"}, f"{LATE}#/properties/message/$ref: "),
            ({"multipleOf": 0.5, "type": "number"}, f"{LATE}#/properties/message/multipleOf: "),
        ],
    )
    async def test_one_that_cannot_be_used_is_named_and_its_events_are_invalid(
        self, ask, event_logger, eventlog, broken, problem
    ):
        message = {"title": "Message", "description": "What is said.", **broken}
        event_logger.register_event_schema({**LATE_SCHEMA, "properties": {"message": message}})
        for _ in range(2):
            assert event_logger.emit(schema_id=LATE, data={"message": "a"}) is None
        await eventlog.flush()
        status = await ask("ada", "eventlog")
        (named,) = [one for one in status["errors"] if one.startswith(problem)]
        assert status["state"] == "configured"
        assert named
        assert counts(eventlog) == {"invalid": 2}

    @CONTRADICTED
    async def test_one_that_is_known_when_we_are_loaded_must_not_contradict_the_policy(self, earlier, eventlog):
        assert any('two transforms, basename, hash, for "message"' in problem for problem in eventlog.policy.errors)

    @CONTRADICTED
    async def test_one_that_contradicts_the_policy_is_not_collected(self, event_logger, eventlog):
        event_logger.register_event_schema(CONTRADICTORY)
        event_logger.emit(schema_id=LATE, data={"message": "a"})
        await eventlog.flush()
        assert any('two transforms, basename, hash, for "message"' in one for one in eventlog.problems.all())
        assert counts(eventlog) == {"invalid": 1}

    @pytest.mark.parametrize("allowed", [required(LATE)])
    async def test_nobody_registered_it(self, event_logger, eventlog):
        assert event_logger.emit(schema_id=LATE, data={"message": "a"}) is None
        await eventlog.flush()
        assert counts(eventlog) == {"invalid": 1}


class TestNobodyNoticesInAServer:
    @pytest.mark.parametrize("allowed", [required(CONTENTS)])
    async def test_a_save_survives_whatever_happens_to_us(self, ask, eventlog, monkeypatch, caplog):
        def broken(*_, **__):
            raise RuntimeError("canary")

        monkeypatch.setattr(eventlog, "emit", broken)
        for _ in range(2):
            assert (await ask("ada", "contents", "new.txt", method="PUT", body=FILE))["name"] == "new.txt"
        assert counts(eventlog, CONTENTS)["failed"] >= 2
        assert caplog.text.count("could not be collected: RuntimeError") == 1
        assert "canary" not in caplog.text
        monkeypatch.setattr(eventlog.counters, "add", broken)
        monkeypatch.setattr(eventlog, "learn", broken)
        await ask("ada", "contents", "new.txt", method="PUT", body=FILE)

    @pytest.mark.parametrize("allowed", [None])
    async def test_unconfigured_it_is_the_untouched_original(self, jp_serverapp):
        assert "emit" not in vars(jp_serverapp.event_logger)
        assert jp_serverapp.event_logger.emit.__func__ is EventLogger.emit

    @pytest.mark.parametrize("allowed", [{LATE: {"levle": "full"}}])
    async def test_with_a_mistake_in_the_policy_too(self, jp_serverapp):
        assert "emit" not in vars(jp_serverapp.event_logger)


def test_in_a_server_of_its_own(tmp_path):
    """The same by HTTP alone: a file and a kernel, consented, filtered and delivered."""
    lines = tmp_path / "lines.jsonl"
    server = Server(
        tmp_path,
        f"""
c = get_config()
c.EventLog.allowed_schemas = {{
    {CONTENTS!r}: {{"allowed_properties": ["action"]}},
    {KERNELS!r}: {{"allowed_properties": ["action", "status", "kernel_name"]}},
}}
c.EventLog.sinks = {{"lines": {{"class": "file", "path": {str(lines)!r}}}}}
""",
    ).start()

    def delivered():
        return [json.loads(line) for line in lines.read_text().splitlines()] if lines.exists() else []

    def changes():
        return [one["data"] for one in delivered() if one["data"]["action"] != "get"]

    try:
        server.answer(CONTENTS, "yes")
        server.answer(KERNELS, "yes")
        assert server.fetch("api/contents/secret.txt", FILE, "PUT")[0] == 201
        status, kernel = server.fetch("api/kernels", {"name": "python3"})
        assert status == 201
        assert server.fetch(f"api/kernels/{kernel['id']}", method="DELETE")[0] == 204
        until(lambda: len(changes()) == 3, "three events")
        assert changes() == [
            {"action": "save"},
            {"action": "start", "status": "success", "kernel_name": "python3"},
            {"action": "shutdown", "status": "success", "kernel_name": "python3"},
        ]
        assert all(one["redacted"] for one in delivered())
        assert "secret" not in lines.read_text()
        server.answer(CONTENTS, "no")
        before = server.ask("")[1]["counters"][CONTENTS]
        server.fetch("api/contents/secret.txt", FILE, "PUT")
        assert before.keys() == {"stored"}
        assert server.ask("")[1]["counters"][CONTENTS] == before
    finally:
        server.stop(signal.SIGKILL)

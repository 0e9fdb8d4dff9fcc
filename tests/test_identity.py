"""Whose an event is: the server's word alone, and one person's answer is never another's."""

import json
import sqlite3
from types import SimpleNamespace

import pytest
from jupyter_server.auth.identity import IdentityProvider, PasswordIdentityProvider, User
from jupyter_server.base.call_context import CallContext
from tornado.httpclient import HTTPClientError

from jupyter_eventlog.callers import Caller, owner_name
from jupyter_eventlog.server.identity import PRESENT, Identities

COMMAND = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
GOOD = {"command_id": "notebook:run-cell", "trigger": "keyboard", "outcome": "succeeded"}


class ByHeader(IdentityProvider):
    """Knows people, by a header that only this test's provider believes."""

    def get_user(self, handler):
        name = handler.request.headers.get("X-Test-User")
        return User(username=name) if name else None

    def is_token_authenticated(self, handler):
        return True


@pytest.fixture
def jp_server_config(tmp_path):
    allowed = {
        COMMAND: {"level": "technical", "user": "keep"},
        "https://jupyter-eventlog.readthedocs.io/schemas/other": {},
    }
    return {
        "ServerApp": {
            "jpserver_extensions": {"jupyter_eventlog": True},
            "identity_provider_class": ByHeader,
        },
        "EventLog": {"allowed_schemas": allowed, "journal_dir": str(tmp_path / "journal"), "shared": True},
    }


@pytest.fixture
def ask(jp_fetch, jp_serverapp):
    async def one(person, path, body=None, method=None):
        method = method or ("GET" if body is None else "POST")
        headers = {"Content-Type": "application/json", "X-Test-User": person}
        text = None if body is None else json.dumps(body)
        answer = await jp_fetch("api", "eventlog", path, method=method, body=text, headers=headers)
        return json.loads(answer.body)

    yield one
    jp_serverapp.web_app.settings["eventlog"].close()


async def refusal(asked):
    with pytest.raises(HTTPClientError) as refused:
        await asked
    return refused.value.code, json.loads(refused.value.response.body)["reason"]


@pytest.fixture
def agree(ask):
    async def one(person, answer="yes"):
        policy = await ask(person, "policy")
        shown = {COMMAND: policy["disclosures"][COMMAND]["digest"]}
        said = {"answer": answer, "target": COMMAND, "shown": shown}
        return await ask(person, "consent", {"answers": [said]}, method="PUT")

    return one


def event(**more):
    return {"schema_id": COMMAND, "version": "1", "data": GOOD, **more}


def users(tmp_path):
    (file,) = (tmp_path / "journal").glob("journal-*.sqlite")
    with sqlite3.connect(file) as database:
        return [json.loads(row[0]).get("user") for row in database.execute("SELECT capsule FROM events ORDER BY place")]


async def statuses(ask, person, *events):
    return [one["status"] for one in (await ask(person, "events", list(events)))["results"]]


async def test_one_persons_yes_is_not_anothers(ask, agree, tmp_path):
    await agree("ada")
    assert await statuses(ask, "ada", event()) == ["stored"]
    assert await statuses(ask, "bob", event()) == ["no-consent"]
    assert (await ask("bob", "consent"))["kinds"][COMMAND]["status"] == "asked"
    assert users(tmp_path) == ["ada"]


async def test_one_persons_no_does_not_silence_another(ask, agree):
    await agree("ada")
    await agree("bob")
    await agree("bob", "no")
    assert await statuses(ask, "ada", event()) == ["stored"]
    assert await statuses(ask, "bob", event()) == ["no-consent"]


@pytest.mark.parametrize(
    "forged",
    [{"user": "ada"}, {"origin": "hub"}, {"source": "urn:x"}, {"subject": "ada"}, {"basis": "required"}],
)
async def test_what_an_emitter_claims_about_itself_is_refused(ask, agree, forged):
    await agree("ada")
    assert await statuses(ask, "bob", event(**forged)) == ["invalid"]
    assert await statuses(ask, "ada", event(**forged)) == ["invalid"]


async def test_a_forged_session_and_number_take_nothing_from_their_owner(ask, agree, tmp_path):
    await agree("ada")
    await agree("bob")
    numbered = event(session="shared", sequence=1)
    assert await statuses(ask, "bob", numbered) == ["stored"]
    assert await statuses(ask, "ada", numbered, numbered) == ["stored", "duplicate"]
    assert users(tmp_path) == ["bob", "ada"]


async def test_an_event_of_this_process_is_of_who_asks(ask, agree, jp_serverapp, tmp_path):
    await agree("ada")
    eventlog = jp_serverapp.web_app.settings["eventlog"]

    def emitted_while(person):
        handler = SimpleNamespace(current_user=User(username=person))
        CallContext.set(CallContext.JUPYTER_HANDLER, handler)
        eventlog.emit(COMMAND, 1, GOOD)
        CallContext.set(CallContext.JUPYTER_HANDLER, None)

    emitted_while("bob")
    eventlog.emit(COMMAND, 1, GOOD)
    emitted_while("ada")
    eventlog.close()
    assert users(tmp_path) == ["ada"]


class ByHeaderLater(ByHeader):
    """As many do that ask another service."""

    async def get_user(self, handler):
        return super().get_user(handler)


class TestWhoIsHere:
    @pytest.fixture(params=[ByHeader, ByHeaderLater])
    def jp_server_config(self, tmp_path, request):
        server = {"jpserver_extensions": {"jupyter_eventlog": True}, "identity_provider_class": request.param}
        mine = {"allowed_schemas": {COMMAND: {"level": "technical"}}, "journal_dir": str(tmp_path / "journal")}
        return {"ServerApp": server, "EventLog": mine}

    @pytest.mark.parametrize("path", ["contents", "kernels", "eventlog"])
    async def test_whoever_asks_jupyter_for_anything_may_be_meant(self, jp_fetch, jp_serverapp, path):
        identities = jp_serverapp.web_app.settings["eventlog_identities"]
        for person in ("bob", owner_name()):
            await jp_fetch("api", path, headers={"X-Test-User": person})
        CallContext.set(CallContext.JUPYTER_HANDLER, None)
        caller = identities.of_this_moment()
        assert (caller.subject, caller.witnesses) == (owner_name(), {"bob"})
        jp_serverapp.web_app.settings["eventlog"].close()

    async def test_a_failure_of_ours_is_no_requests(self, jp_fetch, jp_serverapp, monkeypatch):
        def broken(_):
            raise RuntimeError

        monkeypatch.setattr(Identities, "_note", broken)
        assert (await jp_fetch("api", "contents", headers={"X-Test-User": "bob"})).code == 200
        jp_serverapp.web_app.settings["eventlog"].close()


class TestIdentities:
    @pytest.mark.parametrize(
        ("state", "subject"),
        [
            ({"_finished": False}, "ada"),
            ({"_finished": True}, None),
            ({"_finished": True, "ws_connection": object()}, "ada"),
            ({"_finished": True, "ws_connection": None}, None),
        ],
    )
    def test_what_a_request_leaves_running_is_nobodys_request(self, state, subject):
        CallContext.set(CallContext.JUPYTER_HANDLER, SimpleNamespace(current_user=User(username="ada"), **state))
        try:
            assert Identities(ByHeader(), shared=True).of_this_moment().subject == subject
        finally:
            CallContext.set(CallContext.JUPYTER_HANDLER, None)

    def test_a_server_with_a_secret_belongs_to_its_owner(self):
        for provider in (IdentityProvider(), PasswordIdentityProvider()):
            identities = Identities(provider, shared=False)
            assert identities.subject(User(username="made-up")) == owner_name()
            assert identities.of_this_moment() == Caller(owner_name(), principal="server")

    def test_where_nobody_is_known_a_shared_server_finds_nobody(self):
        identities = Identities(IdentityProvider(), shared=True)
        assert identities.subject(User(username="made-up")) is None
        assert identities.of_this_moment().subject is None

    def test_the_hub_names_the_owner(self, monkeypatch):
        monkeypatch.setenv("JUPYTERHUB_USER", "ada")
        assert Identities(IdentityProvider(), shared=False).owner == "ada"

    def test_who_was_here_long_ago_is_forgotten(self, monkeypatch):
        now = [0.0]
        monkeypatch.setattr("jupyter_eventlog.server.identity.time", SimpleNamespace(monotonic=lambda: now[0]))
        identities = Identities(ByHeader(), shared=False)
        for number in range(100):
            now[0] = number * PRESENT / 10
            identities.of_request(SimpleNamespace(current_user=User(username=f"guest-{number}")))
        assert identities.of_this_moment().witnesses == {f"guest-{number}" for number in range(89, 100)}

    def test_whoever_is_here_must_agree_to_what_may_be_about_them(self):
        identities = Identities(ByHeader(), shared=False)
        handler = SimpleNamespace(current_user=User(username="guest"))
        assert identities.of_request(handler).subject == "guest"
        assert identities.of_this_moment().witnesses == {"guest"}


class TestWhoIsLoggedIn:
    """A page outlives a login: what it sends must not become another person's."""

    async def test_each_person_has_a_code_of_their_own_that_is_no_name(self, ask):
        ann, bob = [(await ask(one, "consent"))["person"] for one in ("ann", "bob")]
        assert ann != bob
        assert (await ask("ann", "consent"))["person"] == ann
        assert "ann" not in ann

    async def test_events_of_another_person_are_refused_and_theirs_are_not(self, ask, agree):
        await agree("ann")
        await agree("bob")
        person = (await ask("ann", "consent"))["person"]
        batch = {"events": [{"schema_id": COMMAND, "version": "1", "data": GOOD}], "person": person}
        assert await refusal(ask("bob", "events", batch)) == (409, "person")
        assert await ask("ann", "events", batch) == {"results": [{"status": "stored"}]}

    async def test_nobody_answers_for_another_person(self, ask):
        person = (await ask("ann", "consent"))["person"]
        said = {"answers": [{"answer": "no", "target": COMMAND}], "person": person}
        assert await refusal(ask("bob", "consent", said, "PUT")) == (409, "person")
        assert (await ask("ann", "consent", said, "PUT"))["person"] == person

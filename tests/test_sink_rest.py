"""Handing on to another EventLog: a real one, and one that answers as a test tells it."""

import asyncio
import json
import sqlite3
from datetime import timedelta

import pytest
from hooks import capsule, capsules, ids
from receivers import receiving

from jupyter_eventlog.agreement import Reply
from jupyter_eventlog.callers import owner_name
from jupyter_eventlog.consents import Circumstance
from jupyter_eventlog.drafts import read_draft
from jupyter_eventlog.server import body
from jupyter_eventlog.sink import Rejected, SafeError, UnavailableError
from jupyter_eventlog.sinks import rest
from jupyter_eventlog.sinks.factory import make_sinks
from jupyter_eventlog.types import Draft

COMMAND = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
GOOD = {"command_id": "notebook:run-cell", "trigger": "keyboard", "outcome": "succeeded"}


@pytest.fixture
def make(tmp_path):
    made = []

    def one(url, token="elog_canary", **options):
        (tmp_path / "token").write_text(token + "\n")
        said = {"class": "rest", "destination": "a test", "url": url, "token": {"file": str(tmp_path / "token")}}
        (sink,) = make_sinks([], {"other": {**said, **options}})
        made.append(sink)
        return sink

    yield one
    for sink in made:
        sink.close()


@pytest.fixture
def receiver():
    with receiving() as server:
        yield server


@pytest.fixture
def sink(make, receiver):
    return make(f"http://127.0.0.1:{receiver.server_port}/base/")


def verdicts(*statuses):
    return 200, {}, {"results": [{"status": one} if isinstance(one, str) else one for one in statuses]}


class TestWhatIsSent:
    def test_what_an_emitter_may_assert_and_nothing_else(self, sink, receiver):
        sink.write([capsule(1)])
        ((path, headers, sent),) = receiver.requests
        assert (path, headers["Authorization"]) == ("/base/api/eventlog/events", "EventLog elog_canary")
        assert sent == {
            "events": [
                {
                    "schema_id": capsule(1)["type"],
                    "version": "1",
                    **{key: capsule(1)[key] for key in ("data", "id", "redacted", "sequence", "session", "time")},
                }
            ]
        }
        assert isinstance(read_draft(sent["events"][0]), Draft)

    def test_what_was_left_out_of_a_capsule_stays_out(self, sink, receiver):
        bare = {key: value for key, value in capsule(1).items() if key not in ("session", "sequence", "user")}
        sink.write([bare])
        assert isinstance(read_draft(receiver.stored[0]), Draft)
        assert not {"session", "sequence", "user"} & receiver.stored[0].keys()

    def test_long_bodies_are_zipped(self, sink, receiver):
        sink.write(capsules(1, 500))
        ((_, headers, _),) = receiver.requests
        assert headers["Content-Encoding"] == "gzip"
        assert int(headers["Content-Length"]) < 20_000
        assert ids(receiver.stored) == ids(capsules(1, 500))

    def test_the_limits_are_those_of_the_server(self):
        assert (rest.MAX_BYTES, rest.MAX_EVENTS) == (body.MAX_BYTES, body.MAX_EVENTS)

    def test_a_request_never_exceeds_them(self, sink, receiver):
        long = [capsule(number, data={"text": "é" * 200_000}) for number in range(7)]
        sink.write(capsules(100, 2600) + long)
        assert ids(receiver.stored) == ids(capsules(100, 2600) + long)
        for _, _, sent in receiver.requests:
            assert len(sent["events"]) <= 1000
            assert len(json.dumps(sent, ensure_ascii=False, separators=(",", ":")).encode()) <= rest.MAX_BYTES
        assert len(receiver.requests) < 16

    def test_one_that_is_too_long_by_itself_is_rejected_unsent(self, sink, receiver):
        long = capsule(2, data={"text": "x" * rest.MAX_BYTES})
        with pytest.raises(Rejected, match="is longer than 1048563 bytes") as refusal:
            sink.write([capsule(1), long, capsule(3)])
        assert refusal.value.ids == {long["id"]}
        assert ids(receiver.stored) == ids([capsule(1), capsule(3)])
        with pytest.raises(Rejected):
            sink.write([long, {**long, "id": capsule(4)["id"]}])


class TestVerdicts:
    def test_an_answer_is_a_delivery_whatever_the_policy_made_of_it(self, sink, receiver):
        receiver.always = verdicts("stored", "duplicate", "not-allowed", "no-consent", "sampled")
        sink.write(capsules(1, 5))

    def test_invalid_ones_are_rejected_with_the_reason(self, sink, receiver):
        receiver.always = verdicts("stored", {"status": "invalid", "error": "data: a rule"}, "stored")
        with pytest.raises(Rejected, match=r"^invalid: data: a rule$") as refusal:
            sink.write(capsules(1, 3))
        assert refusal.value.ids == {capsule(2)["id"]}

    def test_all_may_be_invalid(self, sink, receiver):
        receiver.always = verdicts("invalid", {"status": "invalid", "error": "x" * 10_000})
        with pytest.raises(Rejected) as refusal:
            sink.write(capsules(1, 2))
        assert refusal.value.ids == set(ids(capsules(1, 2)))
        assert len(refusal.value.reason) <= 300

    def test_a_verdict_that_nobody_knows_is_set_aside_and_not_taken_for_a_yes(self, sink, receiver):
        receiver.always = verdicts("stored", "quarantined")
        with pytest.raises(Rejected, match="quarantined"):
            sink.write(capsules(1, 2))

    @pytest.mark.parametrize(
        "answer",
        [
            b"",
            b"<html>",
            b"[]",
            b"null",
            b'{"results": null}',
            b'{"results": [{}]}',
            b'{"results": [{"status": "stored"}]}',
        ],
    )
    def test_an_answer_of_somebody_else_is_none(self, sink, receiver, answer):
        receiver.always = 200, {}, answer
        with pytest.raises(UnavailableError, match="is not one of Jupyter EventLog"):
            sink.write(capsules(1, 2))


@pytest.mark.parametrize("status", [301, 302, 401, 403, 404, 408, 422, 424, 425, 429, 500, 502, 503])
def test_what_may_change_is_tried_again(sink, receiver, status):
    receiver.always = status, {"Location": "http://127.0.0.1:1/", "Retry-After": "0"}, {}
    with pytest.raises(SafeError, match=f"answered {status}"):
        sink.write(capsules(1, 2))
    assert len(receiver.requests) == 1


@pytest.mark.parametrize("status", [400, 413, 415])
class TestRefusals:
    def test_one_alone_is_rejected(self, sink, receiver, status):
        receiver.always = status, {}, {}
        with pytest.raises(Rejected, match=str(status)):
            sink.write([capsule(1)])

    def test_a_batch_is_split(self, sink, receiver, status):
        receiver.answers = [(status, {}, {}), (status, {}, {})]
        sink.write(capsules(1, 4))
        assert [len(sent["events"]) for _, _, sent in receiver.requests] == [4, 2, 1, 1, 2]
        assert ids(receiver.stored) == ids(capsules(1, 4))

    def test_who_refuses_all_is_tried_again(self, sink, receiver, status):
        receiver.always = status, {}, {}
        with pytest.raises(UnavailableError):
            sink.write(capsules(1, 40))


class TestAnotherEventLog:
    @pytest.fixture
    def jp_server_config(self, tmp_path):
        return {
            "ServerApp": {"jpserver_extensions": {"jupyter_eventlog": True}},
            "EventLog": {
                "allowed_schemas": {COMMAND: {"level": "technical"}},
                "journal_dir": str(tmp_path / "journal"),
                "rate_limit": 0,
            },
        }

    @pytest.fixture
    def eventlog(self, jp_serverapp):
        found = jp_serverapp.web_app.settings["eventlog"]
        yield found
        found.close()

    @pytest.fixture
    def send(self, make, eventlog, http_server_client, jp_base_url):
        _, token = eventlog.tokens.create(owner_name(), "service", timedelta(days=1))
        sink = make(f"http://127.0.0.1:{http_server_client.get_http_port()}{jp_base_url}", token)

        async def one(*batch):
            await asyncio.to_thread(sink.write, batch)

        return one

    @pytest.fixture
    def agreed(self, eventlog):
        digest, _ = eventlog.agreement.disclosure(COMMAND)
        reply = Reply("yes", "schema", COMMAND, {COMMAND: digest})
        eventlog.agreement.answer(owner_name(), [reply], Circumstance(actor=owner_name(), surface="api"))

    @pytest.fixture
    def stored(self, tmp_path):
        def one():
            with sqlite3.connect(tmp_path / "journal" / "journal-1.sqlite") as database:
                return [json.loads(text) for (text,) in database.execute("SELECT capsule FROM events ORDER BY place")]

        return one

    def event(self, number, **more):
        data = {key: GOOD[key] for key in ("command_id", "outcome")}
        return capsule(number, **{"type": COMMAND, "data": data, "redacted": ["trigger"], **more})

    async def test_it_stores_what_is_handed_on(self, send, agreed, stored):
        batch = [self.event(number) for number in range(1, 700)]
        await send(*batch)
        found = stored()
        for key in ("data", "id", "redacted", "sequence", "time", "type"):
            assert [one[key] for one in found] == [one[key] for one in batch]
        assert {one["origin"] for one in found} == {"service"}
        assert found[0]["source"] != batch[0]["source"]
        assert "user" not in found[0]

    async def test_a_repeat_is_delivered_and_stored_once(self, send, agreed, stored):
        await send(self.event(1), self.event(2))
        await send(self.event(1), self.event(2), self.event(3))
        assert len(stored()) == 3

    async def test_its_policy_and_consent_have_the_last_word(self, send, eventlog):
        await send(self.event(1), capsule(2))
        assert eventlog.counters.snapshot()[COMMAND] == {"no-consent": 1}

    async def test_what_it_calls_invalid_is_rejected_with_its_reason(self, send, agreed, stored):
        bad = self.event(2, data={"command_id": 5})
        with pytest.raises(Rejected, match="invalid: ") as refusal:
            await send(self.event(1), bad, self.event(3))
        assert refusal.value.ids == {bad["id"]}
        assert len(stored()) == 2

    async def test_a_token_that_ended_means_again(self, send, eventlog):
        for token in eventlog.tokens.list():
            eventlog.tokens.revoke(token.id)
        with pytest.raises(UnavailableError, match="answered 401"):
            await send(self.event(1))

"""What an answer is worth, and for how long."""

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from jupyter_eventlog.agreement import Reply, StaleDisclosureError
from jupyter_eventlog.callers import Caller
from jupyter_eventlog.catalogue import Words, shown_text
from jupyter_eventlog.cli.journal_reader import last
from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.consents import Circumstance
from jupyter_eventlog.eventlog import EventLog
from jupyter_eventlog.tally import tally

ID = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
ME = "ada"
PANEL = Circumstance(actor="owner", surface="panel")
GOOD = {"command_id": "a:b", "trigger": "menu", "outcome": "failed"}


@pytest.fixture
def clock():
    return [datetime(2026, 11, 24, tzinfo=UTC)]


@pytest.fixture
def make(tmp_path, clock):
    made = []

    def one(**entry):
        config = Config()
        config.allowed_schemas = {ID: {"level": "technical", **entry}}
        config.journal_dir = str(tmp_path / "journal")
        options = replace(config.options(logging.getLogger("test")), now=lambda: clock[0])
        eventlog = EventLog(options)
        made.append(eventlog)
        return eventlog

    yield one
    for eventlog in made:
        eventlog.close()


def say(eventlog, answer):
    digest, _ = eventlog.agreement.disclosure(ID)
    eventlog.agreement.answer(ME, [Reply(answer, "schema", ID, {ID: digest})], PANEL)


def test_a_yes_is_worth_thirteen_months(make, clock):
    eventlog = make()
    say(eventlog, "yes")
    clock[0] += timedelta(days=13 * 30)
    assert eventlog.agreement.granted(Caller(ME), ID)
    clock[0] += timedelta(seconds=1)
    assert not eventlog.agreement.granted(Caller(ME), ID)
    kind = eventlog.agreement.view(ME)["kinds"][ID]
    assert (kind["status"], kind["lapsed"], kind["wider"]) == ("asked", "age", [])


class TestNotice:
    """What starts by notice: nothing before it was shown, and nothing of this session."""

    def test_it_counts_from_the_next_session(self, make, clock):
        eventlog = make(consent="opt-out")
        assert eventlog.policy.errors == []
        assert not eventlog.agreement.granted(Caller(ME), ID)
        say(eventlog, "shown")
        clock[0] += timedelta(days=300)
        assert not eventlog.agreement.granted(Caller(ME), ID)
        assert eventlog.agreement.view(ME)["prompt"] is False
        later = make(consent="opt-out")
        assert later.agreement.granted(Caller(ME), ID)
        assert later.agreement.view(ME)["kinds"][ID]["ground"] == "shown"

    def test_a_server_that_ran_beside_it_is_no_next_session(self, make, clock):
        first, beside = make(consent="opt-out"), make(consent="opt-out")
        clock[0] += timedelta(seconds=1)
        say(first, "shown")
        assert not beside.agreement.granted(Caller(ME), ID)

    def test_it_is_each_persons_own(self, make, clock):
        say(make(consent="opt-out"), "shown")
        clock[0] += timedelta(seconds=1)
        assert not make(consent="opt-out").agreement.granted(Caller("bob"), ID)

    def test_a_no_ends_it_at_once(self, make, clock):
        say(make(consent="opt-out"), "shown")
        clock[0] += timedelta(seconds=1)
        later = make(consent="opt-out")
        say(later, "no")
        assert not later.agreement.granted(Caller(ME), ID)

    def test_what_is_stored_names_it(self, make, clock, tmp_path):
        say(make(consent="opt-out"), "shown")
        clock[0] += timedelta(seconds=1)
        later = make(consent="opt-out")
        later.receive([{"schema_id": ID, "version": "1", "data": GOOD}], Caller(ME)).result()
        assert [one["basis"] for one in last(tmp_path / "journal", 10)] == ["opt-out"]

    def test_who_was_only_told_is_counted_as_no_yes(self, make, clock):
        eventlog = make(consent="opt-out")
        digest, _ = eventlog.agreement.disclosure(ID)
        for number in range(12):
            answer = "no" if number % 2 else "shown"
            reply = Reply(answer, "schema", ID, {ID: digest})
            eventlog.agreement.answer(f"person {number}", [reply], PANEL)
        clock[0] += timedelta(seconds=1)
        later = make(consent="opt-out")
        assert later.agreement.granted(Caller("person 0"), ID)
        assert tally(later) == {}

    def test_a_persons_name_needs_a_yes(self, make):
        eventlog = make(consent="opt-out", user="keep")
        assert not eventlog.policy.enabled
        assert 'consent "opt-out" cannot go with user "keep"' in eventlog.policy.errors[0]

    def test_muted_it_is_warned_of_and_collects_nothing(self, make, clock):
        for _ in range(2):
            clock[0] += timedelta(days=1)
            eventlog = make(consent="opt-out")
            assert not eventlog.agreement.granted(Caller(ME), ID)
        config = Config(allowed_schemas={ID: {"consent": "opt-out"}}, mute_prompt=True)
        assert "this will collect nothing until people open the panel" in config.policy().warnings[0]


class TestSignal:
    """A privacy signal is a no until the person says yes: also later, and where no browser sends it."""

    def test_it_outlives_the_server(self, make, clock):
        eventlog = make()
        say(eventlog, "yes")
        eventlog.agreement.hear(ME, signal=True)
        assert not eventlog.agreement.granted(Caller(ME), ID)
        later = make()
        assert not later.agreement.granted(Caller(ME), ID)
        assert later.agreement.view(ME)["signal"] is True
        assert later.agreement.view(ME)["kinds"][ID]["lapsed"] == "signal"

    def test_a_yes_under_it_counts_and_overrules_it_for_good(self, make):
        eventlog = make()
        eventlog.agreement.hear(ME, signal=True)
        say(eventlog, "yes")
        for _ in range(3):
            eventlog.agreement.hear(ME, signal=True)
        assert eventlog.agreement.granted(Caller(ME, signal=True), ID)
        later = make()
        later.agreement.hear(ME, signal=True)
        assert later.agreement.granted(Caller(ME), ID)

    def test_it_is_kept_once(self, make):
        eventlog = make()
        for _ in range(3):
            eventlog.agreement.hear(ME, signal=True)
        assert [one["answer"] for one in eventlog.agreement.receipts(ME)] == ["signal"]
        assert "privacy signal was received" in eventlog.agreement.receipts(ME)[0]["readable"]

    def test_without_it_nothing_is_written(self, make, tmp_path):
        make().agreement.hear(ME, signal=False)
        assert not (tmp_path / "journal").exists()

    def test_what_is_required_does_not_heed_it(self, make, tmp_path):
        eventlog = make(consent="required", reason="Rules", legal_basis="contract")
        eventlog.agreement.hear(ME, signal=True)
        assert eventlog.agreement.granted(Caller(ME, signal=True), ID)
        assert not (tmp_path / "journal").exists()


def test_what_was_refused_and_is_required_now_starts_when_that_was_told(make):
    say(make(), "no")
    now = make(consent="required", reason="Rules", legal_basis="contract").agreement
    assert not now.granted(Caller(ME), ID)
    kind = now.situation(ME).kinds[0]
    assert kind.refused == now.decisions(ME)[ID].time
    text = shown_text("panel", now.situation(ME), Words("en"))
    assert "You said no on 24 Nov 2026." in text
    now.answer(ME, [Reply("shown", "all", shown={ID: now.disclosure(ID)[0]})], PANEL)
    assert now.granted(Caller(ME), ID)
    assert now.situation(ME).kinds[0].refused is None


def test_a_receipt_holds_what_was_then(make, clock):
    eventlog = make(purpose="to find bugs")
    before = clock[0]
    text = shown_text("panel", eventlog.agreement.situation(ME), Words("en"))
    disclosed = eventlog.agreement.disclosure(ID)[1]
    say(eventlog, "yes")
    clock[0] += timedelta(days=100)
    receipt = make(level="interaction", user="hash", retention="3y").agreement.receipts(ME)[0]
    assert receipt["text"] == text
    assert "Commands you run" in text
    assert receipt["disclosures"] == {ID: disclosed}
    assert (receipt["language"], receipt["surface"], receipt["actor"]) == ("en", "panel", "owner")
    assert datetime.fromisoformat(receipt["time"]) == before


def test_a_request_comes_at_most_once_in_thirty_days(make, clock):
    say(make(), "yes")
    clock[0] += timedelta(days=1)
    wider = make(level="interaction")
    assert wider.agreement.view(ME)["prompt"] is True
    say(wider, "no")
    assert make(level="interaction", user="hash").agreement.view(ME)["prompt"] is False
    say(wider, "yes")
    widest = make(level="interaction", user="hash")
    assert widest.agreement.view(ME)["kinds"][ID]["status"] == "changed"
    clock[0] += timedelta(days=29)
    assert widest.agreement.view(ME)["prompt"] is False
    clock[0] += timedelta(days=2)
    assert widest.agreement.view(ME)["prompt"] is True


def test_a_yes_that_grew_old_is_reminded_of_once(make, clock):
    say(make(), "yes")
    clock[0] += timedelta(days=400)
    old = make()
    assert old.agreement.view(ME)["prompt"] is True
    say(old, "closed")
    later = make()
    assert later.agreement.view(ME)["kinds"][ID]["status"] == "off"
    assert later.agreement.view(ME)["prompt"] is False


def test_a_no_never_ends(make, clock):
    eventlog = make()
    say(eventlog, "no")
    clock[0] += timedelta(days=3650)
    kind = eventlog.agreement.view(ME)["kinds"][ID]
    assert (kind["status"], kind["time"]) == ("off", "2026-11-24T00:00:00.000000Z")


def test_answers_are_noted_all_or_none(make):
    eventlog = make()
    digest, _ = eventlog.agreement.disclosure(ID)
    with pytest.raises(StaleDisclosureError):
        replies = [Reply("yes", "schema", ID, {ID: digest}), Reply("yes", "schema", ID, {ID: "another"})]
        eventlog.agreement.answer(ME, replies, PANEL)
    assert eventlog.agreement.view(ME)["kinds"][ID]["status"] == "asked"


def test_a_no_is_kept_whatever_is_wrong_with_the_answers_beside_it(make):
    eventlog = make()
    say(eventlog, "yes")
    for wrong in (Reply("yes", "schema", ID, {ID: "another"}), Reply("no", "schema", "https://example.org/unknown")):
        with pytest.raises((StaleDisclosureError, KeyError)):
            eventlog.agreement.answer(ME, [wrong, Reply("no", "all")], PANEL)
        assert not eventlog.agreement.granted(Caller(ME), ID)
        say(eventlog, "yes")
    assert [one["answer"] for one in eventlog.agreement.receipts(ME)] == ["yes", "no", "yes", "no", "yes"]


@pytest.mark.parametrize("reply", [("purpose", "another"), ("schema", "another"), ("destination", "another")])
def test_a_yes_holds_only_what_is_in_its_scope(make, reply):
    eventlog = make()
    digest, _ = eventlog.agreement.disclosure(ID)
    with pytest.raises(KeyError):
        eventlog.agreement.answer(ME, [Reply("yes", *reply, {ID: digest})], PANEL)
    assert not eventlog.agreement.granted(Caller(ME), ID)


def test_another_process_sees_an_answer_at_once(make):
    one, other = make(), make()
    assert not other.agreement.granted(Caller(ME), ID)
    say(one, "yes")
    assert other.agreement.granted(Caller(ME), ID)
    say(other, "no")
    assert not one.agreement.granted(Caller(ME), ID)


@pytest.mark.parametrize(("first", "second", "linked"), [("drop", "drop", True), ("drop", "keep", False)])
def test_a_session_links_only_kinds_that_treat_the_user_alike(make, tmp_path, first, second, linked):
    def stored_session(user):
        eventlog = make(user=user)
        say(eventlog, "yes")
        event = {"schema_id": ID, "version": "1", "data": GOOD, "session": "s"}
        assert [one.status for one in eventlog.receive([event], Caller(ME, "frontend", principal=ME)).result(10)] == [
            "stored"
        ]
        eventlog.close()
        return last(tmp_path / "journal", 1)[0]["session"]

    assert (stored_session(first) == stored_session(second)) is linked

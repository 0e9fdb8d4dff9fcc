"""`sanitize` at its time: what is stored is narrowed in place, by what was agreed to, and the rest is gone for good."""

import json
import logging
import random
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from runs import run
from servers import until
from strategies import CATEGORIES, ID, PATHS, suites
from test_journal import store
from test_redaction_properties import kept, pipeline

from jupyter_eventlog.canonical import canonical
from jupyter_eventlog.catalogue import Words
from jupyter_eventlog.catalogue.facts import retention_words
from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.eventlog import EventLog
from jupyter_eventlog.journal.chain import verify
from jupyter_eventlog.journal.counts import DAY
from jupyter_eventlog.journal.sqlite import SqliteJournal
from jupyter_eventlog.narrowing import Narrowing
from jupyter_eventlog.policy_reader import parse_policy
from jupyter_eventlog.registry import Registry
from jupyter_eventlog.sanitize import sanitizer

SCHEMA = {"$id": ID, "version": "1", "properties": {"a": {}, "b": {}, "c": {}}}
RULE = {"after": "2d", "allowed_properties": ["a"]}
ALL = {"allowed_properties": ["a", "b", "c"]}


class World:
    """A journal folder under a policy that may change from start to start."""

    def __init__(self, folder):
        self.folder, self.now, self.journal = folder, 0.0, None
        self.registry = Registry()
        self.registry.register(SCHEMA)

    def start(self, entry=None, sinks=("sink",)):
        if self.journal:
            self.journal.close()
        policy = parse_policy({"allowed_schemas": {ID: {**ALL, **entry}} if entry is not None else {}})
        assert not policy.errors
        narrowing = Narrowing(policy, self.registry)
        self.journal = SqliteJournal(self.folder, sinks, lambda: None, now=lambda: self.now, narrowing=narrowing)
        assert self.journal.source

    def put(self, *datas, rule=RULE, first=1, sinks=("sink",), version="1"):
        events = [
            {"id": f"id-{at}", "redacted": [], "data": data, "sequence": at} for at, data in enumerate(datas, first)
        ]
        agreed = rule and (self.now + int(rule["after"][:-1]) * DAY, json.dumps(rule))
        made = run(
            *events,
            name=ID,
            head={"schemaversion": version, "session": "s"},
            received=self.now,
            sinks=sinks,
            subject=b"me",
            number=(b"s", first),
            sanitize=agreed,
        )
        return store(self.journal, made)

    def stored(self):
        with closing(sqlite3.connect(self.folder / "journal-1.sqlite")) as database:
            found = database.execute("SELECT place, capsule FROM events ORDER BY place").fetchall()
        return [(place, one["data"], one["redacted"]) for place, one in ((at, json.loads(text)) for at, text in found)]

    def verified(self):
        with closing(sqlite3.connect(self.folder / "journal-1.sqlite")) as database:
            return list(verify(database).problems)

    def asked(self, query):
        with closing(sqlite3.connect(self.folder / "journal-1.sqlite")) as database:
            return database.execute(query).fetchall()

    def raw(self):
        return b"".join(file.read_bytes() for file in self.folder.iterdir())


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path / "journal")
    made.start({"sanitize": RULE})
    yield made
    made.journal.close()


def test_at_its_time_a_record_is_narrowed_in_place(world):
    world.put({"a": 1, "b": 2}, {"a": 3})
    world.now = 2 * DAY
    world.start({"sanitize": RULE})
    assert world.stored() == [(1, {"a": 1, "b": 2}, []), (2, {"a": 3}, [])], "not yet"
    world.now += 1
    world.start({"sanitize": RULE})
    assert world.stored() == [(1, {"a": 1}, ["b"]), (2, {"a": 3}, [])]
    assert world.verified() == []
    assert world.asked("SELECT why FROM links") == [("stored",), ("sanitized",)]


def test_hourly_in_a_server_that_runs(world, monkeypatch):
    monkeypatch.setattr("jupyter_eventlog.journal.writer.HOUR", 0)
    world.put({"b": "x"})
    world.now = 3 * DAY
    world.put({"a": 1}, first=2)
    until(lambda: world.stored()[0] == (1, {}, ["b"]), "the older one is narrowed")


def test_a_sink_that_has_not_got_it_gets_what_is_left_and_cursors_stay(world):
    world.put({"a": 1, "b": 2})
    world.put({"a": 3, "b": 4}, first=2)
    world.journal.ack("sink", 1)
    world.now = 3 * DAY
    world.start({"sanitize": RULE})
    stored, place = world.journal.read("sink", 10)
    assert [(one.place, one.capsule["data"], one.capsule["redacted"]) for one in stored] == [(2, {"a": 3}, ["b"])]
    assert place == 2


@pytest.mark.parametrize("today", [None, {}, {"sanitize": {"after": "9d", "allowed_properties": ["a", "b"]}}])
def test_what_was_agreed_to_stays_whatever_the_policy_says_later(world, today):
    world.put({"a": 1, "b": 2})
    world.now = 3 * DAY
    world.start(today)
    assert world.stored() == [(1, {"a": 1}, ["b"])]
    world.now = 20 * DAY
    world.start(today)
    assert world.stored() == [(1, {"a": 1}, ["b"])]
    assert world.verified() == []


def test_a_policy_that_leaves_less_or_earlier_counts_for_what_is_there(world):
    world.put({"a": 1, "b": 2}, rule=None)
    world.put({"a": 1, "b": 2}, first=2)
    world.now = 1.5 * DAY
    world.start({"sanitize": {"after": "1d", "allowed_properties": ["b"]}})
    assert world.stored() == [(1, {"b": 2}, ["a"]), (2, {"b": 2}, ["a"])]
    world.now = 3 * DAY
    world.start({"sanitize": {"after": "1d", "allowed_properties": ["b"]}})
    assert world.stored() == [(1, {"b": 2}, ["a"]), (2, {}, ["a", "b"])]
    assert world.verified() == []


def test_once_narrowed_a_record_is_not_written_again(world):
    world.put({"a": 1, "b": 2})
    world.now = 3 * DAY
    world.start({"sanitize": RULE})
    world.start({"sanitize": RULE})
    world.now = 9 * DAY
    world.start({"sanitize": RULE})
    assert len(world.asked("SELECT * FROM links")) == 2


def test_a_repeat_of_what_was_narrowed_is_a_repeat(world):
    world.put({"a": 1, "b": 2})
    world.now = 3 * DAY
    world.start({"sanitize": RULE})
    assert world.put({"a": 1, "b": 2}) == ["duplicate"]


def test_what_a_sink_said_of_it_goes_too(world):
    world.put({"b": "secret"}, {"b": "x"}, {"b": "y"})
    world.journal.ack("sink", 3, [(1, "b: secret is too long"), (2, "withdrawn")])
    world.now = 3 * DAY
    world.start({"sanitize": RULE})
    assert world.asked("SELECT place, reason FROM dead") == [(1, "refused"), (2, "withdrawn")]


def test_a_schema_that_is_not_known_is_waited_for_a_day_and_then_nothing_is_left(world):
    world.put({"a": 1}, version="2")
    world.put({"a": 1, "b": 2}, first=2)
    world.now = 2.5 * DAY
    world.start({"sanitize": RULE})
    assert world.stored() == [(1, {"a": 1}, []), (2, {"a": 1}, ["b"])]
    world.now = 3.5 * DAY
    world.start({"sanitize": RULE})
    assert world.stored() == [(1, {}, ["*"]), (2, {"a": 1}, ["b"])]


@pytest.mark.parametrize(
    "broken", ["substr(events, 2)", "CAST(x'ff41' AS TEXT)", "'[1]'", "'', salt = 1", "events, head = 1"]
)
def test_what_cannot_be_read_cannot_be_narrowed_and_goes(world, broken):
    world.put({"a": 1, "b": "unread"})
    world.put({"a": 2, "b": 3}, first=2)
    with closing(sqlite3.connect(world.folder / "journal-1.sqlite")) as database, database:
        database.execute(f"UPDATE runs SET events = {broken} WHERE place = 1")
    world.now = 3 * DAY
    world.start({"sanitize": RULE})
    assert world.stored() == [(2, {"a": 2}, ["b"])]
    assert world.asked("SELECT number FROM counts WHERE verdict = 'sanitized'") == [(1,)]


def test_much_is_narrowed_in_steps_between_which_others_store(world, monkeypatch):
    monkeypatch.setattr("jupyter_eventlog.journal.sanitizing.STEP", 3)
    for number in range(1, 21):
        world.put({"a": 1, "b": 2}, first=2 * number)
    world.now = 3 * DAY
    world.start({"sanitize": RULE})
    until(lambda: all(redacted == ["b"] for _, _, redacted in world.stored()), "all are narrowed")
    changes = [json.loads(rows) for (rows,) in world.asked("SELECT rows FROM links WHERE why = 'sanitized'")]
    assert sorted(map(len, changes)) == [2, *[3] * 6]
    assert world.verified() == []


@pytest.mark.parametrize("seed", range(4))
def test_nothing_of_what_was_narrowed_is_left_in_the_bytes_and_it_cannot_be_guessed(world, seed):
    chance = random.Random(seed)
    texts = [f"<canary-{n}>" + "x" * chance.choice([0, 886, 2886]) + f"<canary-{n}>" for n in range(200)]
    for number, text in enumerate(texts):
        world.put({"a": number, "b": text}, first=2 * number + 1)
    salts = [salt for (salt,) in world.asked("SELECT salt FROM runs")]
    world.now = 3 * DAY
    world.start({"sanitize": RULE})
    world.journal.close()
    left = world.raw()
    assert [number for number in range(200) if f"<canary-{number}>".encode() in left] == []
    assert [salt for salt in salts if salt in left] == [], "a guess cannot be held against the old digest"
    assert world.verified() == []


def test_whoever_is_killed_before_the_bytes_are_gone_leaves_word_of_them(world):
    world.put({"a": 1, "b": "canary-of-the-killed"})
    world.now = 3 * DAY
    world.start({"sanitize": RULE})
    assert world.asked("SELECT lingering FROM journal") == [(1,)]
    world.journal.disown()
    world.journal = None
    world.start({"sanitize": RULE})
    assert b"canary-of-the-killed" not in world.raw()
    assert world.asked("SELECT lingering FROM journal") == [(0,)]


@settings(deadline=None, max_examples=40)
@given(suites(4), st.integers(0, 2**63), st.floats(0, 5), st.booleans())
def test_what_is_left_in_the_journal_is_what_sanitizing_leaves(tmp_path_factory, suite, seed, age, is_today):
    """For any schema, policy and events: the same function of what was stored, once it is old enough."""
    chance = random.Random(seed)
    rule = {
        "after": "2d",
        "allowed_categories": chance.sample(CATEGORIES, chance.choice([0, 4, 8])),
        "allowed_properties": chance.sample(PATHS, 3),
    }
    suite["policy"]["allowed_schemas"][ID]["sanitize"] = rule
    made = pipeline(suite)
    entry, schema = made.policy.entry(ID), made._registry.get(ID, "1")
    world = World(tmp_path_factory.mktemp("journal"))
    world.registry = made._registry
    world.start({})
    stored = [(data, noted) for _, data, noted in kept(made, suite)]
    for at, (data, noted) in enumerate(stored):
        event = {"id": f"id-{at}", "redacted": noted, "data": data}
        agreed = None if is_today else (2 * DAY, json.dumps(rule))
        store(world.journal, run(event, name=ID, head={"schemaversion": "1"}, are_new=True, sanitize=agreed))
    world.journal.close()
    world.now = age * DAY
    for _ in range(2):
        world.journal = SqliteJournal(
            world.folder, (), lambda: None, now=lambda: world.now, narrowing=Narrowing(made.policy, made._registry)
        )
        assert world.journal.source
        world.journal.close()
    expected = [sanitizer(schema, entry)(*one) for one in stored] if age > 2 else stored
    assert [canonical([data, noted]) for _, data, noted in world.stored()] == [canonical(list(one)) for one in expected]
    assert world.verified() == []


def test_an_eventlog_takes_it_tells_it_and_has_each_record_carry_it(tmp_path):
    name = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
    config = Config()
    ground = {"consent": "required", "reason": "a test", "legal_basis": "other"}
    rule = {"after": "30d", "allowed_properties": ["command_id"]}
    config.allowed_schemas = {name: {"level": "technical", **ground, "sanitize": rule}}
    config.journal_dir = str(tmp_path / "journal")
    eventlog = EventLog(config.options(logging.getLogger("test")))
    assert eventlog.policy.errors == []
    _, disclosure = eventlog.agreement.disclosure(name)
    assert retention_words(disclosure, Words(zone=None)).startswith("Full record for 30 days, then only ")
    eventlog.emit(name, 1, {"command_id": "a:b", "trigger": "menu", "outcome": "failed"})
    eventlog.close()
    with closing(sqlite3.connect(tmp_path / "journal" / "journal-1.sqlite")) as database:
        ((received, at, said),) = database.execute("SELECT received, sanitizes, sanitize FROM runs").fetchall()
    assert at == received + timedelta(days=30).total_seconds()
    assert json.loads(said) == rule


def test_what_a_sink_will_never_get_stays_so(world):
    world.put({"a": 1, "b": 2}, {"a": 3})
    world.journal.ack("sink", 2, [(1, "b is 2"), (2, "released")])
    world.now = 3 * DAY
    world.start({"sanitize": RULE})
    assert world.asked("SELECT place, reason FROM dead") == [(1, "refused"), (2, "released")]

"""What holds for every sequence of policies, answers, sessions and signals."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from node import node

from jupyter_eventlog.agreement import VALID_FOR
from jupyter_eventlog.answers import Circumstances, Decision, Record
from jupyter_eventlog.decision import decide
from jupyter_eventlog.disclosure import Disclosure, destination_view, disclose
from jupyter_eventlog.durations import duration
from jupyter_eventlog.eventlog import HERE
from jupyter_eventlog.pipeline import Pipeline
from jupyter_eventlog.policy_reader import parse_policy
from jupyter_eventlog.registry import Registry
from jupyter_eventlog.transforms import transform
from jupyter_eventlog.types import Draft, Kept

IDS = ["https://example.org/a", "https://example.org/b"]
KEY = "01" * 32
START = datetime(2026, 1, 1, tzinfo=UTC)
EVENT = {"command": "file:save-as", "path": "/home/ada/Thesis.ipynb", "user": {"id": "ada"}, "tags": ["x/y.Z", "q"]}
SCHEMA = {
    "version": "1",
    "properties": {
        "command": {"type": "string", "categories": ["technical"]},
        "path": {"type": "string", "categories": ["user-content"]},
        "user": {
            "type": "object",
            "categories": ["unrestricted"],
            "properties": {"id": {"type": "string", "categories": ["user-identifier"]}},
        },
        "tags": {"type": "array", "categories": ["unrestricted"], "items": {"categories": ["interaction"]}},
    },
}
SCHEMAS = [{"$id": schema_id, **SCHEMA} for schema_id in IDS]
KAFKA = {"name": "kafka", "destination": "Our Kafka", "run_by": "IT", "country": "DE", "third_party": False}
CLOUD = {"name": "cloud", "destination": "Cloud", "run_by": "Cloud Inc.", "country": "US", "third_party": True}
PURPOSES = {name: {"title": name, "legal_basis": "consent"} for name in ("improve", "plan")}

relaxed = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))

transforms = st.sampled_from(["drop", "hash", "truncate:2", "truncate:5", "basename", "extension"])
entries = st.fixed_dictionaries(
    {
        "purpose": st.sampled_from([*PURPOSES, *PURPOSES, None]),
        "consent": st.sampled_from(["opt-in", "opt-in", "opt-in", "opt-out", "required"]),
        "reason": st.just("rules"),
    },
    optional={
        "level": st.sampled_from(["minimal", "technical", "interaction", "content", "full"]),
        "allowed_properties": st.lists(st.sampled_from(["command", "path", "user.id", "tags[]"]), max_size=2),
        "obfuscate": st.dictionaries(st.sampled_from(["command", "path", "user.id", "tags[]"]), transforms, max_size=2),
        "user": st.sampled_from(["drop", "hash", "keep"]),
        "retention": st.sampled_from(["30d", "90d"]),
        "sample": st.sampled_from([1, 0.9]),
        "sinks": st.sampled_from([[], ["kafka"], ["kafka", "cloud"]]),
        "capsule": st.sampled_from([{"time": "hour"}, {"session": "drop"}]),
    },
)
policies = st.builds(
    lambda allowed, name: {
        "hash_key": KEY,
        "operator": {"name": name},
        "purposes": PURPOSES,
        "allowed_schemas": allowed,
    },
    st.dictionaries(st.sampled_from(IDS), entries, min_size=1, max_size=2),
    st.sampled_from(["Riverside", "Riverside", "Riverside", "Lakeside"]),
)
places = st.sampled_from([[], [KAFKA], [KAFKA, CLOUD], [{**KAFKA, "country": "US"}]])
steps = st.lists(
    st.tuples(st.just("policy"), policies, places)
    | st.tuples(
        st.just("answer"),
        st.sampled_from(["yes", "yes", "no", "shown", "closed"]),
        st.sampled_from(["all", "all", "purpose", "schema", "destination"]),
        st.sampled_from([*IDS, *PURPOSES, "kafka", "cloud"]),
    )
    | st.tuples(st.sampled_from(["session", "signal", "no signal"]))
    | st.tuples(st.just("days"), st.sampled_from([1, 31, 400])),
    max_size=10,
)


@dataclass
class World:
    """One person under one operator after another."""

    policy: dict[str, Any]
    places: list[dict[str, Any]] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    made_under: list[tuple[dict[str, Any], list[dict[str, Any]]]] = field(default_factory=list)
    now: datetime = START
    session: int = 1
    signal: bool = False

    def disclosures(self) -> dict[str, Disclosure]:
        registry = registry_of()
        policy = parse_policy(self.policy)
        here = destination_view(HERE)
        return {one: disclose(registry, policy, one, [here, *self.places]) for one in policy.schemas}

    def decisions(self) -> dict[str, Decision]:
        at = Circumstances(self.now, duration(VALID_FOR), signal=self.signal, session=str(self.session))
        return decide(self.disclosures(), self.records, at)

    def take(self, step: tuple[Any, ...]) -> None:
        self.now += timedelta(minutes=1)
        match step:
            case ("policy", policy, where):
                self.policy, self.places = policy, where
            case ("answer", answer, scope, target):
                self._answer(answer, scope, target)
            case ("days", days):
                self.now += timedelta(days=days)
            case ("session",):
                self.session += 1
            case (signal,):
                self.signal = signal == "signal"

    def _answer(self, answer: Any, scope: Any, target: str) -> None:
        shown = {name: one for name, one in self.disclosures().items() if covers(scope, target, name, one)}
        if shown:
            time = self.now.isoformat(timespec="microseconds").replace("+00:00", "Z")
            name = None if scope == "all" else target
            number = str(len(self.records) + 1)
            self.records.append(
                Record(answer, scope, time, shown, name, signal=self.signal, session=str(self.session), id=number)
            )
            self.made_under.append((self.policy, self.places))


def registry_of() -> Registry:
    registry = Registry()
    for schema in SCHEMAS:
        registry.register(schema)
    return registry


def covers(scope: str, target: str, name: str, disclosure: Disclosure) -> bool:
    if scope == "purpose":
        return disclosure["purpose"] is not None and disclosure["purpose"]["id"] == target
    if scope == "destination":
        return any(one["name"] == target for one in disclosure["destinations"])
    return scope == "all" or name == target


def leaves(value: Any, path: str = "") -> Any:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, path + "[]")
    else:
        yield path, value


def no_more_than(agreed: str, value: Any, originals: list[Any]) -> bool:
    """Whether a value tells no more of its original than a transform that was agreed to would have."""
    for original in originals:
        if agreed == "keep":
            return True
        told = transform(agreed, bytes.fromhex(KEY))(original)
        if agreed.startswith("truncate") and isinstance(value, str) and told.startswith(value):
            return True
        if value in (told, transform("extension", b"")(told) if agreed == "basename" else told):
            return True
    return False


def agreed_to(world: World, name: str, decision: Decision) -> list[Disclosure]:
    """The disclosures on which a kind is on, read from the records alone."""
    return [one.disclosures[name] for one in world.records if one.id == decision.record]


@relaxed
@given(policies, steps)
def test_no_sequence_collects_what_the_person_never_agreed_to(policy, path):
    world = World(policy)
    for step in path:
        world.take(step)
        pipeline = Pipeline(registry_of(), parse_policy(world.policy))
        for name, decision in world.decisions().items():
            if decision.status != "on":
                continue
            (agreed,) = agreed_to(world, name, decision)
            result = pipeline.process(Draft(name, "1", EVENT, session="s"), lambda _: True)
            kept = result.data if isinstance(result, Kept) else {}
            for where, value in leaves(kept):
                told = [one["transform"] for one in agreed["fields"] if one["path"] == where]
                originals = [item for at, item in leaves(EVENT) if at == where]
                assert any(no_more_than(one, value, originals) for one in told), (where, value, told)
            named = [one["name"] for one in agreed["destinations"]]
            now = [one["name"] for one in world.disclosures()[name]["destinations"]]
            assert {one for one in now if one not in decision.off_destinations} <= set(named)


@relaxed
@given(policies, steps)
def test_a_no_survives_everything_but_a_later_yes_to_that_kind(policy, path):
    world = World(policy)
    refused: set[str] = set()
    for step in path:
        before = len(world.records)
        world.take(step)
        for record in world.records[before:]:
            if record.scope == "destination":
                continue
            choices = {name for name, one in record.disclosures.items() if one["mode"] != "required"}
            refused |= choices if record.answer == "no" else set()
            if record.answer == "yes":
                refused -= set(record.disclosures)
            if record.answer == "shown":
                # What is always recorded starts once that was told.
                refused -= {name for name, one in record.disclosures.items() if one["mode"] == "required"}
        assert not [name for name, one in world.decisions().items() if one.granted and name in refused]


@relaxed
@given(policies, steps)
def test_nothing_is_on_before_it_was_shown_or_agreed_to(policy, path):
    world = World(policy)
    for step in path:
        world.take(step)
        modes = {name: one["mode"] for name, one in world.disclosures().items()}
        for name, decision in world.decisions().items():
            if decision.status == "on":
                record = next(one for one in world.records if one.id == decision.record)
                assert record.answer == ("yes" if decision.ground == "yes" else "shown")
                assert name in record.disclosures
                assert decision.ground == "yes" or (modes[name] == "opt-out" and record.session != str(world.session))
                assert not world.signal or record.signal
            assert (decision.status == "always") <= (modes[name] == "required")


@relaxed
@given(policies, steps)
def test_a_refused_third_party_gets_nothing_until_it_is_switched_on(policy, path):
    world = World(policy)
    refused = False
    for step in path:
        before = len(world.records)
        world.take(step)
        for record in world.records[before:]:
            if record.scope == "destination" and record.target == "cloud" and record.answer in ("yes", "no"):
                refused = record.answer == "no"
        for name, decision in world.decisions().items():
            goes = [one["name"] for one in world.disclosures()[name]["destinations"]]
            if refused and decision.status == "on" and "cloud" in goes:
                assert "cloud" in decision.off_destinations


@pytest.fixture(scope="module")
def typescript():
    with node("vectors.mjs") as ask:
        yield lambda suite: [wrong for _, wrong in ask(suite) if wrong]


def test_both_languages_decide_alike(typescript):
    compared = 0

    @settings(relaxed, max_examples=250)
    @given(policies, steps)
    def agree(policy, path):
        nonlocal compared
        world = World(policy)
        cases = []
        for step in path:
            world.take(step)
            cases.append(case_of(world))
        assert typescript({"title": "random", "schemas": SCHEMAS, "cases": cases}) == []
        compared += len(cases)

    agree()
    assert compared >= 400


def case_of(world: World) -> dict[str, Any]:
    """Where a world stands now, as a vector."""
    records = [
        {
            "policy": policy,
            "destinations": where,
            "covers": list(record.disclosures),
            **{key: getattr(record, key) for key in ("answer", "scope", "time", "target", "signal", "session")},
        }
        for record, (policy, where) in zip(world.records, world.made_under, strict=True)
    ]
    return {
        "title": "now",
        "policy": world.policy,
        "destinations": world.places,
        "records": records,
        "now": world.now.isoformat().replace("+00:00", "Z"),
        "signal": world.signal,
        "session": str(world.session),
        "decide": {name: one.view() for name, one in world.decisions().items()},
    }

"""What people are told is what happens: canaries in every declared place of random schemas, under random policies."""

from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from strategies import ID, entry, schema, seeded

from jupyter_eventlog.canonical import canonical
from jupyter_eventlog.catalogue import Kind, Words, facts, field_facts, operator_of, short_answers
from jupyter_eventlog.disclosure import disclose
from jupyter_eventlog.pipeline import Pipeline
from jupyter_eventlog.policy_reader import parse_policy
from jupyter_eventlog.projection import Rule, project
from jupyter_eventlog.registry import Registry
from jupyter_eventlog.shape import ShapeError
from jupyter_eventlog.types import Draft, Kept

relaxed = settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))
WORDS = Words()
NEVER = WORDS.say("answers.never")
ASKED = {
    WORDS.say("answers.content"): "user-content",
    WORDS.say("answers.name"): "user-identifier",
    WORDS.say("answers.pointing"): "user-identifiable-information",
}
DEPTH = 5


class Canaries:
    """One for each place, in a text whose parts tell what became of it."""

    def __init__(self) -> None:
        self.rules: dict[str, Rule | None] = {}

    def new(self, rule: Rule | None) -> str:
        name = f"canary{len(self.rules)}x"
        self.rules[name] = rule
        return f"/folder/{name}/rest-{name}.End{name}"

    def value(self, rule: Rule | None, draw: Any, depth: int = DEPTH) -> Any:
        # A container need not be one: a value of its own must be told of too.
        if rule is None or rule.is_leaf or draw(st.integers(0, 5)) == 0:
            return self.new(rule)
        if depth == 0:
            return {}
        if rule.location.items and draw(st.booleans()):
            return [self.value(rule.item(index), draw, depth - 1) for index in range(2)]
        names = [*rule.location.properties, "x_1", "x_2", "undeclared"]
        return {name: self.value(rule.child(name), draw, depth - 1) for name in names}


@st.composite
def cases(draw):
    document = draw(seeded(schema))
    registry = Registry()
    registry.register(document)
    policy = parse_policy({"hash_key": "00" * 32, "allowed_schemas": {ID: draw(seeded(entry))}})
    assume(not policy.errors)
    canaries = Canaries()
    try:
        rule = project(registry.get(ID, "1"), policy.entry(ID), b"")
        data = {name: canaries.value(rule.child(name), draw) for name in [*document["properties"], "undeclared"]}
        disclosure = disclose(registry, policy, ID, [])
    except ShapeError:
        assume(False)
    pipeline = Pipeline(registry, policy)
    assume(not policy.errors)
    result = pipeline.process(Draft(ID, "1", data), lambda _: True)
    assume(isinstance(result, Kept))
    return disclosure, canaries, canonical(result.data).decode()


@relaxed
@given(cases())
def test_what_people_are_told_is_what_happens(case):
    disclosure, canaries, stored = case
    never_is_never(disclosure, canaries, stored)
    a_card_names_only_what_is_gone(disclosure, canaries, stored)
    a_field_shows_what_its_card_says(disclosure, canaries, stored)


def never_is_never(disclosure, canaries, stored):
    answers = {one.question: one.answer for one in short_answers([kind(disclosure)], OPERATOR, WORDS)}
    never = {category for question, category in ASKED.items() if answers[question] == NEVER}
    for name, rule in canaries.rules.items():
        if rule is None or never.intersection(rule.location.categories):
            assert name not in stored, (rule and rule.path, rule and rule.location.categories)


def a_card_names_only_what_is_gone(disclosure, canaries, stored):
    term = WORDS.say("card.never")
    told = next((fact.lines[0].split(", ") for fact in facts(kind(disclosure), "", WORDS) if fact.term == term), [])
    assert told == disclosure["removed"]
    for name, rule in canaries.rules.items():
        if rule and rule.told in told:
            assert name not in stored, rule.told


def a_field_shows_what_its_card_says(disclosure, canaries, stored):
    said: dict[str, set[str]] = {}
    for one in field_facts(disclosure, WORDS):
        said.setdefault(one.path, set()).add(one.how)
    for name, rule in canaries.rules.items():
        # A path of several patterns is told once for each thing that happens to names there.
        ways = said.get(rule.told) if rule else None
        assert not ways or any(fits(how, name, stored) for how in ways), (rule.told, ways)


def fits(how, name, stored):
    """Whether what is stored of a canary is what one line of a card promises."""
    if how == WORDS.say("transform.keep"):
        return True
    if how == WORDS.say("transform.extension"):
        return f"rest-{name}" not in stored
    if how == WORDS.say("transform.basename"):
        return f"/{name}/" not in stored
    return name not in stored


def kind(disclosure):
    return Kind(ID, disclosure, "on", "yes", "2026-11-02T10:00:00Z")


OPERATOR = operator_of({"name": "Riverside"}, None, WORDS)

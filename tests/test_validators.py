"""jsonschema_rs in Python and ajv in TypeScript: one dialect, one verdict."""

import json

import pytest
from dialect_strategies import PATTERNS, data, schemas
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from node import node

from jupyter_eventlog.canonical import canonical, fault
from jupyter_eventlog.conformance import refusal
from jupyter_eventlog.registry import Registry
from jupyter_eventlog.validators import compile_pattern, compile_schema

SCHEMAS = 350
VALUES_EACH = 8
PAIRS = 1500


@pytest.fixture(scope="module")
def typescript():
    with node("schemas.mjs") as ask:
        yield ask


@st.composite
def questions(draw: st.DrawFn):
    schema = draw(schemas())
    value = data(schema).filter(lambda one: fault(one) is None)
    return {"schema": schema, "data": draw(st.lists(value, min_size=VALUES_EACH, max_size=VALUES_EACH))}


def test_both_validators_agree(typescript):
    compared = {True: 0, False: 0}

    @settings(deadline=None, max_examples=SCHEMAS, suppress_health_check=list(HealthCheck), database=None)
    @given(questions())
    def agree(question):
        theirs = typescript(question)
        assert refusal(question["schema"]) == theirs["refused"]
        if theirs["refused"] is not None:
            return
        normal = Registry().register(question["schema"]).document
        assert canonical(normal) == canonical(theirs["document"])
        validator = compile_schema(normal)
        for value, fits in zip(question["data"], theirs["fits"], strict=True):
            assert validator.is_valid(value) == fits, json.dumps(value)
            compared[fits] += 1

    agree()
    assert sum(compared.values()) >= PAIRS
    # A test in which nearly everything fits, or nothing does, would compare little.
    assert min(compared.values()) >= PAIRS / 10


CLASSES = [r"\d", r"\D", r"\s", r"\S", r"\w", r"\W", ".", "[^a]", r"[^\s\d]", r"[\W_]", r"[^\W]", "[a-z]", r"[\S\n]"]


def test_classes_hold_the_same_characters(typescript):
    points = [*range(0xD800), *range(0xE000, 0x10000), *range(0x10000, 0x110000, 0x1001)]
    characters = [chr(point) for point in points if fault(chr(point)) is None]
    for pattern in CLASSES:
        schema = {"$id": "https://example.org/random", "version": "1", "pattern": f"^{pattern}$"}
        ours = compile_pattern(Registry().register(schema).document["pattern"])
        theirs = typescript({"schema": schema, "data": characters})["fits"]
        differing = [one for one, fits in zip(characters, theirs, strict=True) if ours.is_valid(one) != fits]
        assert differing == [], pattern


LETTERS = "ab-^$.|()[]{}*+?,/\\ 12:é😀&~#"
TOKENS = [*LETTERS, *("{2}", "{2,}", "(?:", "(?", "[^", "&&", r"\d", r"\w", r"\-", r"\u0041", r"\u{41}")]
texts = st.lists(st.text(st.sampled_from([*LETTERS, "\n", "\r", "A"]), max_size=5), min_size=6, max_size=6)
patterns = st.lists(st.sampled_from(TOKENS), max_size=8).map("".join) | st.sampled_from(PATTERNS)


def test_both_read_random_patterns_alike(typescript):
    """What one half admits, the other does; and the engines then say the same of any text."""
    admitted = 0

    @settings(deadline=None, max_examples=1500, suppress_health_check=list(HealthCheck), database=None)
    @given(patterns, texts)
    def agree(pattern, texts):
        nonlocal admitted
        schema = {"$id": "https://example.org/random", "version": "1", "pattern": pattern}
        theirs = typescript({"schema": schema, "data": texts})
        assert refusal(schema) == theirs["refused"], pattern
        if theirs["refused"] is None:
            admitted += 1
            ours = compile_pattern(Registry().register(schema).document["pattern"])
            assert [ours.is_valid(one) for one in texts] == theirs["fits"], pattern

    agree()
    assert admitted >= 300

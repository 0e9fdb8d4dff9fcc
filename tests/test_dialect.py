"""What vectors cannot hold: sizes, files, and that the tables of the dialect are whole."""

import json
import time

import pytest

from jupyter_eventlog.dialect import SchemaError, check, normalise
from jupyter_eventlog.dialect.meaning import meaning
from jupyter_eventlog.dialect.values import KINDS
from jupyter_eventlog.dialect.walk import RULES
from jupyter_eventlog.documents import DocumentError, read_document
from jupyter_eventlog.registry import Registry
from jupyter_eventlog.validators import compile_schema

BASE = {"$id": "https://example.org/events/a", "version": "1", "type": "object"}


def test_every_kind_has_a_test_and_a_sentence():
    named = {*RULES["event"].values(), *RULES["keywords"].values()}
    assert named == set(KINDS) == set(RULES["kinds"])


def test_every_subschema_keyword_has_a_kind_unless_it_holds_one_schema():
    assert {*RULES["subschemas"]["many"], *RULES["subschemas"]["named"]} <= set(RULES["keywords"])


@pytest.mark.parametrize(
    "large",
    [
        {"description": "a" * 2**18},
        {"properties": {"a" * 2**18: {}}},
        {"enum": list(range(2**18))},
        {"properties": {f"p{index}": {"type": "string"} for index in range(2**15)}},
    ],
    ids=["a text", "a name", "a list", "many properties"],
)
def test_a_schema_that_is_too_large_is_refused(large):
    with pytest.raises(SchemaError, match="KiB") as refused:
        check({**BASE, **large})
    assert refused.value.place == ""


def test_a_schema_just_small_enough_is_taken():
    check({**BASE, "description": "a" * (2**18 - 200)})


def test_aliases_that_multiply_are_refused_in_time(tmp_path):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{index}: &a{index} [{', '.join([f'*a{index - 1}'] * 10)}]" for index in range(1, 12)]
    file = tmp_path / "bomb.yaml"
    file.write_text("\n".join([*lines, "$id: urn:bomb", "version: 1"]))
    started = time.monotonic()
    with pytest.raises(SchemaError, match="KiB"):
        Registry().register(read_document(file))
    assert time.monotonic() - started < 5


def test_a_document_that_holds_itself_is_refused():
    schema = dict(BASE)
    schema["not"] = schema
    with pytest.raises(SchemaError):
        normalise(schema)


def test_long_chains_of_references_are_followed_in_time():
    chain = {f"d{index}": {"$ref": f"#/definitions/d{index + 1}"} for index in range(3000)}
    started = time.monotonic()
    check({**BASE, "definitions": {**chain, "d3000": {"type": "string"}}})
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: [", "cannot be read"),
        ("- a", "must be an object"),
        ("", "must be an object"),
        ("!!python/object/apply:os.system [ls]", "cannot be read"),
        ("a: " + "[" * 100_000, "cannot be read"),
        ("a" * 2**21, "1 MiB"),
    ],
    ids=["broken", "a list", "empty", "a program", "deep", "large"],
)
def test_a_file_that_is_no_document_is_told(tmp_path, text, problem):
    file = tmp_path / "a.yaml"
    file.write_text(text)
    with pytest.raises(DocumentError, match=problem):
        read_document(file)


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path):
    (tmp_path / "latin.yaml").write_bytes(b"a: \xff\xfe\xff")
    for name in ("none.yaml", "latin.yaml"):
        with pytest.raises(DocumentError, match="cannot be read"):
            read_document(tmp_path / name)


def test_a_date_in_yaml_stays_a_text(tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text("$id: urn:a\nversion: 1\nexpires: 2030-01-02\n")
    assert Registry().register(read_document(file)).expires == "2030-01-02"


def test_normalising_twice_is_normalising_once():
    schema = {**BASE, "$ref": "#/$defs/a", "$defs": {"a": {"pattern": "^.$"}}, "patternProperties": {".": {}}}
    once = normalise(schema)
    assert normalise(once) == once
    assert once["$defs"]["a"]["pattern"] == r"^[^\n\r\u2028\u2029]$"


@pytest.mark.parametrize(
    "name", ["http://json-schema.org/draft-07/schema", "https://example.org/a#b", "https://example.org/a b", "a:%zz"]
)
def test_references_are_local_whatever_a_schema_is_called(name):
    local = {"$ref": "#/definitions/nonNegativeInteger"}
    schema = {
        **BASE,
        "$id": name,
        "properties": {"x": local},
        "definitions": {"nonNegativeInteger": {"type": "string"}},
    }
    validator = compile_schema(Registry().register(schema).document)
    assert validator.is_valid({"x": "a"}) and not validator.is_valid({"x": 1})


def test_a_reference_to_what_is_no_schema_is_told_as_such():
    with pytest.raises(SchemaError, match="must point to a subschema"):
        check({**BASE, "properties": {"x": {"$ref": "#/properties"}}})


def test_no_pattern_searches_for_ever():
    validator = compile_schema(normalise({**BASE, "properties": {"x": {"pattern": "^(?:a+)+$"}}}))
    started = time.monotonic()
    assert not validator.is_valid({"x": "a" * 10_000 + "b"})
    assert time.monotonic() - started < 5


PROPERTY = {"title": "X", "type": ["string", "null"], "enum": ["b", None], "categories": ["technical"]}
BEFORE = {
    **BASE,
    "title": "A",
    "examples": [{}],
    "owner": "me",
    "expires": "2030-01-01",
    "properties": {"a": PROPERTY},
    "required": ["a", "b"],
}
SAME = {
    "a title": {"title": "B"},
    "examples": {"examples": []},
    "an owner": {"owner": "you"},
    "expiry": {"expires": "2031-01-01"},
    "deprecation": {"deprecated": True},
    "the order of names": {"required": ["b", "a"]},
    "what nobody knows": {"x-order": 3},
    "the words of a property": {"properties": {"a": {**PROPERTY, "title": "Y", "description": "A property."}}},
    "the order of types": {"properties": {"a": {**PROPERTY, "type": ["null", "string"], "enum": [None, "b"]}}},
}
OTHER = {
    "a property": {"properties": {**BEFORE["properties"], "title": {"type": "string"}}},
    "a type": {"properties": {"a": {**PROPERTY, "type": "string"}}},
    "a category": {"properties": {"a": {**PROPERTY, "categories": ["user-content"]}}},
    "a transform": {"properties": {"a": {**PROPERTY, "obfuscate": "hash"}}},
    "what is required": {"required": ["a"]},
    "personal data": {"personal-data": True},
    "a purpose": {"purpose": "to sell"},
    "a constant that looks like words": {"const": {"title": "B"}},
    "further properties": {"additionalProperties": False},
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_words_are_no_meaning(change):
    assert meaning(normalise({**BEFORE, **change})) == meaning(normalise(BEFORE))


@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER)
def test_all_else_is(change):
    assert meaning(normalise({**BEFORE, **change})) != meaning(normalise(BEFORE))


def test_a_constant_is_taken_as_it_is():
    first, second = ({**BEFORE, "const": {"title": title}} for title in "ab")
    assert meaning(normalise(first)) != meaning(normalise(second))
    assert json.loads(meaning(normalise(first)))["const"] == {"title": "a"}

"""Random schemas of the dialect, and values that fit them now and then."""

from typing import Any

from hypothesis import strategies as st

from jupyter_eventlog.formats import FORMATS

NAMES = ["a", "b", "x_1", "constructor", "__proto__", "valueOf", "é", "a/b"]
TYPES = ["array", "boolean", "integer", "null", "number", "object", "string"]
PATTERNS = [
    "^a",
    "b$",
    "^.$",
    "^.{2,3}$",
    r"^\d+$",
    r"^\D$",
    r"^\w+$",
    r"\W",
    r"^\s|\s$",
    r"^\S*$",
    r"^[^\w\s]$",
    r"^[\da-f-]+$",
    r"^(?:a|é|)b?$",
    r"^(a(b)?)*$",
    r"^[\u0400-\u04ff]+$",
    r"^[^a-z]$",
    r"\u{1F600}{2}",
    r"^\/\.\x41$",
    r"^a*?$",
    r"^[\t\n\r\f\v]$",
    "^x_",
    "^$",
    "",
    "[.*+?(){}|$]",
]
TEXTS = [
    "",
    "a",
    "b",
    "ab",
    "abab",
    "é",
    "éb",
    "\n",
    "\r",
    "\u2028",
    "\u00a0",
    "\ufeff",
    "\u0085",
    "\u180e",
    "٣",
    "12",
    "ж",
    "😀😀",
    "😀",
    "/.A",
    "x_1",
    "A",
    "_",
    "$",
    "2026-11-24",
    "2026-11-24T12:34:56+01:00",
    "2026-11-24T12:34:56Z\n",
    "12:34:56Z",
    "a@b",
    "example.org",
    "127.0.0.1",
    "urn:a",
    "123e4567-e89b-12d3-a456-426614174000",
    "e\u0301",
]
NUMBERS = [0, 1, -1, 2, 3, 10, 1.0, 1.5, -0.0, 0.1, 1e-7, 2**53 - 1, -(2**53) + 1, 4503599627370495.5, 1e300 / 3e299]

REFERENCES = ["#/definitions/one", "#/definitions/two", "#", "#/definitions/a~1b%20c"]

text = st.sampled_from(TEXTS) | st.text(st.characters(codec="utf-8"), max_size=4)
number = st.sampled_from(NUMBERS) | st.integers(-20, 20) | st.floats(-100, 100, allow_nan=False)
scalars = st.none() | st.booleans() | number | text
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*NAMES, "c"]), inner, max_size=3),
    max_leaves=5,
)
count = st.integers(0, 4) | st.sampled_from([2.0])
names = st.lists(st.sampled_from(NAMES), max_size=2, unique=True)

ASSERTIONS = {
    "type": st.sampled_from(TYPES) | st.lists(st.sampled_from(TYPES), min_size=1, max_size=3, unique=True),
    "enum": st.lists(values, min_size=1, max_size=4),
    "const": values,
    "minimum": number,
    "maximum": number,
    "exclusiveMinimum": number,
    "exclusiveMaximum": number,
    "multipleOf": st.sampled_from([1, 2, 3, 2.0, 1000]),
    "minLength": count,
    "maxLength": count,
    "pattern": st.sampled_from(PATTERNS),
    "format": st.sampled_from([*FORMATS, "datetime", "regex"]),
    "minItems": count,
    "maxItems": count,
    "uniqueItems": st.booleans(),
    "minProperties": count,
    "maxProperties": count,
    "required": names,
}


@st.composite
def subschemas(draw: st.DrawFn, depth: int) -> Any:
    """A subschema, at the end a plain one."""
    if draw(st.integers(0, 11)) == 0:
        return draw(st.booleans())
    schema = {name: draw(ASSERTIONS[name]) for name in draw(st.lists(st.sampled_from([*ASSERTIONS]), max_size=2))}
    if depth:
        inner = subschemas(depth - 1)
        for name in draw(st.lists(st.sampled_from([*_applicators(inner)]), max_size=2, unique=True)):
            schema[name] = draw(_applicators(inner)[name])
    if draw(st.integers(0, 7)) == 0:
        schema["$ref"] = draw(
            st.sampled_from(["#/definitions/one", "#/definitions/two", "#", "#/definitions/a~1b%20c"])
        )
    return schema


def _applicators(inner: st.SearchStrategy[Any]) -> dict[str, st.SearchStrategy[Any]]:
    some = st.lists(inner, min_size=1, max_size=3)
    named = st.dictionaries(st.sampled_from(NAMES), inner, max_size=3)
    return {
        "properties": named,
        "patternProperties": st.dictionaries(st.sampled_from(PATTERNS), inner, max_size=2),
        "additionalProperties": inner,
        "propertyNames": inner,
        "dependencies": st.dictionaries(st.sampled_from(NAMES), inner | names, max_size=2),
        "items": inner | some,
        "additionalItems": inner,
        "contains": inner,
        "allOf": some,
        "anyOf": some,
        "oneOf": some,
        "not": inner,
        "if": inner,
        "then": inner,
        "else": inner,
    }


@st.composite
def schemas(draw: st.DrawFn) -> dict[str, Any]:
    """An event schema; now and then its references lead in a circle, which both languages must refuse."""
    top = draw(subschemas(2).filter(lambda one: isinstance(one, dict)))
    definitions = {"one": draw(subschemas(1)), "two": draw(subschemas(1)), "a/b c": draw(subschemas(0))}
    return {"$id": "https://example.org/random", "version": "1", **top, "definitions": definitions}


@st.composite
def data(draw: st.DrawFn, schema: Any) -> Any:
    """A value that follows the schema where that says something, and strays as often."""
    if not isinstance(schema, dict) or draw(st.integers(0, 3)) == 0:
        return draw(values)
    hint = draw(st.sampled_from([*(one for one in HINTS if one in schema), None]))
    return draw(HINTS[hint](schema[hint]) if hint else _of_type(schema.get("type")))


HINTS = {
    "allOf": lambda members: st.sampled_from(members).flatmap(data),
    "anyOf": lambda members: st.sampled_from(members).flatmap(data),
    "const": st.just,
    "enum": st.sampled_from,
    "items": lambda items: st.lists(data(items[0] if isinstance(items, list) else items), max_size=3),
    "patternProperties": lambda _: st.dictionaries(text, values, max_size=3),
    "properties": lambda members: st.fixed_dictionaries(
        {}, optional={name: data(one) for name, one in members.items()}
    ),
}


def _of_type(kind: Any) -> st.SearchStrategy[Any]:
    kinds = {
        "array": st.lists(values, max_size=4),
        "boolean": st.booleans(),
        "integer": number,
        "null": st.none(),
        "number": number,
        "object": st.dictionaries(st.sampled_from(NAMES), values, max_size=4),
        "string": text,
    }
    return kinds[kind] if isinstance(kind, str) else values

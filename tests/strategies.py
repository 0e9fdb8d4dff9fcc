"""Random schemas, policies and events that fit them, for the properties of policy."""

from typing import Any

from hypothesis import strategies as st

ID = "https://example.org/random"
NAMES = ["a", "b", "c.d", "constructor", "__proto__", "é", "x_1", "message"]
CATEGORIES = [
    "unrestricted",
    "technical",
    "interaction",
    "user-content",
    "user-identifiable-information",
    "user-identifier",
    "unclassified",
    "own",
]
TRANSFORMS = ["drop", "hash", "truncate:2", "basename", "extension", "hour"]

categories = st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=2, unique=True)
TEXTS = ["/x/y.PY", "C:\\a/b\\c.TXT", "2026-11-24T12:34:56+01:00", "2026-11-24T23:59:60.5Z", "😀é😀", "", ".", "a\\b"]
text = st.sampled_from(TEXTS) | st.text(st.characters(codec="utf-8"), max_size=8)
scalars = (
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e6, 1e6, allow_nan=False) | text
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def subschemas(draw: st.DrawFn, depth: int = 3) -> dict[str, Any]:
    """A description of one location, now and then with parts that combine."""
    schema: dict[str, Any] = {}
    if draw(st.booleans()):
        schema["categories"] = draw(categories)
    if draw(st.integers(0, 2)) == 0:
        schema["obfuscate"] = draw(st.sampled_from(TRANSFORMS))
    kind = draw(st.sampled_from(["leaf", "leaf", "object", "array", "pattern", "both"])) if depth else "leaf"
    if kind in ("object", "both"):
        schema["properties"] = draw(st.dictionaries(st.sampled_from(NAMES), subschemas(depth - 1), max_size=3))
    if kind in ("array", "both"):
        schema["items"] = draw(subschemas(depth - 1) | st.lists(subschemas(depth - 1), min_size=1, max_size=2))
    if kind == "pattern":
        schema["patternProperties"] = {"^x_": draw(subschemas(depth - 1))}
    if depth and draw(st.integers(0, 6)) == 0:
        keyword = draw(st.sampled_from(["allOf", "anyOf"]))
        # One member fits everything, so that a random event is not refused.
        schema[keyword] = [{}, {"properties": draw(st.dictionaries(st.sampled_from(NAMES), subschemas(0), max_size=2))}]
    if depth and draw(st.integers(0, 8)) == 0:
        return {"$ref": "#/definitions/shared"}
    return schema


@st.composite
def schemas(draw: st.DrawFn) -> dict[str, Any]:
    """An event schema that admits any event: what is tested is what remains of it."""
    schema: dict[str, Any] = {
        "$id": ID,
        "version": "1",
        "type": "object",
        "properties": draw(st.dictionaries(st.sampled_from(NAMES), subschemas(), min_size=1, max_size=4)),
        "definitions": {"shared": draw(subschemas(1).filter(lambda one: "$ref" not in one))},
    }
    if draw(st.integers(0, 4)) == 0:
        schema["personal-data"] = True
    return schema


@st.composite
def events(draw: st.DrawFn, schema: dict[str, Any]) -> dict[str, Any]:
    """An event with declared and undeclared properties."""
    return draw(
        st.fixed_dictionaries({}, optional={name: _value(part) for name, part in schema["properties"].items()}).flatmap(
            lambda known: st.dictionaries(st.sampled_from([*NAMES, "undeclared"]), values, max_size=2).map(
                lambda more: {**more, **known}
            )
        )
    )


def _value(schema: Any) -> st.SearchStrategy[Any]:
    """A value that follows a description where it says something, and sometimes strays."""
    options = [values]
    if schema.get("properties"):
        known = {name: _value(part) for name, part in schema["properties"].items()}
        options.append(st.fixed_dictionaries({"undeclared": values} if len(known) % 2 else {}, optional=known))
    if isinstance(schema.get("items"), dict):
        options.append(st.lists(_value(schema["items"]), max_size=3))
    if "patternProperties" in schema:
        options.append(
            st.dictionaries(st.sampled_from(["x_1", "x_2", "y"]), _value(schema["patternProperties"]["^x_"]))
        )
    return st.one_of(options)


paths = st.lists(
    st.sampled_from(["a", "b", "c\\.d", "constructor", "__proto__", "x_1", "*", "é"]), min_size=1, max_size=3
).map(".".join) | st.sampled_from(["a[]", "b[].a", "a[].b.a", "a.b[]", "message"])


@st.composite
def policies(draw: st.DrawFn, *, hashing: bool = True) -> dict[str, Any]:
    """One entry of `allowed_schemas`."""
    transforms = st.sampled_from(TRANSFORMS if hashing else [name for name in TRANSFORMS if name != "hash"])
    entry: dict[str, Any] = {
        "allowed_categories": draw(
            st.just(CATEGORIES) | st.lists(st.sampled_from(CATEGORIES), max_size=5, unique=True)
        ),
        "allowed_properties": draw(st.lists(paths, max_size=3)),
        "obfuscate": draw(st.dictionaries(paths, transforms, max_size=2)),
        "obfuscate_categories": draw(st.dictionaries(st.sampled_from(CATEGORIES), transforms, max_size=2)),
    }
    if draw(st.booleans()):
        entry["level"] = draw(st.sampled_from(["minimal", "technical", "interaction", "content", "full"]))
    return entry

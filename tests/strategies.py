"""Random schemas, policies and events that fit them, for the properties of policy.

Plain functions of a random number generator: drawn piece by piece, Hypothesis would take a second for each case.
"""

from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import strategies as st

ID = "https://example.org/random"
NAMES = ["a", "b", "c.d", "constructor", "__proto__", "é", "x_1", "y_1", "message"]
PATTERNS = ["^x_", "_1$", "^(?:a|é)$"]
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
PREFIX = "category.jupyter.org/"
TRANSFORMS = ["drop", "hash", "truncate:2", "basename", "extension", "hour"]
TYPES = [None, None, "string", "integer", "boolean", "number", ["string", "null"]]
TEXTS = ["/x/y.PY", "C:\\a/b\\c.TXT", "2026-11-24T12:34:56+01:00", "2026-11-24T23:59:60.5Z", "😀é😀", "", ".", "a\\b"]
PATHS = [
    *["a", "b", "c\\.d", "constructor", "__proto__", "x_1", "*", "é", "message", "a[]", "b[].a", "a[].b.a", "a.b[]"],
    *["a.a", "a.b", "a.*", "b.x_1", "b.*", "a.a.b", "a.a.a.*", "b[].*", "b.a", "y_1.a", "*.a", "a[][]", "message.a.a"],
]
COMBINING = ["allOf", "anyOf", "oneOf", "if", "dependencies"]


def subschema(random: Random, depth: int, *, typed: bool = True) -> dict[str, Any]:
    """A description of one location, now and then with parts that combine."""
    schema = marks(random)
    if depth and random.random() < 0.15:
        return {**schema, "$ref": random.choice(["#", "#/definitions/shared", "#/definitions/node"])}
    kind = random.choice(["leaf", "leaf", "object", "object", "array", "pattern", "both"]) if depth else "leaf"
    if kind == "leaf":
        kind_of = random.choice(TYPES) if typed else None
        return schema | ({"type": kind_of} if kind_of else {})
    if kind in ("object", "both") or random.random() < 0.3:
        schema["properties"] = members(random, depth - 1, 3)
    if kind in ("array", "both"):
        listed = random.random() < 0.3
        schema["items"] = [subschema(random, depth - 1) for _ in "ab"] if listed else subschema(random, depth - 1)
    if kind == "pattern":
        chosen = random.sample(PATTERNS, random.randint(1, 3))
        schema["patternProperties"] = {one: subschema(random, depth - 1, typed=False) for one in chosen}
    if kind == "object" and random.random() < 0.5:
        schema["type"] = "object"
    if random.random() < 0.3:
        schema |= combined(random)
    return schema


def marks(random: Random) -> dict[str, Any]:
    """What an author says of a location beside its form."""
    said: dict[str, Any] = {}
    if random.random() < 0.5:
        chosen = random.sample(CATEGORIES, random.choice([1, 1, 2]))
        said["categories"] = [PREFIX + one if random.random() < 0.1 else one for one in chosen]
    if random.random() < 0.15:
        said["obfuscate"] = random.choice(TRANSFORMS)
    if random.random() < 0.1:
        said["title"] = "Title"
    return said


def members(random: Random, depth: int, most: int, *, typed: bool = True) -> dict[str, Any]:
    """Some properties."""
    return {name: subschema(random, depth, typed=typed) for name in random.sample(NAMES, random.randint(0, most))}


def combined(random: Random) -> dict[str, Any]:
    """A keyword that combines descriptions, and that any object fits."""
    keyword = random.choice(COMBINING)
    more = {"properties": members(random, 0, 2, typed=False)}
    if keyword == "if":
        return {"if": more, "then": {"properties": members(random, 0, 2, typed=False)}, "else": {"properties": {}}}
    if keyword == "dependencies":
        return {keyword: {random.choice(NAMES): more}}
    return {keyword: [more, False if keyword == "oneOf" else {}]}


def schema(random: Random) -> dict[str, Any]:
    """An event schema that refers to itself where it likes."""
    made: dict[str, Any] = {
        "$id": ID,
        "version": "1",
        "type": "object",
        "properties": members(random, 3, 4) or {"a": {}},
        "definitions": {
            # One that refers to itself without a step down says nothing, and validators differ about it.
            "shared": random.choice([subschema(random, 0), {**marks(random), "properties": members(random, 1, 2)}]),
            "node": {**marks(random), "properties": {"a": {"$ref": "#/definitions/node"}, **members(random, 1, 2)}},
        },
    }
    if random.random() < 0.3:
        made["patternProperties"] = {one: subschema(random, 1, typed=False) for one in random.sample(PATTERNS, 2)}
    if random.random() < 0.3:
        made |= combined(random)
    if random.random() < 0.2:
        made["personal-data"] = True
    return made


def value(random: Random, document: dict[str, Any], subschemas: list[Any], depth: int = 4) -> Any:
    """A value that follows descriptions where they say something, and sometimes strays where it may."""
    known = described(document, subschemas)
    types = [one["type"] for one in known if "type" in one]
    if types and types[0] != "object":
        return of_type(random, types[0])
    properties = {name for one in known for name in one.get("properties", {})}
    patterns = any("patternProperties" in one for one in known)
    if depth and (properties or patterns or types):
        if types or random.random() < 0.9:
            names = [name for name in sorted(properties) if random.random() < 0.7]
            names += random.sample(["undeclared", "x_2", "y_1", "é", "__proto__"], random.choice([0, 0, 1, 2]))
            return {name: value(random, document, below(known, name), depth - 1) for name in names}
    elif types:
        return {}
    items = [one["items"] for one in known if "items" in one]
    if depth and items and random.random() < 0.9:
        listed = items[0] if isinstance(items[0], list) else [items[0]] * 3
        return [value(random, document, [one], depth - 1) for one in listed] + [1] * random.choice([0, 0, 1])
    return anything(random)


def described(document: dict[str, Any], subschemas: list[Any]) -> list[dict[str, Any]]:
    """Descriptions that hold together; of what combines, what `combined` makes."""
    found: list[dict[str, Any]] = []
    waiting = list(subschemas)
    while waiting:
        one = waiting.pop()
        if not isinstance(one, dict) or any(one is other for other in found):
            continue
        found.append(one)
        if "$ref" in one:
            name = one["$ref"].rpartition("/")[2]
            waiting.append(document if name == "#" else document["definitions"][name])
        waiting += [*one.get("allOf", []), *one.get("anyOf", []), *one.get("oneOf", [])]
        waiting += [one.get("if"), one.get("then"), *one.get("dependencies", {}).values()]
    return found


def below(known: list[dict[str, Any]], name: str) -> list[Any]:
    """What describes a property; of names that only a pattern matches anything goes."""
    return [one["properties"][name] for one in known if name in one.get("properties", {})]


def of_type(random: Random, kind: Any) -> Any:
    """A value of a type, or of one of a list of them."""
    made = {
        "string": random.choice(TEXTS),
        "integer": random.choice([0, 7, -(2**53) + 1, 2.0]),
        "number": random.choice([0.5, -0.0, 1e-7, 3]),
        "boolean": True,
        "null": None,
    }
    return made[kind if isinstance(kind, str) else random.choice(kind)]


def anything(random: Random, depth: int = 2) -> Any:
    """Any value of JSON."""
    kind = random.randint(0, 8 if depth else 6)
    if kind == 8:
        return {name: anything(random, depth - 1) for name in random.sample(NAMES, 2)}
    if kind == 7:
        return [anything(random, depth - 1) for _ in range(random.randint(0, 2))]
    texts = [random.choice(TEXTS), random.choice(TEXTS), "".join(random.choices("aé😀/\\.\u0000", k=4))]
    return [None, False, 12, 1.5, *texts][kind]


def event(random: Random, document: dict[str, Any]) -> dict[str, Any]:
    """An event with declared and undeclared properties."""
    made = value(random, document, [document])
    assert isinstance(made, dict)
    return made


def entry(random: Random) -> dict[str, Any]:
    """One entry of `allowed_schemas`."""
    one_for_all = random.choice(TRANSFORMS)
    made: dict[str, Any] = {
        "allowed_categories": random.sample(CATEGORIES, random.choice([0, 2, 5, 8, 8])),
        "allowed_properties": random.sample(PATHS, random.choice([0, 1, 3, 5])),
        "obfuscate": {path: random.choice(TRANSFORMS) for path in random.sample(PATHS, random.choice([0, 0, 1, 2]))},
        # Two for one field would be a mistake of the operator's.
        "obfuscate_categories": dict.fromkeys(random.sample(CATEGORIES, random.choice([0, 0, 1, 2])), one_for_all),
    }
    if random.random() < 0.5:
        made["level"] = random.choice(["minimal", "technical", "interaction", "content", "full"])
    return made


def narrower(random: Random, wide: dict[str, Any]) -> dict[str, Any]:
    """An entry that keeps no more than another, with the same transforms."""
    fewer = {
        key: [one for one in wide[key] if random.random() < 0.7] for key in ("allowed_categories", "allowed_properties")
    }
    return {**wide, **fewer, "level": "minimal" if random.random() < 0.5 else wide.get("level", "minimal")}


def overlay(random: Random) -> dict[str, Any]:
    """A classification of somebody else's schema."""
    properties = {
        path: {"categories": random.sample(CATEGORIES, 1)} | ({"obfuscate": "hash"} if random.random() < 0.2 else {})
        for path in random.sample([path for path in PATHS if "_1" not in path], 2)
    }
    return {"schema_id": ID, "versions": ["1"], "properties": properties}


def suite(random: Random, events: int) -> dict[str, Any]:
    """A suite as the vectors have it: a schema, a policy, and events as cases."""
    document = schema(random)
    made = {
        "schemas": [document],
        "policy": {"hash_key": "01" * 32, "allowed_schemas": {ID: entry(random)}},
        "cases": [{"event": {"schema_id": ID, "version": "1", "data": event(random, document)}} for _ in range(events)],
    }
    return made | ({"classifications": [overlay(random)]} if random.random() < 0.3 else {})


def suites(events: int) -> st.SearchStrategy[dict[str, Any]]:
    """Random suites."""
    return seeded(lambda random: suite(random, events))


def seeded(make: Callable[[Random], Any]) -> st.SearchStrategy[Any]:
    """What a function makes of random numbers."""
    return st.integers(0, 2**63).map(lambda seed: make(Random(seed)))

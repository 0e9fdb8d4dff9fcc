"""Random situations of a person: who asks for what, where it goes, and where each kind stands."""

from typing import Any

from hypothesis import strategies as st
from strategies import CATEGORIES, ID, entry, schema, seeded

OTHER = "https://example.org/other"
TIMES = ["2026-11-02T10:00:00.000000Z", "2026-02-28T23:59:59.999Z", "2024-02-29T00:00:00+01:00", "2026-09-02T14:03:05Z"]
ODD = [
    "<b>x</b>",
    "*a* _b_ [c](d)",
    "%1 and %2",
    "100%% sure",
    "a\n\tb\x1b[2J",
    "\u202eabc",
    "Ünder",
    "É",
    "DNA probe",
    "",
]
texts = st.sampled_from([*ODD, "Commands you run", "Riverside"]) | st.text(
    st.characters(codec="utf-8", max_codepoint=0x2FF), max_size=40
)
said = (
    texts | st.dictionaries(st.sampled_from(["en", "de", "de-AT", "fr"]), texts, max_size=2) | st.booleans() | st.none()
)
grounds = st.sampled_from(
    [
        *("consent", "legitimate-interests", "legal-obligation", "contract", "public-task", "vital-interests"),
        *("other: rules.", "other"),
    ]
)
durations = st.none() | st.builds("{}{}".format, st.integers(1, 400), st.sampled_from(["h", "d", "w", "mo", "y"]))
purposes = st.fixed_dictionaries(
    {"id": st.sampled_from(["improve", "plan", "x y"])},
    optional={
        **dict.fromkeys(("title", "short", "why", "seen_by", "used_to_assess"), said),
        "legal_basis": st.none() | grounds,
    },
)
destinations = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["journal", "ga", "warehouse"]),
        "destination": texts.filter(bool),
        "third_party": st.booleans(),
        "run_by": st.none() | texts,
        "country": st.none() | st.sampled_from(["USA", "DE"]),
        "unknown": st.booleans(),
    }
)
fields = st.fixed_dictionaries(
    {
        "path": st.sampled_from(["a", "a.b", "b[].c", "x"]),
        "title": texts,
        "description": texts,
        "categories": st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=2, unique=True),
        "transform": st.sampled_from(
            ["keep", "hash", "truncate:1", "truncate:12", "basename", "extension", "hour", "odd"]
        ),
        "types": st.lists(st.sampled_from(["string", "integer", "listed"]), max_size=2, unique=True),
        "names": st.lists(st.sampled_from(["^X_", "^Y_"]), max_size=2, unique=True),
    }
)
sanitizing = st.fixed_dictionaries(
    {"after": durations.filter(bool)},
    optional={
        "level": st.sampled_from(["minimal", "technical", "full"]),
        "allowed_categories": st.lists(st.sampled_from(CATEGORIES), max_size=2),
        "allowed_properties": st.lists(st.sampled_from(["a", "b", "x"]), max_size=2),
    },
)
changes = st.fixed_dictionaries(
    {},
    optional={
        "title": texts,
        "description": texts,
        "fields": st.lists(fields, max_size=3, unique_by=lambda one: one["path"]),
        "mode": st.sampled_from(["opt-in", "opt-out", "required"]),
        "reason": said,
        "legal_basis": st.none() | grounds,
        "purpose": st.none() | purposes,
        "destinations": st.lists(destinations, max_size=3),
        "retention": durations,
        "sanitize": st.none() | sanitizing,
        "sample": st.floats(0, 1) | st.sampled_from([0.1, 0.3, 0.5, 0.01, 1 / 3, 1e-9, 5e-324]),
        "user": st.sampled_from(["drop", "hash", "keep"]),
        "expires": st.none() | st.sampled_from(["2027-06-01", *TIMES]),
        "session": st.sampled_from(["exact", "drop"]),
        "subject_index": st.booleans(),
        "time": st.sampled_from(["exact", "hour", "day"]),
    },
)
ways = st.sampled_from(
    [
        *("field a", "field a.b", "field no.such", "destination Our Kafka", "user", "retention", "sanitize", "sample"),
        *("purpose", "operator", "mode", "legal_basis", "session", "time", "hash_rotation", "subject_index"),
        "constructor",
    ]
)


@st.composite
def kinds(draw: st.DrawFn) -> dict[str, Any]:
    """Where one kind stands."""
    status = draw(st.sampled_from(["always", "on", "off", "asked", "changed", "unasked", "signal"]))
    ground = {"always": "required", "on": draw(st.sampled_from(["yes", "shown"]))}.get(status)
    return {
        "status": status,
        "ground": ground,
        "time": draw(st.sampled_from(TIMES)) if status == "on" else draw(st.none() | st.sampled_from(TIMES)),
        "wider": draw(st.lists(ways, max_size=3)),
        "lapsed": draw(st.sampled_from([None, "wider", "age", "signal"])),
        "off_destinations": draw(st.lists(st.sampled_from(["ga", "warehouse"]), max_size=1)),
        "changed": draw(
            st.lists(st.builds("{} {}".format, st.sampled_from(["more", "less", "reworded"]), ways), max_size=3)
        ),
        "refused": draw(st.none() | st.sampled_from(TIMES)),
    }


situations = st.fixed_dictionaries(
    {},
    optional={
        "service": st.sampled_from(["ready"] * 6 + ["unconfigured", "error", "loading", "unknown"]),
        "kinds": st.fixed_dictionaries({}, optional={ID: kinds(), OTHER: kinds()}),
        "muted": st.booleans(),
        "quiet": st.booleans(),
        "temporary": st.booleans(),
        "minors": st.booleans(),
        "signal": st.booleans(),
        "test_mode": st.sampled_from([False, False, False, True]),
        "paused": st.none() | st.sampled_from(TIMES),
        "unseen": st.lists(st.sampled_from([ID, OTHER]), max_size=2),
        "earlier": st.integers(0, 2000),
        "waiting": st.none() | st.fixed_dictionaries({"records": st.integers(0, 3), "minutes": st.integers(0, 90)}),
        "failing": st.lists(st.fixed_dictionaries({"destination": texts, "since": st.sampled_from(TIMES)}), max_size=1),
        "lite": st.booleans(),
    },
)
records = st.fixed_dictionaries(
    {
        **dict.fromkeys(("id", "subject", "actor", "disclosure", "text", "app", "version"), texts),
        "time": st.sampled_from(TIMES),
        "answer": st.sampled_from(["yes", "no", "shown"]),
        "scope": st.just({"kind": "all"})
        | st.fixed_dictionaries({"kind": st.sampled_from(["purpose", "schema", "destination"]), "id": texts}),
        "language": st.sampled_from(["en", "de"]),
        "surface": st.sampled_from(["toast", "panel", "page", "cli", "api"]),
        "previous": st.none() | texts,
        "basis": st.sampled_from(["opt-in", "opt-out", "required"]),
    }
)


@st.composite
def suites(draw: st.DrawFn) -> dict[str, Any]:
    """A suite of texts: a random policy over random schemas, and one random case."""
    first, second = draw(seeded(schema)), {**draw(seeded(schema)), "$id": OTHER}
    operator = draw(
        st.none()
        | st.just("self")
        | st.fixed_dictionaries({}, optional={"name": texts, "contact": texts, "country": st.just("DE")})
    )
    return {
        "schemas": [first, second],
        "policy": {
            **({} if operator is None else {"operator": operator}),
            "contact": draw(texts),
            "allowed_schemas": {ID: draw(seeded(entry)), OTHER: draw(seeded(entry))},
        },
        "destinations": draw(st.lists(destinations, max_size=3)),
        "cases": [
            {
                "title": "random",
                "language": draw(st.sampled_from(["en", "de", "de-AT"])),
                "situation": draw(situations),
                "disclosures": draw(st.fixed_dictionaries({}, optional={ID: changes, OTHER: changes})),
                "record": draw(records),
            }
        ],
    }

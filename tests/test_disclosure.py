"""What a person agrees to, and what asks for more than that."""

import pytest

from jupyter_eventlog.disclosure import digest_of, disclose
from jupyter_eventlog.policy_reader import parse_policy
from jupyter_eventlog.registry import Registry
from jupyter_eventlog.widening import widened

ID = "https://example.org/a"
HERE = {"name": "journal", "destination": "this server", "third_party": False}
CLOUD = {"name": "cloud", "destination": "Cloud", "run_by": "Cloud Inc.", "country": "US", "third_party": True}
ENTRY = {"level": "technical", "retention": "90d", "sample": 0.5, "purpose": "improve"}


def schema(**path):
    return {
        "$id": ID,
        "version": "1",
        "title": "Commands",
        "properties": {
            "command": {"type": "string", "categories": ["technical"]},
            "path": {"type": "string", "categories": ["user-content"], **path},
        },
    }


def disclosure(entry=ENTRY, destinations=(HERE,), document=None, **settings):
    registry = Registry()
    registry.register(document or schema())
    said = {"operator": {"name": "Riverside"}, "allowed_schemas": {ID: entry}, **settings}
    policy = parse_policy(said)
    assert policy.errors == []
    return disclose(registry, policy, ID, destinations)


def with_path(transform=None):
    obfuscate = {"obfuscate": {"path": transform}} if transform else {}
    return disclosure({**ENTRY, "allowed_properties": ["path"], **obfuscate})


def test_it_names_what_is_kept_and_what_is_removed():
    found = disclosure()
    assert [(one["path"], one["transform"]) for one in found["fields"]] == [("command", "keep")]
    assert found["removed"] == ["path"]
    assert found["operator"] == "Riverside"
    assert found["destinations"] == [HERE]


def test_the_same_disclosure_has_the_same_digest():
    assert digest_of(disclosure()) == digest_of(disclosure())


@pytest.mark.parametrize(
    ("new", "grew"),
    [
        (lambda: disclosure({**ENTRY, "level": "content"}), "field path"),
        (lambda: disclosure({**ENTRY, "retention": "180d"}), "retention"),
        (lambda: disclosure({key: ENTRY[key] for key in ENTRY if key != "retention"}), "retention"),
        (lambda: disclosure({**ENTRY, "sample": 1}), "sample"),
        (lambda: disclosure({**ENTRY, "user": "hash"}), "user"),
        (lambda: disclosure({**ENTRY, "purpose": "study"}), "purpose"),
        (lambda: disclosure(operator={"name": "Lakeside"}), "operator"),
        (lambda: disclosure(destinations=(HERE, CLOUD)), "destination Cloud"),
        (lambda: disclosure(destinations=({**HERE, "country": "US"},)), "destination this server"),
    ],
)
def test_wider(new, grew):
    assert widened(disclosure(), new()) == [grew]


@pytest.mark.parametrize(
    "new",
    [
        lambda: disclosure({**ENTRY, "retention": "2w"}),
        lambda: disclosure({**ENTRY, "sample": 0.1}),
        lambda: disclosure({**ENTRY, "obfuscate": {"command": "hash"}}),
        lambda: disclosure({**ENTRY, "sanitize": {"after": "30d"}}),
        lambda: disclosure(document={**schema(), "title": "Other words", "description": "more"}),
        lambda: disclosure({**ENTRY, "level": "minimal"}),
    ],
)
def test_not_wider(new):
    assert widened(disclosure(), new()) == []


@pytest.mark.parametrize(
    ("old", "new", "wider"),
    [
        (None, "hash", False),
        ("hash", None, True),
        ("hash", "basename", True),
        ("basename", "hash", True),
        ("basename", "extension", False),
        ("extension", "basename", True),
        ("truncate:5", "truncate:3", False),
        ("truncate:3", "truncate:5", True),
        ("truncate:3", "hash", True),
    ],
)
def test_transforms_compare_as_the_table_says(old, new, wider):
    assert bool(widened(with_path(old), with_path(new))) is wider


def test_a_stricter_category_is_wider():
    before = disclosure({**ENTRY, "level": "full"})
    after = disclosure({**ENTRY, "level": "full"}, document=schema(categories=["user-identifier"]))
    assert widened(before, after) == ["field path"]


def test_later_sanitising_is_wider():
    def clean(after):
        return disclosure({**ENTRY, "sanitize": {"after": after, "allowed_properties": ["command"]}})

    assert widened(clean("30d"), clean("60d")) == ["sanitize"]
    assert widened(clean("60d"), clean("30d")) == []
    assert widened(clean("30d"), disclosure()) == ["sanitize"]

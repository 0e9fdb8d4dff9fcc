"""Sinks that run in the page: what a page is told of them, and that the server sends them nothing."""

import logging

import pytest

from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.eventlog import EventLog
from jupyter_eventlog.policy_view import policy_view

COMMAND = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
PUBLIC = {"measurement_id": "G-1", "api_secret": "anybody may read this"}
GA = {"class": "ga4", "runs_in": "page", "destination": "Google Analytics", "run_by": "Google LLC", "public": PUBLIC}


@pytest.fixture
def make(tmp_path):
    """An EventLog with some sinks; `entry` is what the policy says of its one kind."""

    def made(sinks, entry=None):
        config = Config()
        config.allowed_schemas = {COMMAND: {"level": "technical", **(entry or {})}}
        config.journal_dir = str(tmp_path / "journal")
        config.sinks = sinks
        return EventLog(config.options(logging.getLogger("test")))

    return made


def test_a_page_is_told_of_the_class_and_of_what_is_public(make):
    eventlog = make({"ga": GA, "lines": {"class": "file", "path": "/tmp/canary"}})
    view = policy_view(eventlog)
    assert eventlog.policy.errors == []
    assert view["page_sinks"] == {"ga": {"class": "ga4", "public": PUBLIC}}
    assert "canary" not in str(view)


def test_people_are_told_of_it_as_of_any_third_party(make):
    view = policy_view(make({"ga": GA}))
    told = view["disclosures"][COMMAND]["destinations"]
    assert [(one["name"], one["destination"], one["third_party"]) for one in told] == [
        ("journal", "this server", False),
        ("ga", "Google Analytics", True),
    ]


def test_nobody_else_gets_anything_by_the_console(make):
    view = policy_view(make({"console": {"class": "console", "runs_in": "page"}}))
    assert view["destinations"][1] == {
        "name": "console",
        "destination": "this browser's console",
        "third_party": False,
        "run_by": None,
        "country": None,
        "unknown": False,
    }


def test_the_server_sends_it_nothing(make):
    eventlog = make({"ga": GA})
    assert eventlog.dispatchers == []
    assert [one.name for one in eventlog.destinations] == ["journal", "ga"]


def test_kinds_may_name_it(make):
    assert make({"ga": GA}, {"sinks": ["ga"]}).policy.errors == []


@pytest.mark.parametrize(
    ("sink", "error"),
    [
        ({**GA, "runs_in": "server"}, 'sinks["w"]: class: "ga4" runs in the page; add "runs_in": "page"'),
        ({**GA, "api_secret": "x"}, 'sinks["w"]: unknown key "api_secret"; what a page may know stands in "public"'),
        (
            {**GA, "public": {"measurement_id": "G-1", "api_secret": {"env": "GA_SECRET"}}},
            'sinks["w"]: public: "api_secret" must be a text, which every page can read',
        ),
    ],
)
def test_a_mistake_is_named_and_turns_everything_off(make, sink, error):
    eventlog = make({"w": sink})
    assert error in eventlog.policy.errors
    assert policy_view(eventlog)["page_sinks"] == {}
    assert not eventlog.policy.enabled


def test_checkpoints_do_not_go_to_pages(tmp_path):
    config = Config(allowed_schemas=[COMMAND], journal_dir=str(tmp_path), sinks={"ga": GA}, checkpoints="ga")
    assert any(
        error.startswith('checkpoints: "ga" is not one of the sinks')
        for error in config.options(logging.getLogger("test")).policy.errors
    )

"""Where answers are lost with the server, nobody is asked, and the answer is no."""

import logging

import pytest

from jupyter_eventlog.agreement import Reply, TemporaryServerError
from jupyter_eventlog.callers import Caller
from jupyter_eventlog.catalogue import Words, headline
from jupyter_eventlog.config import EventLog as Config
from jupyter_eventlog.consents import Circumstance
from jupyter_eventlog.eventlog import EventLog
from jupyter_eventlog.journal import network
from jupyter_eventlog.temporary import BINDER, temporary_reason

ID = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
ME = "ada"
PANEL = Circumstance(actor=ME, surface="panel")
MOUNTS = """\
1 0 8:1 / / rw - {} overlay rw
2 1 0:2 / /memory rw - tmpfs tmpfs rw
3 1 0:3 / /home rw - ext4 /dev/sda rw
"""


@pytest.fixture
def mounts(tmp_path, monkeypatch):
    def of(root):
        file = tmp_path / "mounts"
        file.write_text(MOUNTS.format(root))
        monkeypatch.setattr(network, "MOUNTS", file)
        return type(tmp_path)

    return of


@pytest.fixture
def make(tmp_path):
    made = []

    def one(temporary="yes", **entry):
        config = Config(allowed_schemas={ID: {"level": "technical", "purpose": "improve", **entry}})
        config.purposes = {"improve": {"title": "Better"}}
        config.journal_dir, config.temporary = str(tmp_path / "journal"), temporary
        made.append(EventLog(config.options(logging.getLogger("test"))))
        return made[-1]

    yield one
    for eventlog in made:
        eventlog.close()


@pytest.mark.parametrize("name", BINDER)
def test_binder_is_known_by_what_it_sets(name, tmp_path):
    assert temporary_reason(tmp_path, {name: "x"}) == f"{name} is set, as Binder does"


@pytest.mark.parametrize(
    ("root", "place", "environment", "is_temporary"),
    [
        ("ext4", "/memory/data", {}, True),
        ("ext4", "/home/ada", {}, False),
        ("ext4", "/home/ada", {"JUPYTERHUB_USER": "ada"}, False),
        # A container alone may live for years; one that a hub starts is made anew.
        ("overlay", "/srv", {}, False),
        ("overlay", "/srv", {"JUPYTERHUB_USER": "ada"}, True),
        ("overlay", "/home/ada", {"JUPYTERHUB_USER": "ada"}, False),
    ],
)
def test_a_folder_says_how_long_it_lives(mounts, root, place, environment, is_temporary):
    path = mounts(root)
    assert (temporary_reason(path(place), environment) is not None) is is_temporary


def test_the_operator_knows_best(mounts, monkeypatch, tmp_path):
    mounts("ext4")
    assert Config(journal_dir=str(tmp_path)).lost is None
    assert Config(journal_dir=str(tmp_path), temporary="yes").lost == "EventLog.temporary says so"
    monkeypatch.setenv("BINDER_REQUEST", "v1+https://…")
    assert Config(journal_dir=str(tmp_path)).lost == "BINDER_REQUEST is set, as Binder does"
    assert Config(journal_dir=str(tmp_path), temporary="no").lost is None


@pytest.mark.parametrize("mode", ["opt-in", "opt-out"])
def test_nobody_is_asked_and_nothing_is_stored(make, mode, tmp_path):
    eventlog = make(consent=mode)
    view = eventlog.agreement.view(ME)
    assert (view["durable"], view["prompt"]) == (False, False)
    said = headline(eventlog.agreement.situation(ME), Words("en"))
    assert said.name == "temporary"
    assert said.line1 == "Nothing is being collected. Your answer could not be kept on this temporary server."
    for answer in ("yes", "shown", "closed"):
        digest, _ = eventlog.agreement.disclosure(ID)
        with pytest.raises(TemporaryServerError):
            eventlog.agreement.answer(ME, [Reply(answer, "schema", ID, {ID: digest})], PANEL)
    assert not eventlog.agreement.granted(Caller(ME), ID)
    eventlog.agreement.hear(ME, signal=True)
    assert not (tmp_path / "journal").exists()


def test_a_yes_from_before_does_not_count(make):
    eventlog = make(temporary="no")
    digest, _ = eventlog.agreement.disclosure(ID)
    eventlog.agreement.answer(ME, [Reply("yes", "schema", ID, {ID: digest})], PANEL)
    assert eventlog.agreement.granted(Caller(ME), ID)
    assert not make().agreement.granted(Caller(ME), ID)


def test_a_no_is_taken(make):
    eventlog = make()
    eventlog.agreement.answer(ME, [Reply("no", "all")], PANEL)
    assert eventlog.agreement.view(ME)["kinds"][ID]["status"] == "off"


def test_what_is_required_is_recorded_all_the_same(make):
    eventlog = make(consent="required", reason="Rules", legal_basis="contract")
    assert eventlog.agreement.granted(Caller(ME), ID)

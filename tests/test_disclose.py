"""What `jupyter eventlog disclose` tells an operator."""

import json
import re
import subprocess

import pytest

from jupyter_eventlog.cli import main

COMMAND = "https://jupyter-eventlog.readthedocs.io/schemas/command-executed"
PURPOSE = {
    "title": "Better",
    "short": "to find bugs",
    "legal_basis": "consent",
    "seen_by": "us",
    "used_to_assess": "no",
}
OPERATOR = {"name": "Riverside", "contact": "ask@riverside.example"}
COMPLETE = {
    "operator": OPERATOR,
    "purposes": {"improve": PURPOSE},
    "allowed_schemas": {COMMAND: {"level": "technical", "purpose": "improve", "retention": "90d"}},
}
REQUIRED = {
    "level": "technical",
    "consent": "required",
    "reason": "Rules",
    "legal_basis": "contract",
    "purpose": "improve",
    "retention": "1y",
}


@pytest.fixture
def disclose(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "none"))

    def run(settings, *arguments):
        file = tmp_path / "jupyter_server_config.py"
        file.write_text("import logging.handlers\n" + "".join(f"c.EventLog.{k} = {v!r}\n" for k, v in settings.items()))
        code = main(["disclose", "--config", str(file), "--journal-dir", str(tmp_path / "journal"), *arguments])
        said = capsys.readouterr()
        assert not (tmp_path / "journal").exists()
        return code, said.out, said.err

    return run


def entry(**changes):
    return {**COMPLETE, "allowed_schemas": {COMMAND: {**COMPLETE["allowed_schemas"][COMMAND], **changes}}}


def test_what_a_new_user_will_see(disclose):
    code, out, _ = disclose(COMPLETE)
    assert code == 0
    assert "Nothing is being collected. Riverside is asking you." in out
    assert "  Riverside asks to record commands you run, to find bugs. Off unless you accept." in out
    assert "  [Accept] [Decline] [Show details]" in out
    assert "  ✓ Kept here: 90 days, then deleted" in out
    assert "  - Command name: as it is. About the software." in out
    assert re.search(r"Grade \d+ \(goal: 8 or less\)\. The longest sentence has \d+ words\.", out)


def test_a_notice_comes_before_the_request(disclose):
    _, out, _ = disclose({**COMPLETE, "allowed_schemas": {COMMAND: REQUIRED}})
    assert "Riverside always records commands you run here. You cannot turn this off." in out
    assert "[OK] [Show details]" in out


def test_nobody_has_configured_anything(disclose):
    code, out, _ = disclose({}, "--check")
    assert (code, out) == (0, "BEFORE YOU RELY ON THIS\n  Nothing is missing.\n")
    assert "Nobody has set up data collection here." in disclose({})[1]


def test_a_complete_policy_passes_the_check(disclose):
    code, out, _ = disclose(COMPLETE, "--check")
    assert (code, out) == (0, "BEFORE YOU RELY ON THIS\n  Nothing is missing.\n")


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({**COMPLETE, "operator": ""}, "missing: operator has no name."),
        ({**COMPLETE, "operator": {"name": "R"}}, "missing: operator has no contact."),
        ({**COMPLETE, "purposes": {"improve": {**PURPOSE, "legal_basis": None}}}, "has no legal_basis."),
        ({**COMPLETE, "purposes": {"improve": {**PURPOSE, "seen_by": ""}}}, "“Riverside has not said”"),
        ({**COMPLETE, "purposes": {"improve": {**PURPOSE, "used_to_assess": ""}}}, "has no used_to_assess."),
        (entry(purpose=None), "missing: “Commands you run” has no purpose."),
        (entry(consent="required"), "needs reason; this kind stays off"),
        (entry(levle="technical"), 'did you mean "level"?'),
        (
            {**COMPLETE, "allowed_schemas": {COMMAND: {**REQUIRED, "legal_basis": "consent"}}},
            "cannot rest on legal_basis",
        ),
        (entry(consent="opt-out", user="keep"), 'error: allowed_schemas["'),
        ({**entry(consent="opt-out"), "mute_prompt": True}, "this will collect nothing until people open the panel."),
    ],
)
def test_what_is_missing_fails_the_check(disclose, settings, line):
    code, out, _ = disclose(settings, "--check")
    assert code == 3
    assert line in out
    assert disclose(settings)[0] == 0


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ({**COMPLETE, "context": "work"}, "note: context is “work”: people are often not free to refuse here."),
        ({**COMPLETE, "mute_prompt": True}, "note: mute_prompt: nobody is asked until they open the panel."),
        (entry(retention=None), "note: “Commands you run” has no retention"),
        (
            {**COMPLETE, "purposes": {f"p{n}": PURPOSE for n in range(6)} | {"improve": PURPOSE}},
            "note: 7 purposes are more than people can choose among.",
        ),
    ],
)
def test_a_note_does_not_fail_the_check(disclose, settings, line):
    code, out, _ = disclose(settings, "--check")
    assert code == 0
    assert line in out


def test_an_unknown_destination_is_missing(disclose, tmp_path):
    class Handler:
        def __repr__(self):
            return "[logging.handlers.HTTPHandler('127.0.0.1:9', '/')]"

    code, out, _ = disclose({**COMPLETE, "handlers": Handler()}, "--check")
    assert code == 3
    assert "has no destination. It gets nothing of people who do not turn it on themselves." in out


def test_what_a_change_means_for_people_who_answered(disclose, tmp_path):
    old = tmp_path / "old.json"
    old.write_text(disclose(COMPLETE, "--format", "json")[1])
    wider = entry(level="interaction", retention="180d")
    _, out, _ = disclose(wider, "--diff", str(old))
    assert "Will be asked again: those who said yes to “Commands you run” (wider: started from and kept longer)." in out
    assert "Will not be asked: those who said no." in out
    _, out, _ = disclose(entry(level="minimal"), "--diff", str(old))
    assert "Unchanged: 1 kind." in out
    assert "again" not in out
    _, out, _ = disclose({**COMPLETE, "allowed_schemas": {}}, "--diff", str(old))
    assert "Is recorded no longer: “Commands you run”." in out


@pytest.mark.parametrize("text", ["", "[]", '{"disclosures": 1}'])
def test_an_earlier_file_that_is_none(disclose, tmp_path, text):
    old = tmp_path / "old.json"
    old.write_text(text)
    code, _, error = disclose(COMPLETE, "--diff", str(old))
    assert code == 1
    assert error.startswith("jupyter eventlog: ")


def test_an_earlier_file_with_something_else_in_it(disclose, tmp_path):
    old = tmp_path / "old.json"
    old.write_text(json.dumps({"disclosures": {COMMAND: {"fields": 3}}}))
    code, _, error = disclose(COMPLETE, "--diff", str(old))
    assert code == 1
    assert "does not hold what --format json prints" in error


def test_json_holds_the_same_texts(disclose):
    found = json.loads(disclose(COMPLETE, "--format", "json")[1])
    assert found["headline"]["line1"] in disclose(COMPLETE)[1]
    assert found["disclosures"][COMMAND]["fields"][0]["path"] == "command_id"
    assert found["advice"] == []


def test_the_texts_come_in_a_language(disclose):
    purposes = {"improve": {**PURPOSE, "seen_by": {"en": "4 people", "de": "4 Personen"}}}
    out = disclose({**COMPLETE, "purposes": purposes}, "--lang", "de")[1]
    assert "Gesehen von: 4 Personen (Angabe von" in out
    assert out.startswith("WAS EIN NEUER MENSCH SIEHT")


def test_markup_stays_text(disclose):
    operator = {**OPERATOR, "name": "<img src=x> **R** [a](b)\n# c\x1b[2J"}
    _, out, _ = disclose({**COMPLETE, "operator": operator}, "--format", "md")
    assert "<img" not in out
    assert "**R**" not in out
    assert "[a](b)" not in out
    assert "\n# c" not in out
    assert "\x1b" not in out
    assert "&lt;img src=x\\>" in out


def test_a_configuration_that_cannot_be_used(disclose):
    code, _, error = disclose({"allowed_schemas": 5})
    assert code == 1
    assert "Traceback" not in error


def test_what_starts_by_notice_is_told_so(disclose):
    _, out, _ = disclose(entry(consent="opt-out"))
    assert "Nothing is being collected yet. It starts with your next session unless you say no." in out
    assert "  From your next session Riverside records commands you run, to find bugs." in out
    assert "  [OK] [Say no] [Show details]" in out


def test_how_much_is_to_be_done_is_counted(disclose):
    settings = {**COMPLETE, "operator": "", "context": "work"}
    assert "BEFORE YOU RELY ON THIS  (2 things are missing, 1 note)" in disclose(settings, "--check")[1]


def test_html_shows_markup_as_text_and_loads_nothing(disclose):
    name = "<script>alert(1)</script>\"'&<img src=x onerror=y>"
    _, out, _ = disclose({**COMPLETE, "operator": {**OPERATOR, "name": name}}, "--format", "html", "--lang", "de")
    assert out.startswith('<!doctype html>\n<html lang="de">')
    assert "default-src 'none'" in out
    assert "&lt;script&gt;" in out
    assert set(re.findall("<([a-z0-9]+)", out)) == {"html", "meta", "title", "h2", "p", "ul", "li"}


def test_the_annex_holds_what_a_works_council_asks_for(disclose):
    purpose = {**PURPOSE, "why": "Find commands that fail.", "approval": "board 7", "seen_by": ""}
    settings = {**COMPLETE, "operator": {**OPERATOR, "dpo": "dpo@r.example"}, "purposes": {"improve": purpose}}
    code, out, _ = disclose(settings, "--format", "annex")
    assert code == 0
    for line in (
        "## Annex: what is recorded, what for and who sees it",
        "- Data protection officer: dpo@r.example",
        "- Where to complain: Riverside has not said",
        "## Better",
        "- Why: Find commands that fail.",
        "- Seen by: Riverside has not said",
        "- Approval: board 7",
        "### Commands you run",
        "  - Command name: as it is. About the software.",
        "- Kept: 90 days, then deleted",
        "## What the software makes sure of",
        "## What rests on the word of Riverside",
    ):
        assert line in out.replace("\\", ""), line


def test_another_configuration_or_revision_is_compared_with(disclose, tmp_path):
    def git(*said):
        identity = ("-c", "user.name=a", "-c", "user.email=a@b.example")
        subprocess.run(["git", "-C", str(tmp_path), *identity, *said], check=True, capture_output=True)

    disclose(COMPLETE)
    git("init", "-q")
    git("add", "jupyter_server_config.py")
    git("commit", "-q", "-m", "first")
    old = tmp_path / "old.py"
    old.write_text((tmp_path / "jupyter_server_config.py").read_text())
    wider = entry(level="interaction")
    for against in ("HEAD", str(old)):
        out = disclose(wider, "--diff", against)[1]
        assert "Will be asked again: those who said yes to “Commands you run” (wider: started from)." in out
    code, _, error = disclose(wider, "--diff", "no-such")
    assert code == 1
    assert "no such file, and no such revision" in error

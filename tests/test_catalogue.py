"""The fixed texts themselves: short sentences, plain words, one form of every placeholder."""

import json
import re
from pathlib import Path

import pytest

from jupyter_eventlog.catalogue import Words
from jupyter_eventlog.catalogue.messages import messages, plain

SOURCE = Path(__file__).parent.parent / "schema" / "catalogue.json"
TEXTS = [
    pytest.param(text, id=f"{name} {number}")
    for name, said in messages().items()
    for number, text in enumerate([said] if isinstance(said, str) else said)
]
BANNED = re.compile(
    r"\b(telemetry|events?|schemas?|payloads?|sinks?|pii|anonymous(ly)?|may|such as|improve your experience|we|our)\b",
    re.IGNORECASE,
)
SPEAKS_AS_WE = {"We cannot tell what is being collected."}


def test_the_source_is_what_is_read():
    assert messages() == json.loads(SOURCE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", TEXTS)
def test_no_sentence_is_long(text):
    for sentence in re.split(r"(?<=[.?!]) ", text):
        assert len(sentence.split()) <= 20, sentence


@pytest.mark.parametrize("text", TEXTS)
def test_no_word_is_jargon_or_vague(text):
    # The month has its name.
    assert text in SPEAKS_AS_WE or text == "May" or not BANNED.search(text), BANNED.search(text)


def test_singular_and_plural_fill_in_the_same():
    for name, said in messages().items():
        if isinstance(said, list):
            one, many = (set(re.findall("%[1-9]", text)) - {"%1"} for text in said)
            assert one == many, name
            assert "%1" in said[1] or not one or name.startswith("partly"), name


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (999, "999"), (1204, "1,204"), (1234567, "1,234,567"), (10**6, "1,000,000")]
)
def test_numbers(number, text):
    assert Words().number(number) == text


def test_days_are_written_with_three_letters():
    assert [Words().day(f"2026-{month:02}-02")[2:5] for month in range(1, 13)] == (
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    )


def test_a_date_is_the_same_in_every_zone():
    assert Words(zone=None).day("2026-12-31") == "31 Dec 2026"


@pytest.mark.parametrize(("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), ("abc", "a, b and c")])
def test_lists(items, text):
    assert Words().listed(items) == text


def test_nothing_drives_a_terminal_or_turns_the_writing():
    assert plain(" a\x1b[31m\n\u202eb\u2066\x9bc ") == "a [31m b c"

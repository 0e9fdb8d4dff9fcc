"""The fixed texts themselves: short sentences, plain words, one form of every placeholder."""

import json
import re
from pathlib import Path

import pytest

from jupyter_eventlog.catalogue import Words
from jupyter_eventlog.catalogue.messages import LANGUAGES, messages, plain

SOURCE = Path(__file__).parent.parent / "schema" / "catalogue.json"
TRANSLATIONS = [one for one in LANGUAGES if one != "en"]


def texts(language: str) -> list[str]:
    return [text for said in messages(language).values() for text in ([said] if isinstance(said, str) else said)]


def slots(said: object) -> list[list[str]]:
    return [sorted(set(re.findall("%[1-9]", text))) for text in ([said] if isinstance(said, str) else said)]


TEXTS = texts("en")
BANNED = re.compile(
    r"\b(telemetry|events?|schemas?|payloads?|sinks?|pii|anonymous(ly)?|may|such as|improve your experience|we|our)\b",
    re.IGNORECASE,
)
SPEAKS_AS_WE = {"We cannot tell what is being collected."}


def test_the_source_is_what_is_read():
    assert messages() == json.loads(SOURCE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", [text for one in LANGUAGES for text in texts(one)])
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


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_text_is_translated_and_fills_in_the_same(language):
    translated = messages(language)
    assert list(translated) == list(messages())
    assert [name for name, said in messages().items() if slots(said) != slots(translated[name])] == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_one_english_text_has_one_translation(language):
    # JupyterLab looks a translation up by the English text.
    known: dict[str, object] = {}
    for name, said in messages().items():
        english = json.dumps(said if isinstance(said, str) else said[0])
        assert known.setdefault(english, messages(language)[name]) == messages(language)[name], name


def test_german_speaks_to_adults_and_keeps_to_plain_words():
    familiar = re.compile(
        r"\b(du|dir|dich|dein\w*|wir|uns\w*|Telemetrie|Event|Schema|Payload|anonym\w*|Nutzererlebnis)\b", re.IGNORECASE
    )
    found = {text for text in texts("de") if familiar.search(text)}
    assert found == {"Wir können nicht sagen, was erfasst wird."}


def test_german_numbers_days_and_forms():
    words = Words("de_DE")
    assert words.number(1_234_567) == "1.234.567"
    assert words.day("2026-03-02") == "2. März 2026"
    assert words.listed("abc") == "a, b und c"
    assert [words.count("duration.d", n) for n in (0, 1, 2)] == ["0 Tage", "1 Tag", "2 Tage"]


def test_who_reads_another_language_reads_english():
    assert Words("fr").say("yes") == "yes"


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

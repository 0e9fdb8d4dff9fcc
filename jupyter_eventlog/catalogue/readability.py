"""How hard a text is to read: the Flesch-Kincaid grade, for English.

0.39 * words per sentence + 11.8 * syllables per word - 15.59, where a syllable is a run of vowels, a silent e at the
end aside, and each word has at least one. A grade of 8 is what a pupil of 13 reads with ease.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SENTENCE = re.compile(r"(?<=[.?!]) |\n")
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")  # noqa: RUF001  the apostrophe of typeset English


@dataclass(frozen=True)
class Readability:
    """A grade, and how many words the longest sentence has."""

    grade: int
    longest: int


def readability(texts: Sequence[str]) -> Readability:
    """The readability of some texts together."""
    sentences = [found for text in texts for part in _SENTENCE.split(text) if (found := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return Readability(0, 0)
    grade = 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59
    return Readability(max(0, round(grade)), max(map(len, sentences)))


def _syllables(word: str) -> int:
    plain = re.sub("e$", "", word.lower())
    return max(1, len(re.findall("[aeiouy]+", plain)))

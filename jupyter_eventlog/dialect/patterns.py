"""Regular expressions that ECMAScript and Rust read alike.

docs/schemas.md lists what is admitted; the tokens are in `schema/meta/patterns.json`.
"""

from __future__ import annotations

import re

from ..resources import read_meta

_READ = read_meta("patterns")
_ANCHOR, _BAR, _CLASS, _CLOSE, _OPEN, _REPEAT = (
    re.compile(_READ[name]) for name in ("anchor", "bar", "class", "close", "open", "repeat")
)
_ATOM, _MEMBER = (re.compile(f"{_READ[name]}|{_READ['escape']}") for name in ("letter", "member"))
_DOT = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\.", re.DOTALL)
_CONTROL = {"f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}

ANY_CHARACTER = r"[^\n\r\u2028\u2029]"
"""What `.` means in ECMAScript; in Rust it means more."""


class PatternError(ValueError):
    """A regular expression outside the subset; says where."""


def pattern_parts(pattern: str) -> int:
    """How many parts a regular expression has, repetitions multiplied out. Raises PatternError."""
    index, totals, last = 0, [0], 0
    while index < len(pattern):
        if match := _REPEAT.match(pattern, index):
            if not last:
                raise _error(pattern, index)
            totals[-1] += last * (_times(match) - 1)
            last = 0
        elif match := _OPEN.match(pattern, index):
            totals.append(1)
            last = 0
        elif (match := _CLOSE.match(pattern, index)) and len(totals) > 1:
            last = totals.pop()
            totals[-1] += last
        else:
            match, last = _single(pattern, index)
            totals[-1] += last
        index = match.end()
    if len(totals) > 1:
        raise _error(pattern, index)
    return totals[0]


def spelled_out(pattern: str) -> str:
    """A regular expression without the `.` that the languages read differently."""
    return _DOT.sub(lambda match: ANY_CHARACTER if match[0] == "." else match[0], pattern)


def _single(pattern: str, index: int) -> tuple[re.Match[str], int]:
    """What stands here alone, and its parts: none where nothing can be repeated."""
    if match := _ANCHOR.match(pattern, index) or _BAR.match(pattern, index):
        return match, 0
    if match := _ATOM.match(pattern, index):
        return match, 1
    match = _CLASS.match(pattern, index)
    if match is None:
        raise _error(pattern, index)
    return match, _class_parts(match[1], pattern, match.start(1))


def _times(match: re.Match[str]) -> int:
    """How often a repetition writes out what it repeats."""
    least, comma, most = match.groups()
    if comma and most and int(most) < int(least):
        raise _error(match.string, match.start())
    return max(1, int(most or least or 1))


def _class_parts(members: str, pattern: str, start: int) -> int:
    """How many members a class has: ranges and characters. Rust takes `&&`, `--` and `~~` for operators."""
    found = _MEMBER.findall(members)
    if "".join(found) != members or any(operator in members for operator in ("&&", "--", "~~")):
        raise _error(pattern, start)
    index = parts = 0
    while index < len(found):
        if found[index] == "-" and 0 < index < len(found) - 1:
            raise _error(pattern, start)
        if found[index + 1 : index + 2] == ["-"] and index + 2 < len(found):
            if not _code(found[index]) <= _code(found[index + 2]):
                raise _error(pattern, start)
            index += 2
        index, parts = index + 1, parts + 1
    return parts


def _code(member: str) -> float:
    """The code point of an end of a range; NaN, which no range can have, for a class such as `\\d`."""
    if len(member) == 1:
        return ord(member)
    kind = member[1]
    if kind in "xu":
        return int(member[2:].strip("{}"), 16)
    return float("nan") if kind in "dDsSwW" else ord(_CONTROL.get(kind, kind))


def _error(pattern: str, index: int) -> PatternError:
    return PatternError(f"at {index}: outside what every language reads alike")

"""Paths that name properties: `user.id`, `users[].id`, `env.*`, with `. [ ] * \\` in a name escaped by a backslash.

A path is a tuple of tokens: :data:`ITEMS`, :data:`ANY`, or a property's name in its escaped form.
"""

from __future__ import annotations

import re

ITEMS = "[]"
ANY = "*"

_SPECIAL = re.compile(r"([.\[\]*\\])")


class PathError(ValueError):
    """A path that cannot be read."""


def escape(name: str) -> str:
    """A property's name as a token."""
    return _SPECIAL.sub(r"\\\1", name)


def join(parent: str | None, token: str) -> str:
    """The path of a child; `parent` is None at the top."""
    if token == ITEMS:
        return (parent or "") + ITEMS
    return token if parent is None else f"{parent}.{token}"


def parse(path: str) -> tuple[str, ...]:
    """The tokens of a path.

    Raises PathError for a dangling backslash, a stray bracket or star, or items of nothing.
    """
    tokens: list[str] = []
    for segment in _split(path):
        name, brackets = _segment(segment, path)
        tokens.append(name)
        tokens.extend([ITEMS] * brackets)
    return tuple(tokens)


def canonical(path: str) -> str:
    """A path with nothing escaped that need not be. Raises PathError."""
    joined: str | None = None
    for token in parse(path):
        joined = join(joined, token)
    return joined or ""


def _split(path: str) -> list[str]:
    """The path cut at its unescaped dots, escapes left in."""
    segments, start, index = [], 0, 0
    while index < len(path):
        if path[index] == "\\":
            index += 1
        elif path[index] == ".":
            segments.append(path[start:index])
            start = index + 1
        index += 1
    return [*segments, path[start:]]


def _segment(segment: str, path: str) -> tuple[str, int]:
    """A segment's token and how many `[]` follow it."""
    body, brackets = segment, 0
    while body.endswith(ITEMS) and not body.endswith("\\[]"):
        body, brackets = body[:-2], brackets + 1
    if body == ANY:
        return ANY, brackets
    if brackets and not body:
        raise PathError(f"{path!r}: [] needs a name before it")
    return escape(_unescape(body, path)), brackets


def _unescape(body: str, path: str) -> str:
    name, index = [], 0
    while index < len(body):
        char = body[index]
        if char == "\\":
            index += 1
            if index == len(body):
                raise PathError(f"{path!r} ends in a backslash")
            char = body[index]
        elif char in "[]*":
            raise PathError(f"{path!r}: write \\{char} for a {char} in a name")
        name.append(char)
        index += 1
    return "".join(name)

"""Reads what an operator wrote: every mistake is a sentence that names the key and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from . import paths
from .canonical import fault
from .durations import is_duration
from .policy import LEGAL_BASES


def nearest(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """A hint at what was meant, or an empty string; `cutoff` is how alike, from 0 to 1, the two must be."""
    close = get_close_matches(name, list(map(str, known)), n=1, cutoff=cutoff)
    return f'; did you mean "{close[0]}"?' if close else ""


def is_blank(text: Any) -> bool:
    """Whether a text, or each of its languages, says nothing."""
    said = text.values() if isinstance(text, Mapping) else [text]
    return not any(isinstance(one, str) and one.removeprefix("other:").strip() for one in said)


class Reader:
    """Collects errors while it turns what was written into what is meant."""

    def __init__(self) -> None:
        self.errors: list[str] = []

    def known_keys(self, said: Mapping[str, Any], known: Iterable[str], where: str) -> None:
        """Refuse keys that nobody knows."""
        for key in said:
            if key not in known:
                self.errors.append(f'{where}unknown key "{key}"{nearest(str(key), known)}')

    def plain(self, config: Mapping[str, Any]) -> None:
        """Refuse what cannot be told to anybody, or be written down: a lone surrogate, above all."""
        for key, value in config.items():
            problem = None if key in ("handlers", "sinks") else fault(_texts_of(value))
            if problem:
                self.errors.append(f"{key}: {problem}")

    def choice(self, value: Any, choices: tuple[str, ...], where: str) -> Any:
        """One of some words; None where nothing is said."""
        if value is not None and value not in choices:
            hint = nearest(str(value), choices) or f"; one of {', '.join(choices)}"
            self.errors.append(f'{where}: "{value}" is not known{hint}')
        return value

    def duration(self, value: Any, where: str) -> Any:
        """A duration as it was written; None where nothing is said."""
        if value is not None and not is_duration(value):
            self.errors.append(f'{where}: must be a duration such as "12h", "90d", "13mo" or "3y"')
        return value

    def text(self, value: Any, where: str) -> None:
        """A text; nothing said is fine."""
        if value is not None and not isinstance(value, str):
            self.errors.append(f"{where}: must be a text")

    def words(self, value: Any, where: str) -> None:
        """A text for people, in one language or by language; nothing said is fine."""
        by_language = isinstance(value, Mapping) and value and all(isinstance(one, str) for one in value.values())
        if value is not None and not isinstance(value, str) and not by_language:
            self.errors.append(f'{where}: must be a text, or texts by language such as {{"en": "...", "de": "..."}}')

    def legal_basis(self, value: Any, where: str) -> None:
        """A legal ground; nothing said is fine, and so are the operator's own words after `other:`."""
        if not (isinstance(value, str) and value.startswith("other:")):
            self.choice(value, LEGAL_BASES, where)

    def url(self, value: Any, where: str) -> None:
        """An address; nothing said is fine."""
        if value is not None and not (isinstance(value, str) and value.startswith(("https://", "http://"))):
            self.errors.append(f'{where}: must be an address that begins with "https://"')

    def flag(self, value: Any, where: str) -> None:
        """True or false; nothing said is fine."""
        if value is not None and not isinstance(value, bool):
            self.errors.append(f"{where}: must be true or false")

    def mapping(self, said: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
        """An object under a key; empty where nothing is said."""
        value = said.get(key)
        if value is None or isinstance(value, Mapping):
            return value or {}
        self.errors.append(f"{where}{key}: must be an object")
        return {}

    def names(self, said: Mapping[str, Any], key: str, where: str) -> tuple[str, ...] | None:
        """A list of names under a key; None where nothing is said."""
        value = said.get(key)
        if value is None:
            return None
        if isinstance(value, list | tuple | set | frozenset) and all(isinstance(item, str) for item in value):
            return tuple(sorted(value)) if isinstance(value, set | frozenset) else tuple(value)
        self.errors.append(f"{where}{key}: must be a list of names")
        return ()

    def path(self, path: Any, where: str) -> str | None:
        """A path in its one form, or None for one that cannot be read."""
        try:
            return paths.canonical(str(path))
        except paths.PathError as error:
            self.errors.append(f"{where}: {error}")
            return None

    def properties(self, said: Mapping[str, Any], where: str) -> tuple[str, ...]:
        """The paths of `allowed_properties`."""
        found = self.names(said, "allowed_properties", where) or ()
        return tuple(path for item in found if (path := self.path(item, f"{where}allowed_properties")) is not None)


def _texts_of(value: Any) -> Any:
    """The texts within a configuration, as JSON; what else it holds is judged where it is read."""
    if isinstance(value, Mapping):
        return [_texts_of(one) for pair in value.items() for one in pair]
    if isinstance(value, list | tuple | set | frozenset):
        return [_texts_of(one) for one in value]
    return value if isinstance(value, str) else None

"""Sinks that run in the page: what an operator may say of them, and what of that every page may read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .reader import nearest
from .resources import read_meta
from .sink import Destination

_DESCRIBED = ("destination", "run_by", "country", "third_party", "erasure")


@dataclass(frozen=True)
class PageSink:
    """A sink that runs in the page; `public` is all that it needs, and no secret."""

    destination: Destination
    kind: str
    public: Mapping[str, str]

    def view(self) -> dict[str, Any]:
        """As the page is told of it."""
        return {"class": self.kind, "public": dict(self.public)}


def runs_in_page(said: Any) -> bool:
    """Whether an entry of `sinks` describes one that runs in the page."""
    return isinstance(said, Mapping) and said.get("runs_in") == "page"


def page_sink_mistakes(said: Mapping[str, Any], keys: Sequence[str]) -> Iterator[str]:
    """What is wrong with an entry of `sinks`, as far as it is about pages."""
    if not runs_in_page(said):
        if "public" in said:
            yield 'public: only a sink that runs in the page has it; add "runs_in": "page"'
        return
    classes, name = read_meta("page-sinks"), str(said.get("class"))
    if name not in classes:
        yield f"class: is not one that runs in the page{nearest(name, classes)} (known: {', '.join(classes)})"
        return
    for key in said:
        if key not in keys:
            yield f'unknown key "{key}"; what a page may know stands in "public"'
    yield from _option_mistakes(classes[name], said.get("public", {}))
    if classes[name]["here"] is None and "destination" not in said:
        yield "destination: say where it leads, in words that people understand"


def _option_mistakes(known: Mapping[str, Any], said: Any) -> Iterator[str]:
    names = sorted([*known["needed"], *known["options"]])
    if not isinstance(said, Mapping):
        yield "public: must be an object"
        return
    for key, value in said.items():
        if key not in names:
            yield f'public: unknown option "{key}"{nearest(str(key), names)}'
        elif not isinstance(value, str):
            yield f'public: "{key}" must be a text, which every page can read'
    for key in known["needed"]:
        if key not in said:
            yield f'public: give "{key}"'


def page_sinks(sinks: Mapping[str, Any]) -> list[PageSink]:
    """The sinks of a configuration without mistakes that run in the page."""
    return [_page_sink(name, said) for name, said in sinks.items() if runs_in_page(said)]


def _page_sink(name: str, said: Mapping[str, Any]) -> PageSink:
    here = read_meta("page-sinks")[said["class"]]["here"]
    described = {"destination": here, "third_party": here is None}
    described |= {key: said[key] for key in _DESCRIBED if key in said}
    return PageSink(Destination(name, **described), said["class"], dict(said.get("public", {})))

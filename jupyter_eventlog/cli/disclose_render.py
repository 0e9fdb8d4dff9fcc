"""Blocks of lines as plain text, Markdown or HTML, in which nobody's text can be markup."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>:])")


@dataclass
class Block:
    """Lines under a title; one without a title belongs to the block above. `note` stands beside the title, `level` is
    that of the heading."""

    title: str | None
    lines: Sequence[str]
    note: str | None = None
    level: int = 2


def render(blocks: Sequence[Block], form: str, language: str = "en") -> str:
    """The blocks in one of the forms `text`, `md` and `html`."""
    if form == "html":
        return _document(blocks, language)
    make = _markdown if form == "md" else _text
    return "\n\n".join(make(block) for block in blocks)


def escaped(text: str) -> str:
    """A text that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))


def _text(block: Block) -> str:
    lines = [f"  {line}" for line in block.lines]
    if block.title is not None:
        lines.insert(0, block.title.upper() + (f"  ({block.note})" if block.note else ""))
    return "\n".join(lines)


def _markdown(block: Block) -> str:
    items = [f"  - {escaped(line[2:])}" if line.startswith("- ") else f"- {escaped(line)}" for line in block.lines]
    if block.title is None:
        return "\n".join(items)
    note = [f"{escaped(block.note)}", ""] if block.note else []
    return "\n".join([f"{'#' * block.level} {escaped(block.title)}", "", *note, *items])


def _document(blocks: Sequence[Block], language: str) -> str:
    """A page that loads nothing and runs nothing."""
    titles = [block.title for block in blocks if block.title is not None]
    head = [
        "<!doctype html>",
        f'<html lang="{html.escape(language)}">',
        '<meta charset="utf-8">',
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">',
        f"<title>{html.escape(titles[0] if titles else '')}</title>",
    ]
    return "\n".join([*head, *(line for block in blocks for line in _html(block)), "</html>"])


def _html(block: Block) -> list[str]:
    heading = f"<h{block.level}>{html.escape(block.title)}</h{block.level}>" if block.title is not None else ""
    note = f"<p>{html.escape(block.note)}</p>" if block.note else ""
    items = [f"<li>{html.escape(line)}</li>" for line in block.lines]
    return [line for line in (heading, note) if line] + (["<ul>", *items, "</ul>"] if items else [])

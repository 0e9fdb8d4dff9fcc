"""Blocks of lines as plain text or as Markdown, in which nobody's text can be markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>:])")


@dataclass
class Block:
    """Lines under a title; one without a title belongs to the block above. `note` stands beside the title."""

    title: str | None
    lines: Sequence[str]
    note: str | None = None


def render(blocks: Sequence[Block], form: str) -> str:
    """The blocks in one of the forms `text` and `md`."""
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
    return "\n".join([f"## {escaped(block.title)}", "", *note, *items])

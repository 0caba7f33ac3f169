"""Reads sections that describe the records in a list in the front matter: `## Jane Doe` for the person Jane Doe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgraph.kinds import Decision
from docgraph.model.location import Text
from docgraph.model.record import Record
from docgraph.parse.form.reader import fields_in_blocks, may_have_fields
from docgraph.parse.form.sections import Sections, heading_of, name_in_heading
from docgraph.parse.markdown.blocks import Block, blocks
from docgraph.parse.raw_tree import RawTree
from docgraph.text.slug import fold_words


def entry_sections(kind: type[Record], text: Text, body: int, entries: Sequence[Any]) -> dict[int, RawTree]:
    """The fields in sections of the body whose heading is the id or title of a map in `entries`, by index in `entries`.

    `body` is the offset of the body. Empty for decisions, whose sections are read by `decision_log`.
    """
    if kind is Decision or not entries or not may_have_fields(kind, text.content[body:]):
        return {}
    numbers = _numbers(entries)
    return {
        number: fields_in_blocks(kind, text, section, Sections(kind, headings), head=False)
        for number, (section, headings) in _sections(kind, blocks(text, body), numbers).items()
    }


def _numbers(entries: Sequence[Any]) -> dict[str, int]:
    """Maps normalized ids and titles of `entries` to the index in `entries`.

    If an id equals a title, the id counts. If two ids or two titles are equal, the first counts.
    """
    named = [(number, entry) for number, entry in enumerate(entries) if isinstance(entry, dict)]
    pairs = ((entry.get(key), number) for key in ("title", "id") for number, entry in reversed(named))
    return {fold_words(name): number for name, number in pairs if isinstance(name, str) and fold_words(name)}


def _sections(
    kind: type[Record], body: Sequence[Block], numbers: dict[str, int]
) -> dict[int, tuple[list[Block], list[str]]]:
    found: dict[int, tuple[list[Block], list[str]]] = {}
    current, level = None, 0
    for block in body:
        if block.type == "heading":
            shown = heading_of(block)
            name = name_in_heading(kind, shown)
            number = numbers.get(fold_words(name))
            if number is not None:
                current, level = found.setdefault(number, ([], [])), block.level
                current[1].extend((shown, name))
            elif block.level <= level:
                current = None
        if current is not None:
            current[0].append(block)
    return found

"""Finds a body that holds two records of its kind: two printed forms below each other, of which one would be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from docgraph.kinds import SPELLINGS
from docgraph.model.finding import Related, Severity
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.model.record import Record
from docgraph.source.markdown import UNDERLINE, Block, Line, Passage, blocks
from docgraph.source.template_form import fields_said, heading_of
from docgraph.source.template_labels import folded

_HEADING = re.compile(r"^[ \t>]{0,20}(?:(#{1,6})|<h([1-6])\b)", re.MULTILINE)
_SHOWN = re.compile(r"(#{1,6})(?=[^#\s])([^\n]*)|<h([1-6])\b[^<>]{0,200}>([^<>]{1,200})</h", re.IGNORECASE)
"""Headings that Python-Markdown makes or leaves, and CommonMark does not know as such."""
_TITLE = re.compile(r"([^:–—]{1,60}?)\s*[:–—]\s*(\S.*)", re.DOTALL)


class _Section(Struct):
    """A heading, the words before the colon in it where they name the kind, and the keys that its section gives."""

    heading: Block
    title: str
    form: str
    keys: frozenset[str]


def second_record(kind: type[Record], text: Text, body: int, subject: str) -> Problem | None:
    """The problem of a body in which a second record of `kind` begins; None where it holds one."""
    content = text.content[body:]
    levels = [len(found[1]) if found[1] else int(found[2]) for found in _HEADING.finditer(content)]
    if levels.count(levels[0] if levels else 0) < 2 and not UNDERLINE.search(content):
        return None
    forms: dict[str, _Section] = {}
    keys: dict[str, _Section] = {}
    for section in _sections(kind, text, [*_shown(kind, blocks(text, body))]):
        before = forms.setdefault(section.form, section) if section.form else section
        known = next((keys[key] for key in section.keys if key in keys), None)
        if before.title != section.title or known is not None:
            return _problem(kind, text, subject, known or before, section)
        keys.update(dict.fromkeys(section.keys, section))
    return None


def _sections(kind: type[Record], text: Text, body: Sequence[Block]) -> list[_Section]:
    """The sections under headings of the first one's level, with what says that they are records."""
    headings = [number for number, block in enumerate(body) if block.type == "heading"]
    level = body[headings[0]].level if headings else 0
    begins = [number for number in headings if body[number].level == level]
    found = []
    for begin, end in zip(begins, [*begins[1:], len(body)], strict=True) if len(begins) > 1 else ():
        shown = heading_of(body[begin])
        title = _TITLE.fullmatch(shown)
        form = folded(title[1]) if title and _names(kind, folded(title[1])) else ""
        keys = frozenset(fields_said(kind, text, body[begin + 1 : end]).data if kind.labels else ())
        is_record = level == 1 or (form and keys)
        found.append(
            _Section(body[begin], folded(shown), form if is_record else "", keys if level == 1 else frozenset())
        )
    return found


def _shown(kind: type[Record], body: Sequence[Block]) -> Iterator[Block]:
    """The blocks of a body with the headings that name the kind as the host shows them: also in quotes, or in HTML."""
    for block in body:
        found = _SHOWN.match(Passage(block.lines).raw) if block.type in ("paragraph", "html") and block.lines else None
        title = _TITLE.fullmatch((found[2] or found[4]).strip("# \t")) if found else None
        if block.type == "quote":
            yield from _shown(kind, block.children)
        elif found and title and _names(kind, folded(title[1])):
            first = Line(block.offset, title[0])
            yield Block("heading", block.offset, (first,), len(found[1]) if found[1] else int(found[3]))
            if len(block.lines) > 1:
                yield Block("paragraph", block.lines[1].offset, block.lines[1:])
        else:
            yield block


def _names(kind: type[Record], form: str) -> bool:
    """Whether words name the kind, as `agent hiring packet` does."""
    names = {kind.kind, *(spelling for spelling, name in SPELLINGS.items() if name == kind.kind)}
    return any(f" {name.replace('-', ' ')} " in f" {form} " for name in names)


def _problem(kind: type[Record], text: Text, subject: str, before: _Section, section: _Section) -> Problem:
    return Problem(
        "wrong-type",
        text.at(section.heading.offset),
        f"a second {kind.kind} begins here, and this document holds one",
        "split the document: give each of them a file of its own",
        subject,
        ("labels",),
        (Related(text.at(before.heading.offset), "the first one"),),
        Severity.ERROR,
    )

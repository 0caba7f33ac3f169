"""Reports sections that declare a kind in the body, such as `**Kind:** agent`, where it is not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docgraph.kinds import lookup_kind
from docgraph.model.document import Document
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.parse.form.labels import bold_label, fold_label, labels_of
from docgraph.parse.kind.detection import own_keys
from docgraph.parse.markdown.blocks import Block, Line, blocks, plain_text, walk

_SIGN = re.compile(r"(?:\*\*|__|\|)[ \t*_`]{0,10}kind(?![^\W_])", re.IGNORECASE)
_PAIR = 2
_MOST = 100
"""Maximum number of problems for one document."""


def unread_kinds(document: Document, body: int) -> Iterator[Problem]:
    """Yield a problem for each section that declares a kind and has labels of this kind.

    Kinds of records that were read from the document are skipped. `body` is the offset of the body.
    """
    text = document.text
    if not _SIGN.search(text.content, body):
        return
    own = {record.kind for record in document.records}
    found = (problem for section in _sections(blocks(text, body)) for problem in _problem(text, section, own))
    for _, problem in zip(range(_MOST), found, strict=False):
        yield problem


def _sections(body: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the blocks of each section. Each heading starts a section."""
    section: list[Block] = []
    for block in body:
        if block.type == "heading":
            yield section
            section = []
        section.append(block)
    yield section


def _problem(text: Text, section: Sequence[Block], own: set[str]) -> Iterator[Problem]:
    labels = dict(_labels(section))
    shown = labels.pop("kind", None)
    kind, _ = lookup_kind(plain_text(shown.text)) if shown else (None, False)
    if shown is None or kind is None or kind.kind in own:
        return
    if any(name in labels_of(kind) or name.replace(" ", "-") in own_keys(kind) for name in labels):
        message = f"this {kind.kind} is not read, because its kind is in the body"
        help = f"write `kind: {kind.kind}` at the start of the file, between two `---` lines"
        yield Problem("foreign-header", text.at(shown.offset), message, help)


def _labels(section: Sequence[Block]) -> Iterator[tuple[str, Line]]:
    """Yield the normalized labels in a section with their values: bold labels and rows of tables with two columns."""
    for block in walk(section):
        if block.type == "row" and len(block.lines) == _PAIR:
            yield fold_label(plain_text(block.lines[0].text)).rstrip(": "), block.lines[1]
        elif block.type == "paragraph":
            yield from filter(None, map(bold_label, block.lines))

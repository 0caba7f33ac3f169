"""Reports rows of `| Agent | Owner |` tables that differ from the list above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from docgraph.kinds import Agent, Outcome
from docgraph.model.document import Document
from docgraph.model.field_specs import fields_of
from docgraph.model.finding import Related, Severity
from docgraph.model.problem import PossibleConflict, Problem
from docgraph.model.record import Record
from docgraph.parse.form.labels import fold_label, labels_of
from docgraph.parse.form.sections import names_kind
from docgraph.parse.markdown.blocks import Block, Line, blocks, plain_text
from docgraph.parse.recovery.printed_forms import mentions_any, names_of, unread_record
from docgraph.text.slug import fold_words

_MAYBE = re.compile(r"\|[ \t*_`]*owner[ \t*_`:]*(?:\||\r?$)", re.IGNORECASE | re.MULTILINE)
_WIKILINK = re.compile(r"\[\[([^\[\]|]{1,200}+)[^\[\]]{0,500}+\]\]")
_MOST = 100
"""Maximum number of problems for one document."""


class _Row(Struct, frozen=True):
    """A row about a record: its name and owner cells, and whether it is above any section."""

    name: Line
    owner: Line
    is_top: bool


def differing_rows(document: Document, body: int) -> Iterator[Problem]:
    """Problems of rows with another owner than the record they name, and of rows about no record.

    Rows without an owner, such as sums, are about no record.

    Below a section heading they are warnings, because the table may be about another topic, such as former owners.
    """
    if not _MAYBE.search(document.text.content, body):
        return
    own = document.records[0].kind if document.records else ""
    named = {
        fold_words(name): record
        for record in reversed(document.records)
        for name in (*record.aliases, record.title, record.id)
    }
    names = names_of(document.records)
    rows = (
        problem
        for kind in (Agent, Outcome)
        if own in (kind.kind, "")
        for row in _rows(kind, blocks(document.text, body))
        for problem in _problem(kind, document, row, named, names)
    )
    for _, problem in zip(range(_MOST), rows, strict=False):
        yield problem


def _problem(
    kind: type[Record], document: Document, row: _Row, named: dict[str, Record], names: set[str]
) -> Iterator[Problem]:
    name, owner = (plain_text(_WIKILINK.sub(r"\1", cell.text)) for cell in (row.name, row.owner))
    severity = Severity.ERROR if row.is_top else Severity.WARNING
    record, reference = named.get(fold_words(name)), fields_of(kind)["owner"].reference
    if record is None:
        if not any(map(str.isalpha, owner)) or not fold_words(name) or mentions_any(name, names):
            return
        yield unread_record(
            kind,
            document.text,
            row.name.offset,
            name,
            where="in this row",
            reason=f"this document lists its {kind.plural} in the front matter",
            help=f"add it to `{kind.plural}:`, or replace the name with the title of an item there",
            severity=severity,
        )
    elif reference and record.value("owner") and fold_words(owner):
        own = record.value("owner")
        yield Problem(
            "conflicting-values",
            document.text.at(row.owner.offset),
            f"`owner` is `{', '.join(own)[:60]}` in the entry `{record.id}` but `{owner[:60]}` in this table",
            "delete the wrong `owner`",
            record.ref,
            ("owner",),
            (Related(record.at("owner"), "the owner of the entry"),),
            severity,
            possible_conflicts=(PossibleConflict(reference.to, own, (owner,)),),
        )


def _rows(kind: type[Record], body: Sequence[Block]) -> Iterator[_Row]:
    """The rows of tables whose headers are the kind (first column) and the owner."""
    owners = {name for name, label in labels_of(kind).items() if label.key == ("owner",)}
    is_top = True
    for block in body:
        is_top = is_top and not (block.type == "heading" and block.level > 1)
        if block.type != "table" or not block.children:
            continue
        heads = [fold_label(plain_text(cell.text)).rstrip(": ") for cell in block.children[0].lines]
        column = next((number for number, head in enumerate(heads) if head in owners), 0)
        if column and (heads[0] == kind.plural or names_kind(kind, heads[0])):
            for row in block.children[1:]:
                if len(row.lines) > column:
                    yield _Row(row.lines[0], row.lines[column], is_top)

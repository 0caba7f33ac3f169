"""Finds unread printed forms in a body: a second record, or records of other kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from docgraph.kinds import KINDS, Agent, Decision, Outcome
from docgraph.model.document import Document
from docgraph.model.finding import Related, Severity
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.model.record import Record
from docgraph.parse.form.labels import fold_label
from docgraph.parse.form.reader import fields_in_blocks
from docgraph.parse.form.sections import heading_of, names_kind
from docgraph.parse.kind.missing import SIGNS
from docgraph.parse.markdown.blocks import UNDERLINE, Block, Line, Passage, blocks
from docgraph.parse.placeholders import placeholder_text
from docgraph.parse.recovery.printed_forms import (
    KEYS_OF_MANY,
    form_of,
    is_named_in,
    mentions_any,
    names_of,
    unread_record,
)
from docgraph.parse.recovery.templates import is_template

_HEADING = re.compile(r"^[ \t>]{0,20}(?:(#{1,6})|<h([1-6])\b)", re.MULTILINE)
_SHOWN = re.compile(r"(#{1,6})(?=[^#\s])([^\n]*)|<h([1-6])\b[^<>]{0,200}>([^<>]{1,200})</h", re.IGNORECASE)
"""Headings of Python-Markdown (`#Title`) or HTML that are not headings in CommonMark."""
_FORM = re.compile(
    r"^[ \t>]{0,20}(?:#{1,6}|<h[1-6]\b)[^\n:–—]{1,260}(?=[:–—])"
    r"|^[^\n:–—]{1,80}(?=[:–—][^\n]{1,200}\r?\n[ \t>]{0,20}[=-]+[ \t]*\r?$)",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that may be the heading of a printed form, up to the colon or dash after the kind."""
_BARE = re.compile(
    r"^[ \t>#]{0,26}(?:<h[1-6]\b[^<>]{0,200}>)?\W{0,4}(?:(?:agent|outcome)[ -](?:hiring[ -])?|hiring[ -])"
    r"(?:packet|card|form|sheet|profile)\W{0,4}(?:\(|</h|\{|\r?$)",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that may be the heading of a printed form without a name, or with one in brackets."""

_PRINTED = [kind for kind in KINDS if "owner" in kind.labels]
"""The kinds whose printed form names an owner."""
_LABELS = ("labels",)
"""The key path of the problem of a second record."""
_FORMS = 100
"""Maximum number of reported forms per kind and document."""


class _Section(Struct):
    """A section of a body that may be a printed form.

    `form` is the text before the colon of its heading if it names the kind, `name` the text after it, and `keys` are
    the keys of the labels in it. `is_template` means that its labels are explained rather than filled in.
    """

    heading: Block
    level: int
    title: str
    name: str
    form: str
    keys: frozenset[str]
    is_template: bool


def second_record(kind: type[Record], text: Text, body: int, subject: str) -> Problem | None:
    """The problem of a second record of `kind` in a body; None if there is none."""
    content = text.content[body:]
    levels = [len(found[1]) if found[1] else int(found[2]) for found in _HEADING.finditer(content)]
    repeated = levels.count(levels[0] if levels else 0) > 1 or UNDERLINE.search(content)
    if not repeated and not _may_show(kind, content):
        return None
    forms: dict[str, _Section] = {}
    keys: dict[str, _Section] = {}
    for section in _sections(kind, text, [*_shown(kind, blocks(text, body))], top=True):
        before = forms.setdefault(section.form, section) if section.form and section.name else section
        known = next((keys[key] for key in section.keys if key in keys), None) if section.level == 1 else None
        if before.title != section.title or known is not None:
            return _problem(kind, text, subject, known or before, section)
        keys.update(dict.fromkeys(section.keys if section.level == 1 else (), section))
    return None


def is_second_record(problem: Problem) -> bool:
    """Whether a problem was made by `second_record`."""
    return problem.rule_name == "wrong-type" and problem.key == _LABELS and not problem.shows


def unread_forms(document: Document, body: int) -> Iterator[Problem]:
    """Problems of printed forms whose kind is not read from this body.

    A single form counts only if it is complete or below a list of its kind. Of a form without a name, and without a
    label that only its kind has, the problem is a warning. The graph drops it if another document defines the record.
    """
    text, listed = document.text, document.collection is not None
    content = text.content[body:]
    is_bare = _BARE.search(content) is not None
    if not is_bare and not _FORM.search(content):
        return
    own = document.records[0].kind if document.records else ""
    others = (kind for kind in _PRINTED if kind.kind != own or (listed and kind is not Decision))
    kinds = [kind for kind in others if _may_show(kind, content, 1) or (is_bare and kind in (Agent, Outcome))]
    for kind in kinds:
        lists_kind = listed and own in (kind.kind, "")
        listed_names = names_of(document.records) if lists_kind else set()
        found = _sections(kind, text, [*_shown(kind, blocks(text, body))])
        forms = [
            section
            for section in found
            if section.form
            and ("owner" in section.keys or len(section.keys) > 1)
            and not (mentions_any(section.name, listed_names) if lists_kind else section.is_template)
        ]
        names: dict[str, _Section] = {}
        for section in sorted(forms, key=lambda section: not _is_complete(kind, section)):
            names.setdefault(section.name, section)
        several = len(names) > 1 or lists_kind
        for section in sorted(names.values(), key=lambda section: section.heading.offset)[:_FORMS]:
            if several or _is_complete(kind, section):
                is_sure = kind in (Agent, Outcome) and bool(section.name or section.keys & SIGNS[kind])
                severity = Severity.ERROR if is_sure else Severity.WARNING
                yield unread_record(kind, text, section.heading.offset, section.name, severity=severity)


def _is_complete(kind: type[Record], section: _Section) -> bool:
    """Whether a form is an agent or outcome with an owner and a label specific to its kind."""
    plain = placeholder_text(section.name) is None and not section.name.startswith("[")
    more = section.keys - KEYS_OF_MANY - {"owner"}
    return (
        kind in (Agent, Outcome) and plain and names_kind(kind, section.form) and "owner" in section.keys and bool(more)
    )


def may_hold_records(content: str) -> bool:
    """Whether a body may have printed forms (false positives, but no false negatives)."""
    return any(_may_show(kind, content, 1) for kind in _PRINTED)


def _may_show(kind: type[Record], content: str, least: int = 2) -> bool:
    """Whether at least `least` lines of a body may be headings of printed forms of `kind`.

    A cheap test with false positives, but no false negatives.
    """
    found = (line for line in _FORM.finditer(content) if is_named_in(kind, line[0]))
    return len([*islice(found, least)]) == least


def _sections(kind: type[Record], text: Text, body: Sequence[Block], top: bool = False) -> Iterator[_Section]:
    """The sections that are printed forms; with `top`, also those under headings of level 1."""
    headings = [number for number, block in enumerate(body) if block.type == "heading"]
    ends: dict[int, int] = {}
    following = [len(body)] * 7
    for number in reversed(headings):
        level = body[number].level
        ends[number] = min(following[: level + 1])
        following[level] = number
    for begin in headings:
        level, shown = body[begin].level, heading_of(body[begin])
        form, name = form_of(kind, shown) or ("", "")
        if form or (top and level == 1):
            tree = fields_in_blocks(kind, text, body[begin + 1 : ends[begin]])
            keys = frozenset((*tree.data, *tree.of_others) if kind.labels else ())
            form = form if level == 1 or keys else ""
            yield _Section(body[begin], level, fold_label(shown), name, form, keys, is_template(tree))


def _shown(kind: type[Record], body: Sequence[Block]) -> Iterator[Block]:
    """The blocks of a body, with headings that name the kind also from quotes and HTML."""
    for block in body:
        found = _SHOWN.match(Passage(block.lines).raw) if block.type in ("paragraph", "html") and block.lines else None
        title = (found[2] or found[4]).strip("# \t") if found else ""
        if block.type == "quote":
            yield from _shown(kind, block.children)
        elif found and form_of(kind, title):
            first = Line(block.offset, title)
            yield Block("heading", block.offset, (first,), len(found[1]) if found[1] else int(found[3]))
            if len(block.lines) > 1:
                yield Block("paragraph", block.lines[1].offset, block.lines[1:])
        else:
            yield block


def _problem(kind: type[Record], text: Text, subject: str, before: _Section, section: _Section) -> Problem:
    return Problem(
        "wrong-type",
        text.at(section.heading.offset),
        f"a second {kind.kind} starts here, but this document can only define one",
        f"split the document into one file for each {kind.kind}",
        subject,
        _LABELS,
        (Related(text.at(before.heading.offset), "the first one"),),
        Severity.ERROR,
    )

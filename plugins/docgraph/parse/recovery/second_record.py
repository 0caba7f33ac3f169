"""Finds a second record in the body of a document that defines a single record."""

from __future__ import annotations

import re

from docgraph.model.finding import Related, Severity
from docgraph.model.location import Text
from docgraph.model.problem import Problem
from docgraph.model.record import Record
from docgraph.parse.form.labels import fold_label
from docgraph.parse.markdown.blocks import UNDERLINE
from docgraph.parse.recovery.candidates import Candidate, candidates
from docgraph.parse.recovery.title_lines import may_repeat_forms

_HEADING = re.compile(r"^[ \t>]{0,20}(?:(#{1,6})|<h([1-6])\b)", re.MULTILINE)
_LABELS = ("labels",)
"""The key path of problems that `second_record` returns."""


def second_record(kind: type[Record], text: Text, body: int, subject: str) -> Problem | None:
    """The problem that a body contains a second record of `kind`; None if it does not.

    It does if two headings such as `Agent: A` and `Agent: B` have different names, or if the same label is below two
    headings of level 1.
    """
    content = text.content[body:]
    levels = [len(found[1]) if found[1] else int(found[2]) for found in _HEADING.finditer(content)]
    repeated = levels.count(levels[0] if levels else 0) > 1 or UNDERLINE.search(content)
    if not repeated and not may_repeat_forms(kind, content):
        return None
    forms: dict[str, Candidate] = {}
    keys: dict[str, Candidate] = {}
    sections = [found for found in candidates(kind, text, body, loose=False) if found.level]
    for number, section in enumerate(sections):
        marked = _marked_below(sections, number)
        is_form = section.form and section.name and (section.level == 1 or marked)
        before = forms.setdefault(section.form, section) if is_form else section
        known = next((keys[key] for key in sorted(marked) if key in keys), None) if section.level == 1 else None
        if fold_label(before.title) != fold_label(section.title) or known is not None:
            return _problem(kind, text, subject, known or before, section)
        keys.update(dict.fromkeys(marked if section.level == 1 else (), section))
    return None


def is_second_record(problem: Problem) -> bool:
    """Whether a problem was created by `second_record`."""
    return problem.rule_name == "wrong-type" and problem.key == _LABELS and not problem.shows


def _marked_below(sections: list[Candidate], number: int) -> set[str]:
    """The keys of the bold labels in section `number` and in its subsections."""
    marked = {*sections[number].marked}
    for inner in sections[number + 1 :]:
        if inner.level <= sections[number].level:
            break
        marked |= inner.marked
    return marked


def _problem(kind: type[Record], text: Text, subject: str, before: Candidate, section: Candidate) -> Problem:
    return Problem(
        "wrong-type",
        text.at(section.offset),
        f"a second {kind.kind} starts here, but this document can only define one",
        f"split the document into one file for each {kind.kind}",
        subject,
        _LABELS,
        (Related(text.at(before.offset), "the first one"),),
        Severity.ERROR,
    )

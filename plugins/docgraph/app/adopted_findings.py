"""Prepares findings about documents in other formats, which the `kinds` setting reads."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Any

from msgspec.structs import replace

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.model.location import KeyPath
from docgraph.model.record import Record
from docgraph.model.step_into import step_into
from docgraph.text.date_forms import date_form_of
from docgraph.text.value_words import fold_value

_BY_KEY, _BY_NAME = "DOC004", "REF007"
_BY_VALUE, _BY_MAPPED_VALUE = "DOC006", "DOC007"


def about_adopted(
    findings: Iterable[Finding], graph: DocGraph, matched: Set[str], *, with_fixes: bool
) -> list[Finding]:
    """Set `repeats` of findings that several files of a `kinds` pattern may have, and remove fixes.

    Findings have equal `repeats` if they are about the same unknown key or name, or about the same invalid value of a
    key. Fixes are kept if `with_fixes` is true. `matched` are the paths of files that a pattern matches.
    """
    if not matched:
        return list(findings)
    about = [_with_repeats(finding, graph.adopted.get(finding.document_path)) for finding in findings]
    if with_fixes:
        return about
    # a file that could not be parsed has no record
    foreign = matched - {record.path for record in graph.records if not record.place.adopted}
    return [replace(finding, fix=None) if finding.fix and finding.fix.path in foreign else finding for finding in about]


def _with_repeats(finding: Finding, record: Record | None) -> Finding:
    if record is None or not finding.key:
        return finding
    name = _repeated(finding, record)
    return replace(finding, repeats=f"{record.place.adopted}\0{name}") if name else finding


def _repeated(finding: Finding, record: Record) -> str:
    key = ".".join(step for step in finding.key if isinstance(step, str))
    if finding.code == _BY_KEY:
        return key
    if finding.code == _BY_NAME:
        return _text_at(record, finding.key)
    if finding.code not in (_BY_VALUE, _BY_MAPPED_VALUE) or not finding.target:
        return ""
    return f"{key}\0{date_form_of(finding.target) or fold_value(finding.target)}"


def _text_at(record: Record, key: KeyPath) -> str:
    value: Any = record
    for step in key:
        value = step_into(value, step)
    return value if isinstance(value, str) else ""

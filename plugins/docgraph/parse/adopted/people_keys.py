"""Finds keys that name people in adopted documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from docgraph.kinds import lookup_kind
from docgraph.model.adoption import Adoption, ReadAs
from docgraph.model.field_specs import FieldSpec, field_at
from docgraph.model.source_file import SourceFile
from docgraph.parse.adopted.data_file import data_blocks, is_data_file
from docgraph.parse.comma_list import split_commas
from docgraph.parse.encoding import decode
from docgraph.parse.front_matter.compose import compose
from docgraph.parse.front_matter.errors import FrontMatterError
from docgraph.parse.front_matter.fence import front_matter_span

_WORD = "(?:approver|assignee|author|consulted|decider|decision[ -]maker|informed|owner|reviewer)s?"
_PEOPLE = re.compile(rf"(?:.+-)?{_WORD}")
"""Names of keys that often contain people: `author`, `co-authors`, `prr-approvers`."""
_LABEL = re.compile(rf"^\W*(?:{_WORD}|ownership|follow-up|escalation)\b", re.MULTILINE | re.IGNORECASE)
"""The start of a line that may name people, such as `Author:`."""
_LABELLED = frozenset(("decision", "runbook"))


class PeopleKey(Struct, frozen=True):
    """A key in the front matter of a document whose value names people.

    - `key` is the dotted key as in the document, in kebab-case.
    - `names` are the texts in its value.
    - `ours` is the docgraph key to which the settings map `key`. It is empty if the docgraph key does not refer to
      people.
    """

    key: str
    names: tuple[str, ...]
    ours: str = ""


def people_keys(source: SourceFile, other_key: str = "") -> Iterator[PeopleKey]:
    """Yield the non-empty keys that name people in the front matter of an adopted document.

    A key names people if the settings map it to a key for people, if its name is typical, such as `author`, or if it
    equals `other_key`, a dotted key. Documents that declare a docgraph kind are skipped.
    """
    plan = source.adoption
    if plan is None or plan.form:
        return
    for data in _maps(source):
        declared = data.get("kind")
        if not (isinstance(declared, str) and lookup_kind(declared)[0] is not None):
            for key, value in _leaves(data, ""):
                found = _people_key(key, value, plan)
                is_named = bool(found.ours) or key == other_key or _PEOPLE.fullmatch(key.rpartition(".")[2])
                if found.names and is_named:
                    yield found


def with_short_body(source: SourceFile, length: int) -> SourceFile:
    """The same document with its body cut to `length` characters, unless it is a data file or not adopted."""
    if source.adoption is None or source.adoption.form or is_data_file(source.path) or len(source.content) <= length:
        return source
    content, problem = decode(source)
    end = _body_start(content) + length
    if problem is not None or len(content) <= end:
        return source
    return replace(source, content=content[: content.rfind("\n", 0, end) + 1].encode())


def may_name_people_in_body(source: SourceFile) -> bool:
    """Whether the body of an adopted document may name people. False is certain, true is not."""
    if source.adoption is None or not source.adoption.body or is_data_file(source.path):
        return False
    if source.adoption.kind not in _LABELLED or source.adoption.kind_key:
        return True
    content, _ = decode(source)
    return _LABEL.search(content, _body_start(content)) is not None


def _body_start(content: str) -> int:
    span = front_matter_span(content)
    return span.body_start if span else 0


def _maps(source: SourceFile) -> Iterator[dict[str, Any]]:
    """Yield the front matter of a document, or each document of a YAML or JSON file."""
    content, _ = decode(source)
    if is_data_file(source.path):
        blocks = [block for _, block in data_blocks(content, source.path)]
    else:
        span = front_matter_span(content)
        blocks = [content[span.start : span.end]] if span else []
    for block in blocks:
        try:
            yield compose(block).data
        except FrontMatterError:
            continue


def _leaves(data: dict[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _people_key(key: str, value: Any, plan: Adoption) -> PeopleKey:
    kind = lookup_kind(plan.kind)[0]
    ours = plan.keys.get(key, key)
    field = field_at(kind, ours) if kind and ours else None
    names = tuple(_names(value, plan.read.get(field.key if field else key, ReadAs())))
    return PeopleKey(key, names, field.key if field is not None and _names_people(field) else "")


def _names_people(field: FieldSpec) -> bool:
    return field.reference is not None and "person" in field.reference.to


def _names(value: Any, form: ReadAs) -> Iterator[str]:
    if isinstance(value, str):
        value = value.split(form.split) if form.split else [part for part, _ in split_commas(value)]
    for text in value or ():
        if isinstance(text, str) and (name := text.strip().strip(form.strip).strip() if form.strip else text.strip()):
            yield name

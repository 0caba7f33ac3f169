"""Merges the front matter and the body of a record.

The front matter takes precedence; differences are reported as problems.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from pydantic import ValidationError

from docgraph.model.field_specs import FieldSpec, fields_of
from docgraph.model.field_types import intended_day, intended_period
from docgraph.model.finding import Related, Severity
from docgraph.model.location import KeyPath, Text
from docgraph.model.problem import PossibleConflict, Problem
from docgraph.model.record import Part, Record
from docgraph.model.record_place import RecordPlace
from docgraph.parse.coerce import Coercer
from docgraph.parse.raw_tree import RawTree
from docgraph.text.slug import fold, slugify

_SHORT = 100
"""Maximum total length of two values that a message quotes."""
_GRAVE = frozenset(("owner", "holders", "backup", "date", "status", "due", "autonomy"))
"""Keys for which a difference is an error instead of a warning."""
_WORD = re.compile(r"[\w-]+")

Difference = PossibleConflict | None
"""None if two values differ for certain; else names that may resolve to the same record."""


class Merging(msgspec.Struct):
    """Merges the front matter of a record with fields from its body, and collects `problems`.

    `prefix` is the key path of the record, `body` the offset where the body starts, and `subject` the record's ref.
    """

    text: Text
    tree: RawTree
    body: int
    kind: type[Record]
    levels: tuple[str, ...]
    prefix: KeyPath
    subject: str
    problems: list[Problem] = msgspec.field(default_factory=list)

    def merged(self, data: dict[str, Any], stated: RawTree) -> dict[str, Any]:
        """The merged values of the record: `data` from the front matter, `stated` from the body.

        Adds the locations of values in the body to the front matter tree.
        """
        own = self._adapted(data, self.tree.marks, self.prefix)
        given = self._adapted(stated.data, stated.marks, ())
        self.tree.marks |= {
            (*self.prefix, *path): mark
            for path, mark in stated.marks.items()
            if (*self.prefix, *path) not in self.tree.marks and not _is_given(own, path)
        }
        fields = fields_of(self.kind)
        merged = dict(own)
        for key, value in given.items():
            mine = merged.get(key)
            if mine not in (None, "", [], {}) and key in stated.unmarked:
                continue
            if mine is None or mine in ("", [], {}):
                merged[key] = value
                continue
            if isinstance(mine, dict) and isinstance(value, dict):
                merged[key] = value | mine
            if key in fields:
                self._compare(fields[key], mine, value, stated)
        return merged

    def _adapted(self, data: dict[str, Any], marks: dict[KeyPath, int], prefix: KeyPath) -> dict[str, Any]:
        """The values that `kind.adapt` returns. A value split off from another is located inside it."""
        adapted = self.kind.adapt(data)
        source = next((key for key, value in data.items() if adapted.get(key) != value), "")
        offset = marks.get((*prefix, source)) if source else None
        for key, value in adapted.items():
            if offset is not None and value and not data.get(key):
                first = str(value[0] if isinstance(value, list) else value)
                # the value may begin with a quote
                found = self.text.source_text(offset, len(str(data[source])) + 1).find(first)
                marks[(*prefix, key)] = offset + max(found, 0)
        return adapted

    def _compare(self, field: FieldSpec, own: Any, value: Any, stated: RawTree) -> None:
        shaper = Coercer(RecordPlace(self.text, {}, {}), "")
        mine, theirs = (shaper.value(field, given, (field.key,)) for given in (own, value))
        if isinstance(theirs, str) and field.part is None and not self._is_read(field, theirs):
            return  # `**Status**: on track` is free text for readers
        found = list(self._differences(field, mine, theirs))
        if found:
            rivals = (
                ()
                if None in found
                else tuple(possible_conflict for possible_conflict in found if possible_conflict is not None)
            )
            self._report(field.key, own, stated, rivals)

    def _is_read(self, field: FieldSpec, value: str) -> bool:
        """Whether a string is a valid value of a field, if need be after normalization.

        A date may have another form (`1.3.2026`), and a choice may have a remark (`open since March`).
        """
        word = _first_word(value) if field.is_choice else value
        return any(
            self._parsed(field, spelling) is not None
            for spelling in (value, word, intended_day(value), intended_period(value))
            if spelling
        )

    def _differences(self, field: FieldSpec, mine: Any, theirs: Any) -> Iterator[Difference]:
        parsed = (
            self._parsed(field, mine),
            self._parsed(field, intended_day(theirs) or intended_period(theirs) or theirs),
        )
        if None not in parsed:
            mine, theirs = parsed
        elif field.is_choice:
            mine, theirs = (_first_word(str(text)) for text in (mine, theirs))
        if isinstance(mine, Part) and isinstance(theirs, Part):
            both = mine.model_fields_set & theirs.model_fields_set
            yield from _in_parts(mine, theirs, both)
        elif field.part and field.names_records:
            # invalid entries have their own findings
            yield from _in_terms(field.part, mine, theirs) if None not in parsed else ()
        elif field.part and field.many and None not in parsed:
            if len(mine) != len(theirs):
                yield None
            for first, second in zip(mine, theirs, strict=False):
                yield from _in_parts(first, second, first.model_fields_set | second.model_fields_set)
        elif isinstance(mine, dict) and isinstance(theirs, dict):
            if any(_plain(mine[key]) != _plain(theirs[key]) for key in mine.keys() & theirs.keys()):
                yield None
        else:
            yield from _in_values(field, mine, theirs)

    def _parsed(self, field: FieldSpec, value: Any) -> Any:
        """The validated value, for which `2026-Q4` equals its last day; None if it is invalid."""
        try:
            given = {"id": "x", field.name: value}
            return getattr(self.kind.model_validate(given, context={"levels": self.levels}), field.name)
        except ValidationError:
            return None

    def _report(self, key: str, own: Any, stated: RawTree, rivals: tuple[PossibleConflict, ...]) -> None:
        offset = stated.marks.get((key,), stated.keys.get((key,), self.body))
        for rival in rivals[:1]:
            known = {*map(_name, rival.first)}
            others = (number for number, text in enumerate(rival.second) if _name(text) not in known)
            offset = stated.marks.get((key, next(others, 0)), offset)
        first = self.text.at(self.tree.marks.get((*self.prefix, key), 0))
        in_body = stated.data.get(key)
        in_body = in_body[0] if isinstance(in_body, list) and len(in_body) == 1 else in_body
        message = f"`{key}` differs between the front matter and the body"
        if isinstance(own, str) and isinstance(in_body, str) and len(own + in_body) <= _SHORT:
            message = f"`{key}` is `{own}` in the front matter but `{in_body}` in the body"
        self.problems.append(
            Problem(
                "conflicting-values",
                self.text.at(offset),
                message,
                f"delete the wrong `{key}`",
                self.subject,
                (key,),
                (Related(first, f"`{own}` in the front matter" if isinstance(own, str) else "in the front matter"),),
                Severity.ERROR if key in _GRAVE else Severity.WARNING,
                possible_conflicts=rivals,
            )
        )


def _is_given(own: Mapping[str, Any], path: KeyPath) -> bool:
    """Whether the front matter has a value at `path`, or a value that is not a map above it."""
    value: Any = own
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else value
    return value not in (None, "", [], {})


def _in_parts(mine: Part, theirs: Part, names: set[str]) -> Iterator[Difference]:
    for field in fields_of(type(mine)).values():
        if field.name in names:
            first, second = (getattr(part, field.name) for part in (mine, theirs))
            if field.part and first and second and not field.many:
                yield from _in_parts(first, second, first.model_fields_set | second.model_fields_set)
            else:
                yield from _in_values(field, first, second)


def _in_terms(part: type[Part], mine: Any, theirs: Any) -> Iterator[Difference]:
    """A `PossibleConflict` between the role holders of the front matter and of the body.

    Whether they contradict each other depends on the dates of their terms. Empty if a side has no names.
    """
    reference = fields_of(part)[part.PRIMARY].reference
    named = [(name, (term.from_, term.to)) for term in mine for name in getattr(term, part.PRIMARY)]
    others = tuple(name for term in theirs for name in getattr(term, part.PRIMARY))
    if named and others and reference:
        names, terms = zip(*named, strict=True)
        yield PossibleConflict(reference.to, names, others, terms)


def _in_values(field: FieldSpec, mine: Any, theirs: Any) -> Iterator[Difference]:
    if field.reference and mine and theirs:
        # `jane.doe` and `Jane Doe` are the same name; the graph resolves aliases such as `jdoe`
        if {*map(_name, mine)} != {*map(_name, theirs)}:
            yield PossibleConflict(field.reference.to, tuple(mine), tuple(theirs))
    elif _plain(mine) != _plain(theirs):
        yield None


def _name(text: str) -> str:
    """A name normalized for comparison. A Cyrillic `а` stays different from a Latin `a`."""
    name = fold(text.removeprefix("@"))
    plain = "".join(
        character for character in unicodedata.normalize("NFKD", name) if not unicodedata.combining(character)
    )
    return slugify(plain).replace(".", "-") or name if plain.isascii() else name


def _first_word(text: str) -> str:
    found = _WORD.search(text)
    return found[0] if found else text


def _plain(value: Any) -> Any:
    """A value normalized for comparison.

    Case, extra whitespace, final full stops and empty keys are ignored.
    """
    if isinstance(value, Part):
        value = {name: getattr(value, name) for name in value.model_fields_set}
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items() if inner not in ("", [], (), {}, None)}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return fold(str(value)).rstrip(".")

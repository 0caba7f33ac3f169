"""Merges the front matter of a record with the fields in its body.

If they differ, the front matter has precedence, and the difference becomes a problem.
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
"""Maximum total length of two values that a message shows."""
_ERROR_KEYS = frozenset(("owner", "holders", "backup", "date", "status", "due", "autonomy"))
"""Keys for which a difference is an error. For others, it is a warning."""
_WORD = re.compile(r"[\w-]+")

Difference = PossibleConflict | None
"""A difference between two values: None if it is certain, else the names, which may resolve to the same record."""


class Merging(msgspec.Struct):
    """Merges the front matter of a record with the fields in its body, and collects `problems`.

    - `prefix` is the key path of the record.
    - `body` is the offset of the body.
    - `subject` is the kind and id of the record.
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
        """The merged values of a record: `data` from the front matter, `stated` from the body.

        Locations of values in the body are added to the tree of the front matter.
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
            header_value = merged.get(key)
            if header_value not in (None, "", [], {}) and key in stated.unmarked:
                continue
            if header_value is None or header_value in ("", [], {}):
                merged[key] = value
                continue
            if isinstance(header_value, dict) and isinstance(value, dict):
                merged[key] = value | header_value
            if key in fields:
                self._compare(fields[key], header_value, value, stated)
        for key, names in stated.struck.items():
            message = f"`{key}` is `{{}}` in the front matter but struck through in the body"
            help = f"replace `{key}` in the front matter, or delete the struck-through name"
            self._compare_names(fields[key], own.get(key), names, message, help, is_same=True)
        for key, names in stated.in_tables.items():
            message = f"`{key}` is `{{}}` but `{', '.join(names[0])[:_SHORT]}` in this table"
            self._compare_names(fields[key], merged.get(key), names, message, f"delete the wrong `{key}`")
        return merged

    def _compare_names(
        self,
        field: FieldSpec,
        own: Any,
        stated: tuple[tuple[str, ...], int],
        message: str,
        help: str,
        *,
        is_same: bool = False,
    ) -> None:
        """Add a problem if the names `own` in the front matter do not refer to the same records as `stated`.

        `stated` are the names in the body and their offset. With `is_same`, the problem is that they refer to the same
        record. `{}` in `message` is replaced by the names in the front matter.
        """
        key = field.key
        declared = tuple(text for text in (own if isinstance(own, list) else [own]) if isinstance(text, str) and text)
        if not declared or field.reference is None or key not in _ERROR_KEYS:
            return
        names, offset = stated
        message = message.replace("{}", ", ".join(declared)[:_SHORT], 1)
        conflict = PossibleConflict(field.reference.to, declared, names, is_same=is_same)
        self._add(key, offset, message, help, f"`{key}` of the record", (conflict,))

    def _adapted(self, data: dict[str, Any], marks: dict[KeyPath, int], prefix: KeyPath) -> dict[str, Any]:
        """The values that `kind.adapt` returns. If it splits a value into two, both get locations."""
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
        coercer = Coercer(RecordPlace(self.text, {}, {}), "")
        header_value, body_value = (coercer.value(field, given, (field.key,)) for given in (own, value))
        if isinstance(body_value, str) and field.part is None and not self._is_read(field, body_value):
            return  # `**Status**: on track` is free text for readers
        found = list(self._differences(field, header_value, body_value))
        if found:
            conflicts = (
                ()
                if None in found
                else tuple(possible_conflict for possible_conflict in found if possible_conflict is not None)
            )
            self._report(field.key, own, stated, conflicts)

    def _is_read(self, field: FieldSpec, value: str) -> bool:
        """Whether a text is a valid value of a field, perhaps after normalization, such as `1.3.2026` for a date."""
        word = _first_word(value) if field.is_choice else value
        return any(
            self._parsed(field, spelling) is not None
            for spelling in (value, word, intended_day(value), intended_period(value))
            if spelling
        )

    def _differences(self, field: FieldSpec, header_value: Any, body_value: Any) -> Iterator[Difference]:
        parsed = (
            self._parsed(field, header_value),
            self._parsed(field, intended_day(body_value) or intended_period(body_value) or body_value),
        )
        if None not in parsed:
            header_value, body_value = parsed
        elif field.is_choice:
            header_value, body_value = (_first_word(str(text)) for text in (header_value, body_value))
        if isinstance(header_value, Part) and isinstance(body_value, Part):
            both = header_value.model_fields_set & body_value.model_fields_set
            yield from _in_parts(header_value, body_value, both)
        elif field.part and field.names_records:
            # invalid entries have their own findings
            yield from _in_terms(field.part, header_value, body_value) if None not in parsed else ()
        elif field.part and field.many and None not in parsed:
            if len(header_value) != len(body_value):
                yield None
            for first, second in zip(header_value, body_value, strict=False):
                yield from _in_parts(first, second, first.model_fields_set | second.model_fields_set)
        elif isinstance(header_value, dict) and isinstance(body_value, dict):
            if any(
                _plain(header_value[key]) != _plain(body_value[key]) for key in header_value.keys() & body_value.keys()
            ):
                yield None
        else:
            yield from _in_values(field, header_value, body_value)

    def _parsed(self, field: FieldSpec, value: Any) -> Any:
        """The validated value of a field; None if it is invalid. `2026-Q4` becomes the last day of the quarter."""
        try:
            given = {"id": "x", field.name: value}
            return getattr(self.kind.model_validate(given, context={"levels": self.levels}), field.name)
        except ValidationError:
            return None

    def _report(self, key: str, own: Any, stated: RawTree, conflicts: tuple[PossibleConflict, ...]) -> None:
        offset = stated.marks.get((key,), stated.keys.get((key,), self.body))
        for conflict in conflicts[:1]:
            known = {*map(_name, conflict.first)}
            others = (number for number, text in enumerate(conflict.second) if _name(text) not in known)
            offset = stated.marks.get((key, next(others, 0)), offset)
        in_body = stated.data.get(key)
        in_body = in_body[0] if isinstance(in_body, list) and len(in_body) == 1 else in_body
        message = f"`{key}` differs between the front matter and the body"
        if isinstance(own, str) and isinstance(in_body, str) and len(own + in_body) <= _SHORT:
            message = f"`{key}` is `{own}` in the front matter but `{in_body}` in the body"
        note = f"`{own}` in the front matter" if isinstance(own, str) else "in the front matter"
        self._add(key, offset, message, f"delete the wrong `{key}`", note, conflicts)

    def _add(
        self, key: str, offset: int, message: str, help: str, note: str, conflicts: tuple[PossibleConflict, ...]
    ) -> None:
        """Add a problem about the value in the body at `offset`. `note` describes the value in the front matter."""
        first = self.text.at(self.tree.marks.get((*self.prefix, key), 0))
        severity = Severity.ERROR if key in _ERROR_KEYS else Severity.WARNING
        about = ("conflicting-values", self.text.at(offset), message, help, self.subject, (key,))
        self.problems.append(Problem(*about, (Related(first, note),), severity, possible_conflicts=conflicts))


def _is_given(own: Mapping[str, Any], path: KeyPath) -> bool:
    """Whether the front matter has a value at `path`, or at a parent path a value that is not a map."""
    value: Any = own
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else value
    return value not in (None, "", [], {})


def _in_parts(header_value: Part, body_value: Part, names: set[str]) -> Iterator[Difference]:
    for field in fields_of(type(header_value)).values():
        if field.name in names:
            first, second = (getattr(part, field.name) for part in (header_value, body_value))
            if field.part and first and second and not field.many:
                yield from _in_parts(first, second, first.model_fields_set | second.model_fields_set)
            else:
                yield from _in_values(field, first, second)


def _in_terms(part: type[Part], header_value: Any, body_value: Any) -> Iterator[Difference]:
    """Yield the possible conflict between the role holders in the front matter and in the body."""
    reference = fields_of(part)[part.PRIMARY].reference
    named = [(name, (term.from_, term.to)) for term in header_value for name in getattr(term, part.PRIMARY)]
    others = tuple(name for term in body_value for name in getattr(term, part.PRIMARY))
    if named and others and reference:
        names, terms = zip(*named, strict=True)
        yield PossibleConflict(reference.to, names, others, terms)


def _in_values(field: FieldSpec, header_value: Any, body_value: Any) -> Iterator[Difference]:
    if field.reference and header_value and body_value:
        # `jane.doe` and `Jane Doe` are the same name; the graph resolves aliases such as `jdoe`
        if {*map(_name, header_value)} != {*map(_name, body_value)}:
            yield PossibleConflict(field.reference.to, tuple(header_value), tuple(body_value))
    elif _plain(header_value) != _plain(body_value):
        yield None


def _name(text: str) -> str:
    """A name for comparison. A Cyrillic `а` and a Latin `a` stay different."""
    name = fold(text.removeprefix("@"))
    plain = "".join(
        character for character in unicodedata.normalize("NFKD", name) if not unicodedata.combining(character)
    )
    return slugify(plain).replace(".", "-") or name if plain.isascii() else name


def _first_word(text: str) -> str:
    found = _WORD.search(text)
    return found[0] if found else text


def _plain(value: Any) -> Any:
    """A value for comparison, without full stops at the end and without empty keys."""
    if isinstance(value, Part):
        value = {name: getattr(value, name) for name in value.model_fields_set}
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items() if inner not in ("", [], (), {}, None)}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return fold(str(value)).rstrip(".")

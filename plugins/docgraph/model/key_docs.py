"""Documentation of keys, for the generated reference and for `docgraph kinds` and `explain`."""

from __future__ import annotations

import ast
import inspect
import textwrap
import types
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any, Literal, Union, get_args, get_origin

from msgspec import Struct

from docgraph.model.field_specs import FieldSpec, fields_of
from docgraph.model.field_types import (
    ParsedBy,
    parse_amount,
    parse_day,
    parse_done,
    parse_due_day,
    parse_duration,
    parse_flag,
    parse_holder_limit,
    parse_level,
)
from docgraph.model.record import Part


class ValueType(Struct, frozen=True):
    """A type of values: its name in JSON Schemas, and a description of valid values."""

    name: str
    takes: str


_TEXT = ValueType("text", "text")
_TYPES: dict[Callable[..., Any], ValueType] = {
    parse_day: ValueType("date", "a date, `YYYY-MM-DD`"),
    parse_due_day: ValueType("due-date", "a date, `2026-05`, `2026-Q2` or `2026-H1` (their last day)"),
    parse_duration: ValueType("period", "a period: `90d`, `12 weeks`, `6 months`"),
    parse_amount: ValueType("text", "a number, or a text with one"),
    parse_holder_limit: ValueType("people-at-once", "a number of people from 1 to 99, or `any`"),
    parse_flag: ValueType("text", "true, false, or a link to the evidence"),
    parse_done: ValueType("done", "true, false, or the day it was done"),
    parse_level: ValueType("level", "a level of autonomy: `L1` to `L4`, or as set under `levels`"),
}
"""Function that parses a value → the type of the value."""


class KeyDoc(Struct, frozen=True):
    """The documentation of a key.

    `takes` describes the valid values. `targets` are the kinds of records that a reference may name. `part` is the
    class of the nested map; None for other values.
    """

    key: str
    description: str
    takes: str
    targets: tuple[str, ...]
    relation: str
    inverse: str
    required: bool
    part: type[Part] | None


@cache
def key_docs(part: type[Part]) -> tuple[KeyDoc, ...]:
    """The documentation of all keys of a record or nested map, in the order of declaration."""
    descriptions = _descriptions(part)
    return tuple(
        KeyDoc(
            key,
            descriptions.get(field.name, ""),
            _takes(part, field),
            field.reference.to if field.reference else (),
            field.reference.relation if field.reference else "",
            field.reference.inverse if field.reference else "",
            field.required is not None,
            field.part,
        )
        for key, field in fields_of(part).items()
    )


def _descriptions(part: type[Part]) -> dict[str, str]:
    found: dict[str, str] = {}
    for base in reversed(part.__mro__):
        if issubclass(base, Part):
            (definition,) = ast.parse(textwrap.dedent(inspect.getsource(base))).body
            found |= _attribute_docstrings(definition)
    return found


def _attribute_docstrings(definition: ast.stmt) -> Iterator[tuple[str, str]]:
    statements = definition.body if isinstance(definition, ast.ClassDef) else []
    for field, docstring in pairwise(statements):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(docstring, ast.Expr)
            and isinstance(docstring.value, ast.Constant)
            and isinstance(docstring.value.value, str)
        ):
            yield field.target.id, docstring.value.value


def _takes(part: type[Part], field: FieldSpec) -> str:
    if field.part is not None:
        keys = ", ".join(f"`{key}`" for key in fields_of(field.part))
        maps = f"{'a list of maps' if field.many else 'a map'} with {keys}"
        return maps + (f"; a text is its `{field.part.PRIMARY}`" if field.part.PRIMARY else "")
    if field.reference and field.reference.relation == "owned-by":
        return "one id"
    if field.many:
        return "one or more ids" if field.reference else "one text or a list"
    choices = [value for each in _alternatives(part.model_fields[field.name].annotation) for value in _choices(each)]
    if choices:
        return " or ".join(f"`{choice}`" for choice in choices)
    return value_type(part, field).takes


def value_type(part: type[Part], field: FieldSpec) -> ValueType:
    """The type of the values of a field. It depends on the function that parses them."""
    info = part.model_fields[field.name]
    annotations = _alternatives(info.annotation)
    marks = (*info.metadata, *(mark for each in annotations for mark in getattr(each, "__metadata__", ())))
    parsers = (mark.function if isinstance(mark, ParsedBy) else getattr(mark, "func", None) for mark in marks)
    return next((_TYPES[parser] for parser in parsers if parser in _TYPES), _TEXT)


def _alternatives(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in (Union, types.UnionType):
        for argument in get_args(annotation):
            yield from _alternatives(argument)
    else:
        yield annotation


def _choices(annotation: Any) -> tuple[Any, ...]:
    inner = getattr(annotation, "__origin__", annotation) if hasattr(annotation, "__metadata__") else annotation
    return get_args(inner) if get_origin(inner) is Literal else ()

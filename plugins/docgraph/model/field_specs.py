"""Describes the fields of a record or nested map, from the annotations of the class."""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from msgspec import Struct

from docgraph.model.field_rules import WHO, InvalidValueRule, ReferenceRule, Required
from docgraph.model.record import COMMAS, NAMES, Part, Record


class FieldSpec(Struct, frozen=True):
    """A field of a record or nested map.

    - `many` means that the value is a list.
    - `part` is the class of the nested map, or of each map in a list; None for other values.
    - `invalid_value_rule` is the name of the rule that reports an invalid value.
    - `splits_commas` means that a text may have several values, separated by commas.
    - `names` means that the values are names, but not names of records.
    """

    name: str
    key: str
    many: bool
    part: type[Part] | None
    reference: ReferenceRule | None
    required: Required | None
    invalid_value_rule: str
    splits_commas: bool
    names: bool
    is_choice: bool
    """Whether the value is one of a fixed set of words."""
    who: bool = False
    """Whether the value is the name of a person."""

    names_records: bool = False
    """Whether a text in the field is a reference to a record.

    It may also be the short form of a map that has a reference.
    """


@cache
def fields_of(part: type[Part]) -> dict[str, FieldSpec]:
    """Key → field, for all fields of `part` that documents may use, in the order of declaration."""
    return {field.key: field for field in _fields(part)}


@cache
def words_of(part: type[Part], key: str) -> frozenset[str]:
    """The words that the field at `key` accepts; empty if it accepts other values."""
    field = fields_of(part).get(key)
    leaves = _leaves(part.model_fields[field.name].annotation) if field else ()
    return frozenset(leaf for leaf in leaves if isinstance(leaf, str))


@cache
def days_of(part: type[Part]) -> frozenset[str]:
    """The keys of `part` whose value is a date."""
    fields = part.model_fields
    return frozenset(key for key, field in fields_of(part).items() if date in _leaves(fields[field.name].annotation))


def field_at(kind: type[Record], key: str) -> FieldSpec | None:
    """The field of a kind at a dotted key, such as `measure.unit`; None if there is none."""
    part: type[Part] | None = kind
    field = None
    for step in key.split("."):
        if part is None:
            return None
        field = fields_of(part).get(kind.key_aliases.get(step, step) if part is kind else step)
        part = field.part if field else None
    return field


def _fields(part: type[Part]) -> Iterator[FieldSpec]:
    for name, info in part.model_fields.items():
        if name in ("extra", "former", "status_on"):
            continue
        leaves = set(_leaves(info.annotation))
        parts = [leaf for leaf in leaves if isinstance(leaf, type) and issubclass(leaf, Part)]
        reference = next((mark for mark in info.metadata if isinstance(mark, ReferenceRule)), None)
        yield FieldSpec(
            name,
            name.rstrip("_").replace("_", "-"),
            tuple in leaves,
            parts[0] if parts else None,
            reference,
            next((mark for mark in info.metadata if isinstance(mark, Required)), None),
            next((mark.name for mark in info.metadata if isinstance(mark, InvalidValueRule)), "invalid-value"),
            reference is not None or COMMAS in info.metadata,
            NAMES in info.metadata,
            any(isinstance(leaf, str) for leaf in leaves),
            WHO in info.metadata,
            reference is not None or bool(parts and parts[0].ordered_days and parts[0].PRIMARY),
        )


def _leaves(annotation: Any) -> Iterator[Any]:
    origin = get_origin(annotation)
    if origin is tuple:
        yield tuple
    if origin is None:
        yield annotation
    elif origin in (tuple, Literal, Union, types.UnionType):
        for argument in get_args(annotation):
            yield from _leaves(argument)
    else:
        yield from _leaves(get_args(annotation)[0])

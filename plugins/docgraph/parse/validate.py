"""Validates the values of a record. Invalid values are dropped and reported."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import ValidationError

from docgraph.model.field_specs import FieldSpec, fields_of
from docgraph.model.location import KeyPath
from docgraph.model.record import Part, Record
from docgraph.parse.adopted.their_words import setting_for_value
from docgraph.parse.coerce import Coercer
from docgraph.parse.invalid_values import invalid_value_problem


def validate(coercer: Coercer, kind: type[Record], shaped: dict[str, Any], levels: tuple[str, ...]) -> Record:
    """Create a record from its values, without invalid values, which are deleted from `shaped` and reported.

    `coercer` collects the problems. `levels` are the autonomy levels in the settings.
    """
    for _ in range(100):
        try:
            record = kind.model_validate(shaped, context={"levels": levels})
        except ValidationError as error:
            for details in error.errors(include_url=False):
                _report_invalid(coercer, kind, shaped, details)
        else:
            _check_day_order(coercer, record, ())
            return record
    raise AssertionError("a record is refused without end")


def _check_day_order(coercer: Coercer, part: Part, path: KeyPath) -> None:
    """Report each nested map whose end date is before its start date."""
    if part.ordered_days:
        first, last = part.ordered_days
        begins, ends = (getattr(part, fields_of(type(part))[key].name) for key in part.ordered_days)
        if begins and ends and ends < begins:
            message = f"`{last}: {ends}` is before `{first}: {begins}`"
            coercer.problem("invalid-value", (*path, last), message, "correct one of the two dates")
    for field in _with_days(type(part)):
        for number, inner in enumerate(getattr(part, field.name)):
            _check_day_order(coercer, inner, (*path, field.key, number))


def _report_invalid(coercer: Coercer, kind: type[Record], shaped: dict[str, Any], error: Any) -> None:
    holder: Any = shaped
    part: type[Part] | None = kind
    field: FieldSpec | None = None
    path: list[str | int] = []
    loc = error["loc"]
    for depth, step in enumerate(loc):
        if isinstance(step, str) and part is not None:
            field = next(field_spec for field_spec in fields_of(part).values() if field_spec.name == step)
            part = field.part
            path.append(field.key)
        else:
            path.append(step)
        last = depth == len(loc) - 1 or not isinstance(holder[step], (dict, list))
        if last:
            _drop(holder, step)
            break
        holder = holder[step]
    message, help, fault, intended = invalid_value_problem(error, field)
    setting = ""
    if coercer.plan and field and len(path) == 1:
        setting = setting_for_value(coercer.plan, field, str(error["input"]), message)
        help += setting
    edits = [coercer.place.replacement(tuple(path), str(error["input"]), intended)] if intended else []
    target = str(error["input"]) if setting else ""
    coercer.problem(fault, tuple(path), message, help, edits=edits, target=target)


@cache
def _with_days(part: type[Part]) -> tuple[FieldSpec, ...]:
    """The fields of `part` that are lists of maps with a start and an end date."""
    return tuple(field for field in fields_of(part).values() if field.many and field.part and field.part.ordered_days)


def _drop(holder: Any, step: str | int) -> None:
    """Delete an invalid value. In a list, replace it with an empty value, so that indexes stay the same."""
    if isinstance(holder, dict):
        holder.pop(step, None)
    else:
        holder[int(step)] = {} if isinstance(holder[int(step)], dict) else ""

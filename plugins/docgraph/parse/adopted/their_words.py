"""Rewrites the problems of an adopted document with its original keys.

The fix lines name settings to add.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from docgraph.model.adoption import Adoption, ReadAs
from docgraph.model.field_specs import FieldSpec
from docgraph.model.problem import Problem
from docgraph.model.their_keys import with_their_keys
from docgraph.parse.adopted.adopt import Adopted
from docgraph.text.date_forms import date_form_of


def in_their_words(problems: Iterable[Problem], adopted: Adopted) -> Iterator[Problem]:
    """The problems, with the original keys of the document in place of docgraph keys."""
    for problem in problems:
        message, help = (with_their_keys(text, adopted.their_keys) for text in (problem.message, problem.help))
        help = _setting_for_key(adopted.plan, problem) if problem.rule_name == "unknown-key" else help
        yield replace(problem, message=message, help=help)


def _setting_for_key(plan: Adoption, problem: Problem) -> str:
    """The fix line for an unknown key of an adopted document.

    It names the setting that maps the key to a docgraph key or ignores the key.
    """
    key = ".".join(step for step in problem.key if isinstance(step, str))
    near = ".".join(step for step in problem.unused if isinstance(step, str))
    return (
        f"add {plan.entry('keys', key, near)}"
        if near
        else f"add {plan.entry('keys', key)}, or our key in place of `false`"
    )


def setting_for_value(plan: Adoption, field: FieldSpec, value: str, message: str) -> str:
    """The end of the fix line for an invalid value of an adopted document.

    It names the setting that makes the value valid.
    """
    if field.is_choice:
        return f"; or add {plan.entry(f'values.{field.key}', value, f'<{field.key}>')}"
    if "not a valid date" in message:
        return f"; or {_setting_for_date(plan, field.key, value)}"
    return ""


def _setting_for_date(plan: Adoption, key: str, value: str) -> str:
    """The fix line that names the setting by which a date in another form is read."""
    form, known = date_form_of(value), plan.read.get(key, ReadAs()).dates
    if form and not known:
        return f"add {plan.list_entry(f'read.{key}', 'dates', form)}"
    shown = f'`"{form}"`' if form else "its form"
    return f"add {shown} to `read.{key}.dates` in {plan.settings_file or 'the settings'}"

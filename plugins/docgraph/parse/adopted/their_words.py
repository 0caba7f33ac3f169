"""Rewrites problems of an adopted document so that they name the keys in the document.

Their fix lines name settings to add.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from docgraph.model.adoption import Adoption
from docgraph.model.field_specs import FieldSpec
from docgraph.model.problem import Problem
from docgraph.model.their_keys import with_their_keys
from docgraph.parse.adopted.adopt import Adopted
from docgraph.parse.last_days import SPEAKING
from docgraph.text.date_forms import date_form_of


def in_their_words(problems: Iterable[Problem], adopted: Adopted) -> Iterator[Problem]:
    """Yield the problems with docgraph keys replaced by the keys in the document."""
    for problem in problems:
        message, help = (with_their_keys(text, adopted.their_keys) for text in (problem.message, problem.help))
        help = _help_for_key(adopted.plan, problem, help) if problem.rule_name == "unknown-key" else help
        yield replace(problem, message=message, help=help)


def _help_for_key(plan: Adoption, problem: Problem, help: str) -> str:
    """The fix line for an unknown key: add a setting that maps the key to a docgraph key or ignores it.

    If the value would be invalid at the docgraph key, as `retired` is at `left`, the fix line starts with the first
    step of `help`.
    """
    key = ".".join(step for step in problem.key if isinstance(step, str))
    near = ".".join(step for step in problem.unused if isinstance(step, str))
    if not problem.is_mappable:
        step, setting = help.partition("; ")[0], plan.entry("keys", key)
        return f"{step}; if it means something else, add {setting}" if key in SPEAKING else f"{step}, and add {setting}"
    return (
        f"add {plan.entry('keys', key, near)}"
        if near
        else f"add {plan.entry('keys', key)}, or our key in place of `false`"
    )


def setting_for_value(plan: Adoption, field: FieldSpec, value: str, message: str) -> str:
    """The end of the fix line for an invalid value: the setting that makes the value valid; empty if none does."""
    if field.is_choice:
        return f"; or add {plan.value_entries(field.key, [value])}"
    if "not a valid date" in message:
        form = date_form_of(value)
        return f"; or add {plan.form_entries(field.key, [form] if form else [])}"
    return ""

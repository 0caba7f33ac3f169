"""Words the problems of an adopted document as its author knows it: with its keys, and the settings to add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from docgraph.model.adoption import Adoption
from docgraph.model.field_specs import FieldSpec
from docgraph.model.problem import Problem
from docgraph.model.their_keys import with_their_keys
from docgraph.parse.adopted.adopt import Adopted


def in_their_words(problems: Iterable[Problem], adopted: Adopted) -> Iterator[Problem]:
    """The problems, with the keys of the document in place of ours."""
    for problem in problems:
        message, help = (with_their_keys(text, adopted.their_keys) for text in (problem.message, problem.help))
        help = _setting_for_key(adopted.plan, problem) if problem.rule_name == "unknown-key" else help
        yield replace(problem, message=message, help=help)


def _setting_for_key(plan: Adoption, problem: Problem) -> str:
    """The fix for an unknown key of an adopted document: the setting that maps it, or says that it is not ours."""
    key = ".".join(step for step in problem.key if isinstance(step, str))
    near = ".".join(step for step in problem.unused if isinstance(step, str))
    return (
        f"add {plan.entry('keys', key, near)}"
        if near
        else f"add {plan.entry('keys', key)}, or our key in place of `false`"
    )


def setting_for_value(plan: Adoption, field: FieldSpec, value: str, message: str) -> str:
    """The end of a fix for an invalid value of an adopted document: the setting by which the value could be read."""
    if field.is_choice:
        return f"; or add {plan.entry(f'values.{field.key}', value, f'<{field.key}>')}"
    if "not a valid date" in message:
        return f"; or add its form to `read.{field.key}.dates` in {plan.settings_file or 'the settings'}"
    return ""

"""Explains values that the model of a kind rejects, and suggests the intended values."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from docgraph.model.field_specs import FieldSpec
from docgraph.model.field_types import intended_day
from docgraph.text.suggest import within_edits

_SHORT = 4
_FIRST_WORD = re.compile(r"[a-z-]+(?=\W)")
_OTHER_WORDS = {"approved": "accepted", "agreed": "accepted", "decided": "accepted"}
"""Synonyms of statuses."""
_PREFIXES = ("un", "in", "de", "re", "ex")
"""Prefixes that change the meaning: `inactive` is not `active`, `rehired` not `retired`."""


def _near(value: str, allowed: list[str]) -> list[str]:
    """The words in `allowed` that `value` may mean: its synonym, or words of similar spelling.

    The spelling may differ by one edit, or by two edits if `value` has more than four letters.
    """
    other = _OTHER_WORDS.get(value)
    if other in allowed:
        return [other]
    if value.endswith("?"):  # a question, not a misspelling
        return []
    near = within_edits(value, allowed, 1 if len(value) <= _SHORT else 2)
    return [word for word in near if _beginning(word) == _beginning(value)]


def _beginning(word: str) -> str:
    """The start of a word: a prefix that may negate the word, and one more letter.

    Misspellings rarely change the start of a word.
    """
    prefix = next((prefix_of_word for prefix_of_word in _PREFIXES if word.startswith(prefix_of_word)), "")
    return word[: len(prefix) + 1]


def name_in(value: Any, field: FieldSpec) -> str:
    """The name in a map in place of a reference: its `id`, else another string, else `<id>`.

    Empty if `value` is not a map, or if the field is not a reference.
    """
    if field.reference is None or not isinstance(value, dict):
        return ""
    names = [value.get(key) for key in ("id", "person", "name", *value)]
    return next((name for name in names if isinstance(name, str) and name), "<id>")


def invalid_value_problem(error: Any, field: FieldSpec | None) -> tuple[str, str, str, str]:
    """Message, fix line, rule name and replacement value for a pydantic error.

    The replacement value is empty if the intended value is not certain.
    """
    context = error.get("ctx", {})
    fault = field.invalid_value_rule if field else "invalid-value"
    if error["type"] == "literal_error":
        allowed = [word.strip("'") for word in re.split(r", | or ", context["expected"])]
        shown = str(error["input"])[:60]
        near = _near(shown.lower(), allowed)
        matches = get_close_matches(shown.lower(), near, 2, 0.75)
        help = f"write `{near[0]}`" if near else "write one of " + ", ".join(f"`{word}`" for word in allowed)
        if (word := _FIRST_WORD.match(shown.lower())) and word[0] in allowed and word[0] != shown.lower():
            help = f"{help}; only a date, `by <name>` or a link may follow it"
        listed = f"{', '.join(allowed[:-1])} or {allowed[-1]}"
        return (
            f"`{shown}` is not a valid value (expected {listed})",
            help,
            fault,
            matches[0] if len(matches) == 1 else "",
        )
    day = intended_day(error["input"])
    help = f"write `{day}`" if day else str(context.get("help", ""))
    return error["msg"], help, fault, day

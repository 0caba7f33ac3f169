"""Explains values that are invalid for their field, and suggests valid ones."""

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
"""Synonyms for values of `status`."""
_PREFIXES = ("un", "in", "de", "re", "ex")
"""Prefixes that change the meaning of a word: `inactive` is not a misspelled `active`."""


def _near(value: str, allowed: list[str]) -> list[str]:
    """The words in `allowed` that `value` probably misspells: its synonym, or words that differ by few edits.

    One edit is allowed, two if `value` has more than four letters.
    """
    other = _OTHER_WORDS.get(value)
    if other in allowed:
        return [other]
    if value.endswith("?"):  # a question, not a misspelling
        return []
    near = within_edits(value, allowed, 1 if len(value) <= _SHORT else 2)
    return [word for word in near if _beginning(word) == _beginning(value)]


def _beginning(word: str) -> str:
    prefix = next((prefix_of_word for prefix_of_word in _PREFIXES if word.startswith(prefix_of_word)), "")
    return word[: len(prefix) + 1]


def name_in(value: Any, field: FieldSpec) -> str:
    """The name in a map that was used in place of a reference: its `id`, `person` or `name`, or its first string.

    `<id>` if the map has no string. Empty if `value` is not a map, or if `field` is not a reference.
    """
    if field.reference is None or not isinstance(value, dict):
        return ""
    names = [value.get(key) for key in ("id", "person", "name", *value)]
    return next((name for name in names if isinstance(name, str) and name), "<id>")


def invalid_value_problem(error: Any, field: FieldSpec | None) -> tuple[str, str, str, str]:
    """Convert a pydantic error to a message, a fix line, a rule name and a replacement for the value.

    The replacement is empty if the intended value is uncertain.
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

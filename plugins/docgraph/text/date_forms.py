"""Dates in other forms, such as `D MMMM YYYY`: what a form accepts, and the date in a text."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_TOKENS = {
    "YYYY": r"(?P<year>\d{4})",
    "MMMM": rf"(?P<month>{'|'.join(_MONTHS)})",
    "MMM": rf"(?P<month>{'|'.join(name[:3] for name in _MONTHS)})",
    "MM": r"(?P<month>\d\d)",
    "M": r"(?P<month>\d\d?)",
    "DD": r"(?P<day>\d\d)",
    "D": r"(?P<day>\d\d?)",
}
_TOKEN = re.compile("|".join(_TOKENS))
_SPACE = re.compile(r"\s+")


@cache
def date_form(form: str) -> re.Pattern[str] | None:
    """The pattern of a form with the tokens YYYY, MMMM, MMM, MM, M, DD and D; None if it is no form.

    A form has a year, a month and a day, once each. Everything else in it is literal.
    """
    parts, end = [], 0
    for token in _TOKEN.finditer(form):
        parts += [_literal(form[end : token.start()]), _TOKENS[token[0]]]
        end = token.end()
    literals = _TOKEN.sub("", form)
    kinds = sorted(token[0][0] for token in _TOKEN.finditer(form))
    if kinds != ["D", "M", "Y"] or any(letter in literals for letter in "YMD"):
        return None
    return re.compile("".join((*parts, _literal(form[end:]))), re.ASCII | re.IGNORECASE)


def _literal(text: str) -> str:
    return r"\s+".join(map(re.escape, _SPACE.split(text)))


def date_in_form(text: str, form: str) -> str:
    """The date that a text in a form states, as `YYYY-MM-DD`; empty if it is not in this form or no such day."""
    pattern = date_form(form)
    found = pattern.fullmatch(text.strip()) if pattern else None
    if found is None:
        return ""
    month = found["month"]
    number = int(month) if month.isdigit() else [name[: len(month)] for name in _MONTHS].index(month.lower()) + 1
    try:
        return date(int(found["year"]), number, int(found["day"])).isoformat()
    except ValueError:
        return ""

"""Parses dates in formats that the settings declare, such as `D MMMM YYYY`."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

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
_BETWEEN = r"([^\w\"\\]+)"
_PARTS = re.compile(rf"(\w+){_BETWEEN}(\w+){_BETWEEN}(\w+)([^\w\"\\]*)", re.ASCII)
"""Three words with separators, in any order: the day, month and year of a date such as `15. September 2023`."""
_ORDERS = tuple(
    order
    for month in ("M", "MMM", "MMMM")
    for order in (("YYYY", month, "D"), ("D", month, "YYYY"), (month, "D", "YYYY"))
)
_SPACE = re.compile(r"\s+")


@lru_cache(256)
def date_form(form: str) -> re.Pattern[str] | None:
    """A regular expression for dates in the format `form`, such as `D MMMM YYYY`; None if `form` is invalid.

    A valid format has one token for the year (YYYY), one for the month (MMMM, MMM, MM or M) and one for the day (DD or
    D). All other characters are literal.
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


def date_form_of(text: str) -> str:
    """The format of a date: `D.M.YYYY` for `15.9.2023`. Empty if no format or more than one fits, as for `3.2.2023`."""
    parts = _PARTS.fullmatch(text.strip())
    if parts is None:
        return ""
    between = (parts[2], parts[4], parts[6])
    forms = (first + between[0] + second + between[1] + third + between[2] for first, second, third in _ORDERS)
    fitting = [form for form in forms if date_in_form(text, form)]
    return fitting[0] if len(fitting) == 1 else ""


def date_in_form(text: str, form: str) -> str:
    """Convert a date to `YYYY-MM-DD`; empty if `text` is not a date in the format `form`."""
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

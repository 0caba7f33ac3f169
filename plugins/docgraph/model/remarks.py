"""Remarks after a status, such as a date, a signer or a link, that do not change the status.

Other remarks may change it, as in `met (not yet)`.
"""

from __future__ import annotations

import re
from calendar import day_name, month_abbr, month_name
from datetime import date

from msgspec import Struct

_MONTHS = tuple(name.lower() for name in month_abbr if name)
_TIMES = [name for names in (_MONTHS, month_name, day_name) for name in names if name]
_TIME = rf"(?:{'|'.join(_TIMES)}|end|half|mid|next|then|now|year|quarter|month|week)(?!\w)"
_DAY = (
    r"(?P<iso>\d{4})-(?P<number>\d{2})(?:-(?P<of>\d{2}))?(?![\w-])(?:[T ]\d\d:\d\d\S*)?"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?\.?\s+)?(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?,?\s+"
    r"(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?P<named>\d{4})(?!\w)"
    r"|(?P<part>[qh][1-4])\s*[/-]?\s*(?P<parted>\d{4})(?!\w)|(?P<before>\d{4})\s*-?\s*(?P<behind>[qh][1-4])(?!\w)"
    r"|\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?P<dotted>\d{4})(?!\w)|(?P<year>\d{4})(?![\w-])"
)
_LINK = r"\[\[[^\[\]]*\]\]|\[[^\[\]]*\]\([^()\s]*\)|<?https?://[^\s>)]+>?|[\w./-]*#\d+|(?-i:[A-Z]{2,10}-\d+)(?![\w-])"
_NAME = r"@[\w.-]+|[^\W\d][\w-]*(?:\.[^\W\d][\w-]*)+"
_SIGNER = rf"(?:by\s+)?(?:{_NAME})|by\s+(?!(?:the\s+)?{_TIME})[^\W\d][^\d,;:()]*?(?=\s+(?:on|since)\s|[,;:)]|\Z)"
_WORD = r"(?:on|since|as\s+of|in|from|per|signed|approved|decided|see)(?!\w)"
_PART = re.compile(rf"{_LINK}|{_DAY}|{_SIGNER}|see\s+[^\W\d][^\d,;:()]*(?=[,;:)]|\Z)|{_WORD}|[^\w?%|/]", re.IGNORECASE)
_STATUS = re.compile(r"[A-Za-z_-]+?(?=\W|\Z)")


class Remark(Struct, frozen=True):
    """A remark after a status that does not change the status.

    `day` is the latest date in the remark; None if it has no date. A period such as `Q2 2026` counts as its first day.
    """

    day: date | None = None


def remark_in(text: str) -> Remark | None:
    """The remark after a status; None if there is none, or if it may change the status.

    For example, `(not yet)` may change `met`.
    """
    days: list[date] = []
    position = 0
    while position < len(text):
        part = _PART.match(text, position)
        if part is None:
            return None
        try:
            days += _first_day(part)
        except ValueError:
            return None
        position = part.end()
    return Remark(max(days, default=None))


def is_day_in_words(text: str) -> bool:
    """Whether a text is a date or period in any format, and no more: `15 July 2026`, `since 2024`."""
    remark = remark_in(text)
    return remark is not None and remark.day is not None


def status_day(value: object) -> date | None:
    """The date in the remark after a status, as in `retired (2026-03-01)`; None without a date."""
    word = _STATUS.match(value.strip()) if isinstance(value, str) else None
    remark = remark_in(word.string[word.end() :]) if word else None
    return remark.day if remark else None


def _first_day(part: re.Match[str]) -> list[date]:
    year = next((part[name] for name in ("iso", "named", "parted", "before", "dotted", "year") if part[name]), "")
    span = (part["part"] or part["behind"] or "").lower()
    month = int(part["number"] or 1)
    if part["name"]:
        month = _MONTHS.index(part["name"].lower()) + 1
    elif span:
        month = int(span[1]) * (3 if span[0] == "q" else 6) - (2 if span[0] == "q" else 5)
    return [date(int(year), month, int(part["of"] or 1))] if year else []

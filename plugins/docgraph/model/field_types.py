"""Types of single values, and the functions that parse them: dates, numbers, periods, levels."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Annotated, Any, get_args

from msgspec import Struct
from pydantic import AfterValidator, GetCoreSchemaHandler, PlainSerializer, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_before_validator_function, no_info_plain_validator_function

from docgraph.model.remarks import remark_in

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_LOOSE_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\Z", re.ASCII)
_DOTTED_DAY = re.compile(r"(\d{1,2})\.[ ]?(\d{1,2})\.[ ]?(\d{4})\Z", re.ASCII)
"""A date such as `1.3.2026`. With dots, the order is always day, month, year."""
_ANY_DAY = re.compile(
    r"(?:\d{4}[-/.](?:\d{1,2}|[QH]\d)(?:[-/.]\d{1,2})?|\d{1,2}[-/.] ?\d{1,2}[-/.] ?\d{2,4}|\d{8})(?:[T ].*)?",
    re.ASCII,
)
_SPAN = re.compile(r"(\d{4})-(?:Q([1-4])|H([12])|(\d{2}))\Z", re.ASCII)
_LOOSE_SPAN = re.compile(r"(?:(Q[1-4]|H[12])[ /-]?(\d{4})|(\d{4})[ /-]?(Q[1-4]|H[12]))\Z", re.ASCII | re.IGNORECASE)
_PERIOD = re.compile(r"(\d{1,4}) ?(d|days?|w|weeks?|m|months?|y|years?)\Z", re.ASCII)
_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[a-z-]+(?!\w)")
_NUMBER = re.compile(r"[-+]?\d{1,18}(?:\.\d{1,18})?(?:[eE][-+]?\d{1,2})?\Z", re.ASCII)


class ParsedBy(Struct, frozen=True):
    """Annotation for a field whose values are parsed by `function` and not by pydantic."""

    function: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_plain_validator_function(self.function)


def _truncate(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _invalid_value(value: object, what: str, help: str) -> PydanticCustomError:
    return PydanticCustomError(
        "invalid_value", "`{shown}` {what}", {"shown": _truncate(value), "what": what, "help": help}
    )


def parse_day(value: Any) -> date:
    """Parse a date `YYYY-MM-DD`. Raises `PydanticCustomError` if it is invalid."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _DAY.match(value):
        raise _invalid_value(value, "is not a valid date (expected YYYY-MM-DD)", "write the date as YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _invalid_value(value, "is not a valid date: no such day", "write an existing day as YYYY-MM-DD") from None


def intended_day(value: Any) -> str:
    """`2026-03-01` for `2026/3/1` or `1.3.2026`; empty for a text that is no date."""
    if not isinstance(value, str):
        return ""
    found, dotted = _LOOSE_DAY.match(value.strip()), _DOTTED_DAY.match(value.strip())
    year, month, day = found.groups() if found else dotted.groups()[::-1] if dotted else ("0", "0", "0")
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def intended_period(value: Any) -> str:
    """`2026-Q2` for `Q2 2026`, and the same for half-years; empty for any other text."""
    found = _LOOSE_SPAN.match(value.strip()) if isinstance(value, str) else None
    return f"{found[2] or found[3]}-{(found[1] or found[4]).upper()}" if found else ""


def is_date_like(value: str) -> bool:
    """Whether `value` consists of the numbers of a date or month, in any order."""
    return bool(_ANY_DAY.fullmatch(value.strip()))


def is_year(value: str) -> bool:
    """Whether `value` is a year of four digits."""
    return bool(re.fullmatch(r"\d{4}", value.strip(), re.ASCII))


def parse_due_day(value: Any) -> date:
    """Parse a date, a month `2026-05`, a quarter `2026-Q2` or a half-year `2026-H1`.

    A month, quarter or half-year becomes its last day. Raises `PydanticCustomError` if `value` is invalid.
    """
    span = _SPAN.match(value) if isinstance(value, str) else None
    if span is None:
        period = intended_period(value)
        if period:
            help = f"write `{period}`, or the date as YYYY-MM-DD"
            raise _invalid_value(value, "is not a valid date (expected YYYY-MM-DD)", help)
        return parse_day(value)
    year, quarter, half, month = span.groups()
    last = int(quarter) * 3 if quarter else int(half) * 6 if half else int(month)
    if not (1 <= last <= 12 and int(year)):
        raise _invalid_value(value, "is not a valid month", "write the date as YYYY-MM-DD, YYYY-MM, YYYY-Qn or YYYY-Hn")
    return date(int(year), last, monthrange(int(year), last)[1])


class Duration(Struct, frozen=True):
    """A number of days, weeks, months or years: `unit` is `d`, `w`, `m` or `y`."""

    count: int
    unit: str

    def __str__(self) -> str:
        word = {"d": "day", "w": "week", "m": "month", "y": "year"}[self.unit]
        return f"{self.count} {word}{'' if self.count == 1 else 's'}"

    def after(self, start: date) -> date:
        """The date that is this duration after `start`; `date.max` if it is later than that.

        One month after 31 January is the last day of February.
        """
        try:
            if self.unit in "dw":
                return start + timedelta(days=self.count * (7 if self.unit == "w" else 1))
            months = start.year * 12 + start.month - 1 + self.count * (12 if self.unit == "y" else 1)
            year, month = divmod(months, 12)
            return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
        except (ValueError, OverflowError):
            return date.max


def days_after(start: date, days: int) -> date:
    """The date that is `days` days after `start`; `date.max` if it is later than that."""
    return Duration(days, "d").after(start)


def parse_duration(value: Any) -> Duration:
    """Parse a period such as `90d` or `6 months`. Raises `PydanticCustomError` if it is invalid."""
    if isinstance(value, Duration):
        return value
    found = _PERIOD.match(value.strip().lower()) if isinstance(value, str) else None
    if found is None:
        raise _invalid_value(
            value, "is not a valid period", "write the period as `90d`, `12 weeks`, `6 months` or `1 year`"
        )
    return Duration(int(found[1]), found[2][0])


def parse_amount(value: Any) -> float | str:
    """A number as a float; any other text, such as `99.9 %` or `under 15 min`, unchanged."""
    if isinstance(value, (int, float)):
        return float(value)
    return float(value) if isinstance(value, str) and _NUMBER.match(value.strip()) else str(value)


def has_number(value: float | str | None) -> bool:
    """Whether an amount is a number or a text with a digit."""
    return isinstance(value, float) or bool(_FIGURE.search(value or ""))


def parse_holder_limit(value: Any) -> int | str:
    """Parse the maximum number of role holders at one time: 1 to 99, or `any`."""
    text = str(value).strip().lower()
    if text == "any":
        return text
    if not (text.isascii() and text.isdigit() and len(text) <= 2 and int(text)):
        raise _invalid_value(value, "is not a valid number of people", "write a number from 1 to 99, or `any`")
    return int(text)


def parse_flag(value: Any) -> bool | str:
    """True or false for a word such as `yes` or `open`; any other text unchanged."""
    folded = value.strip().lower() if isinstance(value, str) else value
    if folded in ("true", "yes", "x", "done"):
        return True
    if folded in ("false", "no", "open"):
        return False
    return value if isinstance(value, str) else bool(value)


def parse_done(value: Any) -> date | bool:
    """The date on which a task was done, or true or false for a word such as `yes` or `open`."""
    answer = parse_flag(value)
    return answer if isinstance(answer, bool) else parse_day(value)


def normalize_choice(value: Any) -> Any:
    """`in-review` for `In_Review`: a text in lower case, with `-` for `_`. Other values unchanged."""
    return value.strip().lower().replace("_", "-") if isinstance(value, str) else value


def level_word(value: str) -> str:
    """The first word of a value that names an autonomy level. People add its meaning: `L2 (Suggest-PR)`."""
    return _AFTER_LEVEL.split(value.strip(), maxsplit=1)[0]


def parse_level(value: str, info: ValidationInfo) -> str:
    """The autonomy level in the first word of `value`; upper and lower case are the same.

    The `levels` in the validation context replace the default levels. Raises `PydanticCustomError` for an unknown
    level.
    """
    levels = tuple((info.context or {}).get("levels", LEVELS))
    word = level_word(value).casefold()
    for level in levels:
        if word == level.casefold():
            return str(level)
    raise _invalid_value(value, "is not a valid autonomy level", f"write one of {', '.join(levels)}")


_AFTER_LEVEL = re.compile(r"[\s(:,]")
LEVEL_DESCRIPTIONS = {
    "L1": "Drafts only; a human decides and acts.",
    "L2": "Suggests changes, such as a pull request; a human approves each one.",
    "L3": "Acts on its own in the listed `scenarios`.",
    "L4": "Acts on its own while its `thresholds` hold; `auto-rollback` undoes its work when they do not.",
}
LEVELS = tuple(LEVEL_DESCRIPTIONS)

_iso = PlainSerializer(lambda value: value.isoformat() if isinstance(value, date) else value, return_type=Any)

Day = Annotated[date, ParsedBy(parse_day)]
DueDay = Annotated[date, ParsedBy(parse_due_day)]
Period = Annotated[Duration, ParsedBy(parse_duration), PlainSerializer(Duration.__str__, return_type=str)]
Amount = Annotated[float | str, ParsedBy(parse_amount)]
AtOnce = Annotated[int | str, ParsedBy(parse_holder_limit)]
Flag = Annotated[bool | str, ParsedBy(parse_flag)]
Done = Annotated[date | bool, ParsedBy(parse_done), _iso]
Level = Annotated[str, AfterValidator(parse_level)]


class _Choice:
    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        allowed = frozenset(_words(source))
        return no_info_before_validator_function(lambda value: _choice(value, allowed), handler(source))


def _words(annotation: Any) -> Iterator[str]:
    for argument in get_args(annotation):
        if isinstance(argument, str):
            yield argument
        else:
            yield from _words(argument)


def _choice(value: Any, allowed: frozenset[str]) -> Any:
    word = normalize_choice(value)
    if not isinstance(value, str) or word in allowed:
        return word
    found = _WORD.match(word)
    # only harmless remarks: `proposed, accepted or rejected` is an unfilled template, and `met (80 %)` is not met
    remark = remark_in(value.strip()[len(found[0]) :]) if found and found[0] in allowed else None
    return found[0] if found and remark else value


Fold = _Choice()
Texts = tuple[str, ...]


_NONE_WORDS = frozenset(("", "-", "–", "—", "?", "n/a", "na", "no", "none", "nothing", "tbd", "unknown"))


def means_none(text: str) -> bool:
    """Whether a text means that there is no value: `none`, `n/a`, `tbd`."""
    return text.strip(" .").casefold() in _NONE_WORDS

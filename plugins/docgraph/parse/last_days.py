"""Reports unread keys and labels that mean that a record is inactive, such as `fired: 2026-01-31`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from docgraph.kinds.ownership import is_day
from docgraph.kinds.presence import end_in, names_last_day, names_other_period, status_means_left
from docgraph.model.field_types import is_date_like
from docgraph.model.finding import Severity
from docgraph.model.location import KeyPath
from docgraph.model.problem import Problem
from docgraph.model.record import Part, Record
from docgraph.model.record_place import RecordPlace

SPEAKING = ("id", "status", "title")
"""Keys with free text, which may mention that a person left."""
_FACTS = {
    "owner": "only `owner:` determines who the owner is",
    "status": "only `status:` determines whether it is retired",
}
_STEPS = {
    "holders": "end the entry in `holders:` with `to:`",
    "owner": "set `owner:` to the current owner",
    "status": "set `status: retired` once it is retired",
}
_LONGEST = 60


def is_settled(part: type[Part], key: str, value: Any) -> bool:
    """Whether `value` at `key` already determines until when a person is active."""
    if part.ordered_days and key in part.ordered_days:
        return value is not None
    terms = value if isinstance(value, list) else [value] if value else []
    return key == "holders" and all(isinstance(term, dict) and term.get("to") for term in terms)


def nested_end(part: type[Part], key: str, value: Mapping[str, Any], node: Mapping[str, Any]) -> tuple[str, str]:
    """Find a key in a nested map that means that a person is inactive, and the key to use instead.

    Example: `end` and `left` for `employment: {end: 2026-05-01}`. `value` is the nested map, `key` its key in `node`.
    Both results are empty if there is none.
    """
    if part.ordered_days and issubclass(part, Record):
        joined = str(node.get(part.ordered_days[0]) or "")
        for name, text in value.items():
            if isinstance(text, str) and _ends_employment(key, name, text, joined):
                return name, part.ordered_days[1]
    return "", ""


def _ends_employment(around: str, key: str, value: str, joined: str) -> bool:
    """Whether `key: value` in the nested map `around` means that a person is inactive.

    A day before `joined` belongs to earlier employment, and a map such as `parental-leave` describes an absence.
    """
    if key == "status":
        return status_means_left(value)
    if not names_last_day(key) or not is_day(value):
        return False
    end = end_in("end", value)
    is_before = end is not None and end.isoformat() < joined
    return not is_before and not any(names_other_period(name, value) for name in (around, f"on {around}"))


def announced_end(part: type[Part], key: str | None, value: Any) -> date | None:
    """The date in the value of an unread key, if the key probably misspells the end date `key`; else None."""
    is_end = part.ordered_days is not None and key == part.ordered_days[1]
    return end_in("end", value) if is_end and isinstance(value, str) else None


def is_over(part: type[Part], node: Mapping[str, Any]) -> bool:
    """Whether a map has a value for its end date, such as `to` or `left`."""
    return bool(part.ordered_days and node.get(part.ordered_days[1]))


def not_read(name: str, value: str, key: str) -> str:
    """The message that the key or label `name` is not read. `key` is the key to use instead."""
    return f"`{name}: {value[:_LONGEST]}` is not read; {_FACTS.get(key, f'only `{key}:` determines who is active')}"


def help_for_day(name: str, key: str) -> str:
    """The fix line for the unread key `name`. `key` is the key to use instead."""
    step = _STEPS.get(key, f"write `{key}: YYYY-MM-DD`")
    if name in SPEAKING:
        return step
    if key in _FACTS:
        return f"delete `{name}:` or rename it to `x-{name}:`, and {step}"
    return f"{step}; if it means something else, rename it to `x-{name}:`"


def help_for_label(key: str) -> str:
    """The fix line for an unread label in the body. `key` is the key to use instead."""
    step = _STEPS.get(key, f"write `{key}: YYYY-MM-DD` in the front matter")
    return f"{step}; if it means something else, write it as a sentence"


def equivalent_key(place: RecordPlace, subject: str, path: KeyPath, value: str, target: KeyPath) -> Problem:
    """The problem that the key at `path` is not read. `target` is the key path to use instead."""
    at = place.text.at(place.keys.get(place.prefix + path, place.start(path)))
    name, key = str(path[-1]), str(target[-1])
    message, help = not_read(name, value, key), help_for_day(name, key)
    about = ("unknown-key", at, message, help, subject, path)
    is_mappable = key not in _STEPS and is_date_like(value)
    return Problem(*about, severity=Severity.ERROR, unused=target, ends=end_in(name, value), is_mappable=is_mappable)


def value_warnings(place: RecordPlace, subject: str, part: type[Part], path: KeyPath, value: Any) -> Iterator[Problem]:
    """Yield warnings about a doubtful value at `path`, such as a team in place of a person."""
    values = enumerate(value) if isinstance(value, list) else [(None, value)]
    for number, text in values:
        warning = part.value_warnings[str(path[-1])](text)
        where = path if number is None else (*path, number)
        if warning:
            yield Problem("invalid-value", place.at(where), *warning, subject, where, severity=Severity.WARNING)

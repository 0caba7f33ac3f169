"""JSON Schemas for single values, such as texts, dates and autonomy levels.

docgraph reads every scalar as text, so a number or boolean is valid in place of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from docgraph.kinds.presence import NO_END

Schema = dict[str, Any]

_DAYS = (
    r"(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])",
    r"(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)",
    r"02-(?:0[1-9]|[12][0-9])",
)
_DATE = rf"[0-9]{{4}}-(?:{'|'.join(_DAYS)})"
_TIME = r"(?:[Tt]|[ ]+)[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?[ ]*(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})?"
_MONTH = r"[0-9]{4}-(?:Q[1-4]|H[12]|0[1-9]|1[0-2])"
_PERIOD = r"\s*[0-9]{1,4} ?(?:d|days?|w|weeks?|m|months?|y|years?)\s*"
_ID = r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*"

ABSENT: Schema = {
    "type": ["null", "string", "array", "object"], "maxLength": 0, "maxItems": 0, "maxProperties": 0
}  # fmt: skip
"""The schema for a missing value. It is not an `enum`, because editors would suggest its values."""
SCALAR: Schema = {"type": ["string", "number", "boolean"]}
ID: Schema = {
    "type": ["string", "number", "boolean", "null"], "pattern": f"^{_ID}$", "maxLength": 100
}  # fmt: skip


def ref(name: str) -> Schema:
    """A reference to the definition `name`."""
    return {"$ref": f"#/$defs/{name}"}


def pattern(expression: str, *, ignore_case: bool = False) -> Schema:
    """The schema for text that matches the regular expression `expression` completely."""
    return {"type": "string", "pattern": f"^(?:{_any_case(expression) if ignore_case else expression})$"}


def spelled(words: Iterable[str], after: str = r"\s*") -> Schema:
    """The schema for one of `words`, ignoring case, followed by text that matches `after`."""
    # people and other templates write `in_review` for `in-review`
    listed = "|".join(re.escape(word).replace(r"\-", "[-_]") for word in words)
    return pattern(rf"\s*(?:{_any_case(listed)})(?:{after})")


def choice(words: Sequence[str], theirs: Iterable[str] = (), others: str = "") -> Schema:
    """The schema for one of `words`, perhaps with a remark, as in `accepted (2026-03-01)`.

    `theirs` are words of files in another format, such as MADR, which the settings map to `words`. `others` is a
    regular expression for other valid values.
    """
    forms: list[Schema] = [{"enum": list(words)}, spelled(words, after=r"\s*|[^\w-][\s\S]*")]
    if theirs := sorted(theirs):
        # symbols may precede the words of adopted files
        listed = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in (*theirs, *words))
        forms.append(pattern(rf"[\W_]*(?:{_any_case(listed)})(?:\s*|[^\w-][\s\S]*)"))
    if others:
        forms.append(pattern(others, ignore_case=True))
    return {"anyOf": forms}


def value_definitions(levels: Sequence[str], *, with_times: bool) -> dict[str, Schema]:
    """The definitions of single values, by name. With `with_times`, dates may include a time, as in adopted files."""
    date = pattern(f"{_DATE}(?:{_TIME})?" if with_times else _DATE)
    numbers = [float(level) for level in levels if re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", level)]
    forms: dict[str, list[Schema]] = {
        "text": [SCALAR],
        "date": [date],
        "last-date": [date, {"const": False}, pattern(rf"[ .]*(?:{NO_END.pattern})[ .]*", ignore_case=True)],
        "due-date": [date, pattern(_MONTH)],
        "period": [pattern(_PERIOD, ignore_case=True)],
        "people-at-once": [
            {"type": "integer", "minimum": 1, "maximum": 99},
            pattern(r"\s*(?:0?[1-9]|[1-9][0-9]|any)\s*", ignore_case=True),
        ],
        "done": [{"type": "boolean"}, date, spelled(("true", "yes", "x", "done", "false", "no", "open"))],
        "level": [{"enum": [*levels, *numbers]}, spelled(levels, after=r"\s*|[\s(:,][\s\S]*")],
    }
    return {name: single(name, schemas) for name, schemas in forms.items()}


def single(name: str, forms: Sequence[Schema]) -> Schema:
    """The definition `name` of a value with one of the schemas `forms`.

    It also accepts a missing value, and a list of one value.
    """
    return {"anyOf": [*forms, ref("absent"), {"type": "array", "maxItems": 1, "items": ref(name)}]}


def _any_case(expression: str) -> str:
    """A regular expression that ignores case, because JSON Schema has no flag for it."""
    return re.sub(
        r"\\.|\[[^\]]*\]|[a-zA-Z]",
        lambda found: f"[{found[0].lower()}{found[0].upper()}]" if len(found[0]) == 1 else found[0],
        expression,
    )

"""People: when they joined and left, and who succeeds them."""

import re
from datetime import date
from typing import Annotated, ClassVar

from docgraph.kinds.presence import (
    FORMER_WORD,
    GONE,
    LEAVES,
    bare_name,
    cell_ends_presence,
    denies_end,
    ends_presence,
    first_word,
    is_called_absent,
    is_called_gone,
    is_tagged_gone,
    names_last_day,
    names_other_period,
)
from docgraph.model.field_rules import WHO, ReferenceRule, Required
from docgraph.model.field_types import Day, Texts, is_date_like, is_year
from docgraph.model.finding import Severity
from docgraph.model.record import Labels, Misspellings, Record, ValueWarnings
from docgraph.model.remarks import is_day_in_words

_ABSENT = frozenset("away ex formerly leave till until vacant".split())
_LONGEST = 60
_STRUCK = re.compile(r"~~.+~~(?:\W.*)?|<(?:s|del|strike)\b.+", re.IGNORECASE)
"""A struck-through name, perhaps with a remark after it: `~~Jane Doe~~ (May)`."""
_TEAM = re.compile(r".+\steam", re.IGNORECASE)
_CAPITALS = r"[^\W\d_a-z][\w'’.-]*(?:\s[^\W\d_a-z][\w'’.-]*){0,2}"
_SEVERAL = re.compile(rf"{_CAPITALS}\s(?:and|or|&|\+)\s{_CAPITALS}")


def _title_warning(title: str) -> tuple[str, str] | None:
    if is_called_absent(title):
        return _may_be_away("title", title)
    name = bare_name(title)
    if _TEAM.fullmatch(name) or _SEVERAL.fullmatch(name):
        message = f"`title: {title[:_LONGEST]}` looks like a team or several people; a person is one human"
        return message, "write the name of one human, or move this to a document of `kind: team`"
    return None


def _tag_warning(tag: str) -> tuple[str, str] | None:
    return _may_be_away("tags", tag) if is_tagged_gone(tag) else None


def _may_be_away(key: str, value: str) -> tuple[str, str]:
    message = f"`{key}: {value[:_LONGEST]}` suggests that this person is not active, but only `left:` is evaluated"
    what = "the tag" if key == "tags" else "the remark from the title"
    return message, f"add `left: YYYY-MM-DD` if they left; otherwise delete {what}"


class Person(Record):
    """A human. `joined` is the first day on which the person is active, `left` the first day after it."""

    kind: ClassVar[str] = "person"
    plural: ClassVar[str] = "people"
    has_own_rules: ClassVar[bool] = True
    ordered_days: ClassVar[tuple[str, str] | None] = ("joined", "left")
    misspelled_keys: ClassVar[Misspellings] = {
        **Record.misspelled_keys,
        **dict.fromkeys(("start", "since", "started", "start-date"), "joined"),
        **dict.fromkeys(("end", "until", "ended", "end-date", "last-day", *sorted(GONE)), "left"),
    }
    labels: ClassVar[Labels] = {"joined": "joined", "left": "left"}
    suspicious_values: ClassVar[re.Pattern[str]] = re.compile(
        rf"{FORMER_WORD.pattern}|\b(?:and|or|team)\b|[&+]", re.IGNORECASE
    )
    value_warnings: ClassVar[ValueWarnings] = {"title": _title_warning, "tags": _tag_warning}

    title: Annotated[str, WHO] = ""
    """The person's name."""
    teams: Annotated[Texts, ReferenceRule(("team",), "member-of", "has-member")] = ()
    """The teams to which the person belongs."""
    contact: str = ""
    """A channel, address or URL for questions."""
    joined: Annotated[Day | None, Required(Severity.ERROR)] = None
    """The first day on which the person is active."""
    left: Annotated[Day | None, Required(Severity.ERROR)] = None
    """The first day on which the person is no longer active."""
    successor: Annotated[Texts, ReferenceRule(("person", "role"), "succeeded-by", "succeeds")] = ()
    """The person or role who takes over."""
    trained: Texts = ()
    """The dates or names of the person's training for the oversight of AI."""

    def is_active(self, day: date) -> bool:
        """Whether the person has joined and not left on `day`."""
        return (self.joined is None or self.joined <= day) and not self.has_left(day)

    def has_left(self, day: date) -> bool:
        """Whether the person left on or before `day`."""
        return self.left is not None and self.left <= day

    @classmethod
    def intended_key(cls, key: str, value: str) -> str:
        if key in ("id", "title"):
            # cheap test first: most names contain no such word
            gone = _STRUCK.fullmatch(value.strip()) or (
                FORMER_WORD.search(value) and (_has_gone_id(value.casefold()) if key == "id" else is_called_gone(value))
            )
            return "left" if gone else ""
        if not first_word(value):
            return ""
        intended = cls.misspelled_keys.get(key)
        if intended == "joined":
            return "" if is_year(value) else "joined"
        # a date under any unknown key may be the leaving date
        dated = is_date_like(value) or (key != "status" and not is_year(value) and is_day_in_words(value))
        dated = dated and not denies_end(value) and not names_other_period(key, value)
        return "left" if dated or ends_presence(key, value, ends=intended == "left") else ""


def means_left(column: str, value: str) -> bool:
    """Whether a cell in an unknown column of a roster means that the person left or will leave.

    A date means this only if the name of the column does, as `Exit date` does. Other dates may be birthdays.
    """
    if (is_date_like(value) or is_day_in_words(value)) and not denies_end(value):
        return column == "to" or Person.misspelled_keys.get(column) == "left" or names_last_day(column)
    return cell_ends_presence(column, value)


def _has_gone_id(name: str) -> bool:
    """Whether an id starts or ends with a word such as `left`."""
    words = re.split(r"[._-]", name)
    return len(words) > 1 and not {"left", *GONE}.isdisjoint((words[0], words[-1]))


def says_gone(remark: str) -> bool:
    """Whether a remark may mean that a person left or is unavailable, as `(until May)` does."""
    return any(word in _ABSENT or LEAVES.fullmatch(word) for word in re.split(r"[\W_]+", remark.casefold()))

"""Detects words such as "left", "on leave" or "vacant" in unknown keys and in remarks after names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from datetime import date

from docgraph.model.remarks import is_day_in_words, remark_in

GONE = frozenset(
    "departed dismissed ended fired former gone inactive offboarded resigned retired terminated vacant".split()
)
_CLOSED = frozenset("abolished archived closed deactivated deleted disabled dissolved".split())
"""Words for an account or a position that no longer exists."""
_VACANT = _CLOSED | frozenset("inactive unfilled vacancy vacant".split())
_FORMER = GONE | _CLOSED | frozenset("alumna alumni alumnus ex left".split())
_PRESENT = frozenset("active current employed enabled filled present".split())
_YES = frozenset("1 on true y yes".split())
_NO = frozenset("0 false n no off".split())
_STEMS = "depart|exit|leav|offboard|quitt?|resign|retir|terminat"
_LEAVING = re.compile(rf"(?:{_STEMS})(?:e|ed|er|es|ing|s|ure|ation|ion)?|retirement")
"""Words in keys whose value is when or why a person leaves, such as `departure`."""
_ENDING = frozenset("end till until".split()) | GONE | _CLOSED | {"left"}
_AROUND_ENDING = frozenset("at by date day final in last of on planned since working".split())
"""Words that may accompany a word for an end, such as `last working day`."""
LEAVES = re.compile(rf"left|{'|'.join(sorted(GONE))}|(?:{_STEMS})(?:ed|es|ing|s)")
"""First words of values that mean that a person left or leaves."""
FORMER_WORD = re.compile(
    rf"(?:\b|_)(?:{'|'.join(sorted(_FORMER))}|till|until|leave|sabbatical|away)(?:\b|_)", re.IGNORECASE
)
"""Words that may mean that a person left or is away. A name without a match needs no other check."""
_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]{1,200})[)\]]")
_BEHIND = re.compile(r"\s[-–—|]\s+|[,;]\s+(?=[a-z])")
"""The separator between a name and a remark. A comma before a capital letter is not one: `Doe, Jane`."""
_ABSENCE = re.compile(
    r"(?:(?:on|in)\s+)?(?:[a-z]+\s+)?(?:leave|sabbatical)(?:\s+(?:until|till|since|from)\s.+)?|away(?:\s.+)?",
    re.IGNORECASE,
)
_DAY_OF_NUMBERS = re.compile(r"[\d./ -]+")
_FROM, _UNTIL = frozenset("from since starting".split()), frozenset("till until".split())
_YEAR = re.compile(r"(?<!\d)(?!0000)\d{4}(?!\d)")
_PAST = frozenset("earlier ex former past previous prior".split())
"""Words that mark the next word as ended, such as `previous` in `previous-role`."""
_PERSON = frozenset("colleague employee member person staff".split())
NO_END = re.compile(
    r"no|none|never|false|not yet|n/?a|[-–—]+|0[0/.: -]+|current|ongoing|"
    r"(?:still |currently )?(?:active|employed|here|present)",
    re.IGNORECASE,
)


def ends_presence(key: str, value: str, *, ends: bool = False) -> bool:
    """Whether an unknown key and its value mean that a person left or will leave.

    `ends` is set if the key is known to mean an end date.
    """
    word = first_word(value)
    if not word:
        return False
    words = _words(key)
    if words[-1] == "status":
        return word in _FORMER | _VACANT or status_means_left(value)
    negated = word in _NO or denies_end(value)
    if not _PRESENT.isdisjoint(words):
        return (word in _NO) is {"not", "no"}.isdisjoint(words)
    if names_other_period(key, value):
        return False
    head = next((name for name in reversed(words) if name not in _AROUND_ENDING | _UNTIL), "")
    # `former: Acme` is another job, `retirement-plan` a plan, and `leave` may be a vacation
    leaves = _LEAVING.fullmatch(head) is not None and (head != "leave" or "date" in words)
    ends = ends or key in GONE - {"former"} or leaves
    has_year, is_yes = bool(_YEAR.search(value)), word in _YES
    # `former-employer` and `left-handed` are not about leaving, so such a key needs a year or a yes
    ends = ends or (is_yes and (head in _FORMER or not (GONE | _CLOSED).isdisjoint(words)))
    ends = ends or (has_year and head in GONE | _CLOSED)
    ends = ends or ("left" in words and has_year and not is_yes)
    return (ends and not negated) or (LEAVES.fullmatch(word) is not None and not _is_former_duty(value))


def status_means_left(value: str) -> bool:
    """Whether the status of a person means that the person left or will leave: `left`, `no longer with us`.

    A status such as `active (former intern)` does not.
    """
    words = [word.strip(".,;:()") for word in value.casefold().split()]
    if words[0] in _PRESENT:
        return False
    denied = words[:2] == ["no", "longer"] or ("not" in words and not _PRESENT.isdisjoint(words))
    return denied or any(map(LEAVES.fullmatch, words))


def denies_end(value: str) -> bool:
    """Whether the value of an end date means "not ended": `n/a`, `never`, `still active`."""
    return NO_END.fullmatch(value.strip(" .")) is not None


def names_other_period(key: str, value: str) -> bool:
    """Whether a key or label is about a former duty or an absence, so that its date does not mean that a person left.

    Examples: `Former team: Data (left 2024-01-01)` and `Parental leave until: 2026-12-31`.
    """
    words = _words(key)
    name = " ".join(words)
    nouns = {*words[1:]} - _AROUND_ENDING - _FROM - _UNTIL
    if words[0] in _PAST and nouns and _PERSON.isdisjoint(nouns):
        return True
    is_absence = len(words) > 1 and _ABSENCE.fullmatch(name) is not None
    return is_absence or _ABSENCE.fullmatch(f"{name} {value.strip()}") is not None


def _is_former_duty(value: str) -> bool:
    """Whether a value is a former duty, such as `Former CTO`."""
    word, *others = _words(value)
    return word == "former" and _PERSON.isdisjoint(others) and not _contains_word(value, GONE)


def _words(name: str) -> list[str]:
    """The words of a name in lower case. The first or last is empty if the name starts or ends with a symbol."""
    return re.split(r"[\W_]+", name.casefold().strip(" .,;:*_-"))


def cell_ends_presence(column: str, value: str) -> bool:
    """Whether a table cell without a date means that a person left, as in `terminated: yes` or `active: no`.

    Only single words count, because other text is ambiguous: `Left wing` may be an office.
    """
    word, parts = first_word(value), {*_words(column)}
    if len(value.split()) != 1:
        return False
    if not parts.isdisjoint(_PRESENT):
        return word in _NO
    is_gone = not parts.isdisjoint(GONE | _CLOSED | {"left"}) and word in _YES
    return is_gone or LEAVES.fullmatch(word) is not None or (column == "status" and ends_presence(column, value))


def names_last_day(name: str) -> bool:
    """Whether a key or label means the last day of a person, a term or an agent, as `left-on` does."""
    words = [word for word in _words(name) if word]
    # `leave` may also be a week of vacation
    ending = [
        word for word in words if word in _ENDING or (_LEAVING.fullmatch(word) and word not in ("leave", "leaves"))
    ]
    around = {word for word in words if word not in ending}
    return around <= _AROUND_ENDING and (bool(ending) or {"last", "day"} <= around or {"final", "day"} <= around)


def names_departure(name: str) -> bool:
    """Whether a key or label always means the day on which a person left: `Left`, `Exit date`."""
    return names_last_day(name) and any(
        word in ("left", "departed") or _LEAVING.fullmatch(word) for word in _words(name)
    )


def first_word(value: str) -> str:
    """The first word of a text in lower case, without punctuation around it."""
    return next(iter(value.casefold().split()), "").strip(".,;:")


def is_called_gone(title: str) -> bool:
    """Whether a title means that the person left: `Jane Doe (left)`, `Jane Doe - inactive`."""
    return any(_contains_word(remark, _FORMER) or _ends_on_day(remark) for remark in remarks_beside(title))


def is_called_vacant(title: str) -> bool:
    """Whether a title means that the role is vacant: `Head of Sales (vacant)`."""
    return any(_contains_word(remark, _VACANT) for remark in remarks_beside(title))


def is_called_absent(title: str) -> bool:
    """Whether a title means that the person is temporarily unavailable: `Jane Doe (on leave)`."""
    return any(_ABSENCE.fullmatch(remark.strip()) for remark in remarks_beside(title))


def is_tagged_gone(tag: str) -> bool:
    """Whether a tag means that the person has left or is unavailable: `former`, `on-leave`."""
    words = " ".join(re.split(r"[\W_]+", tag))
    return words.casefold() in _FORMER or _ABSENCE.fullmatch(words) is not None


def denies(name: str, day: date) -> bool:
    """Whether a remark in a name means that the person is not active on `day`: `(left)`, `until 2026-05-01`."""
    beside = [*remarks_beside(name)]
    return any(_contains_word(remark, _FORMER) for remark in beside) or any(
        _is_outside(text, day) for text in (name, *beside)
    )


def present_names(names: tuple[str, ...], day: date) -> tuple[str, ...]:
    """The names of people who are active on `day`. A remark such as `(until 2026-07-15)` means that a person is not.

    If no name would remain, all names.
    """
    return tuple(name for name in names if not (any(remarks_beside(name)) and denies(name, day))) or names


def _is_outside(text: str, day: date) -> bool:
    """Whether `day` is outside a period such as `until 2026-05-01` or `since May 2027`."""
    word, _, rest = text.strip().casefold().partition(" ")
    remark = remark_in(rest) if word in _FROM | _UNTIL else None
    if remark is None or remark.day is None:
        return False
    return day < remark.day if word in _FROM else remark.day <= day


def end_in(key: str, value: str) -> date | None:
    """The end date in a key and its value: `last-day: 2027-01-01` or `Jane Doe (until June 2027)`.

    A month or year counts as its first day. None if no word means an end, because the date may be a start date.
    """
    words = {*_words(f"{key} {value}")}
    if words.isdisjoint(_ENDING | {"last", "final", "to"}) and not any(map(_LEAVING.fullmatch, words)):
        return None
    texts = (value, *remarks_beside(value))
    for text in (*texts, *(rest for text in texts if (rest := text.partition(" ")[2]))):
        remark = remark_in(text)
        year = _YEAR.search(text) if _DAY_OF_NUMBERS.fullmatch(text) else None
        if remark and remark.day:
            return remark.day
        if year:
            return date(int(year[0]), 1, 1)
    return None


def remarks_beside(name: str) -> Iterator[str]:
    """Yield the remarks in a name: in brackets, after a dash or a comma, or before a colon."""
    for found in _BRACKETS.finditer(name):
        # a comma may also be in a date: `(until June 30, 2026)`
        yield from {found[1].strip(): None, **dict.fromkeys(re.split(r"[,;]\s*", found[1].strip()))}
    bare = _BRACKETS.sub("", name)
    before, colon, _ = bare.partition(": ")
    yield from (before,) if colon else ()
    yield from _BEHIND.split(bare)[1:]


def bare_name(name: str) -> str:
    """A name without the remarks at its end."""
    return _BEHIND.split(_BRACKETS.sub("", name))[0].partition(",")[0].strip()


def _contains_word(remark: str, words: Set[str]) -> bool:
    """Whether a remark is one of `words`, alone or followed by a date: `former`, but not `former CTO`."""
    word, _, rest = remark.strip().partition(" ")
    if word.casefold().strip(".,;:") not in words:
        return False
    since = rest.casefold().startswith("since ")
    return since or remark_in(rest) is not None or _DAY_OF_NUMBERS.fullmatch(rest) is not None


def _ends_on_day(remark: str) -> bool:
    """Whether a remark contains an end date: `until 06/2026`."""
    word, _, rest = remark.strip().partition(" ")
    is_day = is_day_in_words(rest) or _DAY_OF_NUMBERS.fullmatch(rest) is not None
    return word.casefold() in _UNTIL and is_day

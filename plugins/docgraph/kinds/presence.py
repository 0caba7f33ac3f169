"""Words by which a key that no kind has says that somebody left, or that a place is not filled."""

from __future__ import annotations

import re

GONE = frozenset(
    "departed dismissed ended fired former gone inactive offboarded resigned retired terminated vacant".split()
)
_CLOSED = frozenset("archived closed deactivated deleted disabled".split())
"""What is said of an account or a place."""
_PRESENT = frozenset("active current employed enabled filled present".split())
_BADGES = frozenset("deprecated new".split())
"""What Material for MkDocs shows beside a page, whoever it is about."""
_YES = frozenset("1 on true y yes".split())
_NO = frozenset("0 false n no off".split())
_STEMS = "depart|exit|leav|offboard|quitt?|resign|retir|terminat"
_LEAVING = re.compile(rf"(?:{_STEMS})(?:e|ed|er|es|ing|s|ure|ation|ion)?|retirement")
"""A word of a key under which it says when or why somebody leaves."""
LEAVES = re.compile(rf"left|{'|'.join(sorted(GONE))}|(?:{_STEMS})(?:ed|es|ing|s)")
"""The first word of a value that says so."""
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def ends_presence(key: str, value: str, *, ends: bool = False) -> bool:
    """Whether a foreign key with this value says that somebody is not there any more, or leaves; `ends` says that the
    key by itself is one for the last day."""
    word = first_word(value)
    if not word:
        return False
    if key == "status":
        return word not in _PRESENT | _BADGES
    parts = {*re.split(r"[\W_]+", key.casefold())}
    negated = word in _NO
    if parts & _PRESENT:
        return negated is parts.isdisjoint(("not", "no"))
    ends = ends or key in GONE or any(map(_LEAVING.fullmatch, parts))
    # `former-employer` and `left-handed` say more than that
    stated = word in _YES or bool(_YEAR.search(value))
    ends = (
        ends or (stated and not parts.isdisjoint(GONE | _CLOSED)) or ("left" in parts and word not in _YES and stated)
    )
    return bool((ends and not negated) or LEAVES.fullmatch(word))


def first_word(value: str) -> str:
    """The first word of a text in lower case."""
    return next(iter(value.casefold().split()), "").strip(".,;:")

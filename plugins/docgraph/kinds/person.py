"""People: who is here, from when until when, and who takes over."""

import re
from typing import Annotated, ClassVar

from docgraph.model.finding import Severity
from docgraph.model.record import Labels, Record, Slips
from docgraph.model.reference import WHO, Asked, Reference
from docgraph.model.values import Day, Texts, is_dated, is_year

_GONE = frozenset("departed former gone inactive offboarded resigned retired terminated".split())
_CLOSED = frozenset("archived deactivated deleted disabled".split())
"""What is said of an account."""
_PRESENT = frozenset("active current employed enabled present".split())
_BADGES = frozenset("deprecated new".split())
"""What Material for MkDocs shows beside a page, whoever it is about."""
_YES = frozenset("1 on true y yes".split())
_NO = frozenset("0 false n no off".split())
_STEMS = "depart|exit|leav|offboard|quitt?|resign|retir|terminat"
_LEAVING = re.compile(rf"(?:{_STEMS})(?:e|ed|er|es|ing|s|ure|ation|ion)?|retirement")
"""A word of a key under which it says when or why somebody leaves."""
_LEAVES = re.compile(rf"left|ended|{'|'.join(sorted(_GONE))}|(?:{_STEMS})(?:ed|es|ing|s)")
"""The first word of a value that says so."""
_ABSENT = frozenset("away ex formerly leave till until vacant".split())
_REMARK = re.compile(r"[(\[]\s*([^()\[\]]{1,200})[)\]]")


class Person(Record):
    """A human. `joined` is the first day present, `left` the first day no longer."""

    kind: ClassVar[str] = "person"
    plural: ClassVar[str] = "people"
    ordered: ClassVar[tuple[str, str] | None] = ("joined", "left")
    slips: ClassVar[Slips] = {
        **Record.slips,
        **dict.fromkeys(("start", "since", "started", "start-date"), "joined"),
        **dict.fromkeys(("end", "until", "ended", "end-date", "last-day", *sorted(_GONE)), "left"),
    }
    labels: ClassVar[Labels] = {"joined": "joined", "left": "left"}

    title: Annotated[str, WHO] = ""
    teams: Annotated[Texts, Reference(("team",), "member-of", "has-member")] = ()
    contact: str = ""
    joined: Annotated[Day | None, Asked(Severity.ERROR)] = None
    left: Annotated[Day | None, Asked(Severity.ERROR)] = None
    successor: Annotated[Texts, Reference(("person", "role"), "succeeded-by", "succeeds")] = ()

    @classmethod
    def key_meant_by(cls, key: str, value: str) -> str:
        word = next(iter(value.casefold().split()), "").strip(".,;:")
        if not word:
            return ""
        if key in ("id", "title"):
            return "left" if _is_called_gone(key, value.casefold()) else ""
        meant = cls.slips.get(key)
        if meant == "joined":
            return "" if is_year(value) else "joined"
        if key == "status":
            gone = word not in _PRESENT | _BADGES
        elif key in _PRESENT | _CLOSED:
            gone = word in (_NO if key in _PRESENT else _YES)
        else:
            ends = meant == "left" or any(map(_LEAVING.fullmatch, re.split(r"[\W_]+", key.casefold())))
            gone = ends and word not in _NO
        # a day under a key that is none may be the last one
        return "left" if gone or _LEAVES.fullmatch(word) or is_dated(value) else ""


def _is_called_gone(key: str, name: str) -> bool:
    """Whether a title has a remark such as `(left)` beside the name, or an id such a word at an end."""
    if key == "id":
        words = re.split(r"[._-]", name)
        return len(words) > 1 and not {"left", *_GONE}.isdisjoint((words[0], words[-1]))
    remarks = (found[1].strip().partition(" ") for found in _REMARK.finditer(name))
    # `(former CTO)` is somebody who is here
    return any(
        word.strip(".,;:") in {"left", *_GONE} and (not rest or bool(re.search(r"\d", rest)))
        for word, _, rest in remarks
    )


def says_gone(remark: str) -> bool:
    """Whether a remark behind a name may say that somebody is no longer active, or not for now: `(until May)`."""
    return any(word in _ABSENT or _LEAVES.fullmatch(word) for word in re.split(r"[\W_]+", remark.casefold()))

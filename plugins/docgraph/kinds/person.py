"""People: who is here, from when until when, and who takes over."""

from typing import Annotated, ClassVar

from docgraph.model.finding import Severity
from docgraph.model.record import Labels, Record, Slips
from docgraph.model.reference import Asked, Reference
from docgraph.model.values import Day, Texts, is_dated

_GONE = frozenset("departed former gone inactive offboarded resigned retired terminated".split())
_CLOSED = frozenset("archived deactivated deleted disabled".split())
"""What is said of an account."""
_PRESENT = frozenset("active current employed enabled present".split())
_BADGES = frozenset("deprecated new".split())
"""What Material for MkDocs shows beside a page, whoever it is about."""
_YES = frozenset("1 on true y yes".split())
_NO = frozenset("0 false n no off".split())


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

    teams: Annotated[Texts, Reference(("team",), "member-of", "has-member")] = ()
    contact: str = ""
    joined: Annotated[Day | None, Asked(Severity.ERROR)] = None
    left: Annotated[Day | None, Asked(Severity.ERROR)] = None
    successor: Annotated[Texts, Reference(("person", "role"), "succeeded-by", "succeeds")] = ()

    @classmethod
    def key_meant_by(cls, key: str, value: str) -> str:
        word = next(iter(value.casefold().split()), "").strip(".,;:")
        gone = word in {"ended", "left", *_GONE}
        status = key == "status" and word not in _PRESENT | _BADGES
        said = (key in _PRESENT and word in _NO) or (key in _GONE | _CLOSED and word in _YES)
        # a day under a key that is none may be the last one
        return "left" if value.strip() and (gone or status or said or is_dated(value)) else ""

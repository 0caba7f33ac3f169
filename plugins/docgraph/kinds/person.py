"""People: who is here, from when until when, and who takes over."""

from typing import Annotated, ClassVar

from docgraph.model.finding import Severity
from docgraph.model.record import Record, Slips
from docgraph.model.reference import Asked, Reference
from docgraph.model.values import Day, Texts


class Person(Record):
    """A human. `joined` is the first day present, `left` the first day no longer."""

    kind: ClassVar[str] = "person"
    plural: ClassVar[str] = "people"
    ordered: ClassVar[tuple[str, str] | None] = ("joined", "left")
    slips: ClassVar[Slips] = {
        **Record.slips,
        **dict.fromkeys(("start", "since", "started", "start-date"), "joined"),
        **dict.fromkeys(("end", "until", "ended", "end-date", "last-day", "departed"), "left"),
    }

    teams: Annotated[Texts, Reference(("team",), "member-of", "has-member")] = ()
    contact: str = ""
    joined: Annotated[Day | None, Asked(Severity.ERROR)] = None
    left: Annotated[Day | None, Asked(Severity.ERROR)] = None
    successor: Annotated[Texts, Reference(("person", "role"), "succeeded-by", "succeeds")] = ()

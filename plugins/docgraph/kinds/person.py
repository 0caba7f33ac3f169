"""People: who is here, from when until when, and who takes over."""

from typing import Annotated, ClassVar

from docgraph.model.finding import Severity
from docgraph.model.record import Record
from docgraph.model.reference import Asked, Reference
from docgraph.model.values import Day, Texts


class Person(Record):
    """A human. `joined` is the first day present, `left` the first day no longer."""

    kind: ClassVar[str] = "person"
    plural: ClassVar[str] = "people"
    ordered: ClassVar[tuple[str, str] | None] = ("joined", "left")
    slips: ClassVar[dict[str, str]] = {
        **Record.slips,
        "full-name": "title",
        **dict.fromkeys(("email", "e-mail", "mail", "phone", "slack"), "contact"),
    }

    teams: Annotated[Texts, Reference(("team",), "member-of", "has-member")] = ()
    contact: str = ""
    joined: Annotated[Day | None, Asked(Severity.ERROR)] = None
    left: Annotated[Day | None, Asked(Severity.ERROR)] = None
    successor: Annotated[Texts, Reference(("person", "role"), "succeeded-by", "succeeds")] = ()

"""People: who is here, from when until when, and who takes over."""

from __future__ import annotations

from typing import Annotated, ClassVar

from docgraph.model.record import Record
from docgraph.model.reference import Reference
from docgraph.model.values import Day, Texts


class Person(Record):
    """A human. `joined` is the first day present, `left` the first day no longer."""

    kind: ClassVar[str] = "person"
    plural: ClassVar[str] = "people"
    ordered: ClassVar[tuple[str, str] | None] = ("joined", "left")

    teams: Annotated[Texts, Reference(("team",), "member-of", "has-member")] = ()
    contact: str = ""
    joined: Day | None = None
    left: Day | None = None
    successor: Annotated[Texts, Reference(("person", "role"), "succeeded-by", "succeeds")] = ()

"""Teams: groups of people. A team can be a backup or a contact, never an owner."""

from typing import Annotated, ClassVar

from docgraph.model.field_rules import Reference
from docgraph.model.field_types import Texts
from docgraph.model.record import Record, Slips


class Team(Record):
    """A group of people with a contact."""

    kind: ClassVar[str] = "team"
    plural: ClassVar[str] = "teams"
    slips: ClassVar[Slips] = {
        **Record.slips,
        "people": "members",
        **dict.fromkeys(("owner", "manager", "leader", "held-by"), "lead"),
    }

    members: Annotated[Texts, Reference(("person",), "member-of", "has-member", reverse=True)] = ()
    lead: Annotated[Texts, Reference(("person", "role"))] = ()
    contact: str = ""

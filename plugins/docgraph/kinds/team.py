"""Teams: groups of people. A team can be a backup or a contact, never an owner."""

from typing import Annotated, ClassVar

from docgraph.model.field_rules import ReferenceRule
from docgraph.model.field_types import Texts
from docgraph.model.record import Misspellings, Record


class Team(Record):
    """A group of people. A team can be a backup, never an owner."""

    kind: ClassVar[str] = "team"
    misspelled_keys: ClassVar[Misspellings] = {
        **Record.misspelled_keys,
        "people": "members",
        **dict.fromkeys(("owner", "manager", "leader", "held-by"), "lead"),
    }

    members: Annotated[Texts, ReferenceRule(("person",), "member-of", "has-member", reverse=True)] = ()
    """The people in the team."""
    lead: Annotated[Texts, ReferenceRule(("person", "role"))] = ()
    """The person or role who leads the team."""
    contact: str = ""
    """A channel, address or URL for questions."""

"""RACIs: who is responsible, accountable, consulted and informed for each activity."""

from collections import defaultdict
from typing import Annotated, ClassVar

from docgraph.model.field_rules import ReferenceRule, Required
from docgraph.model.field_types import Day, Texts
from docgraph.model.finding import Severity
from docgraph.model.record import Misspellings, Part, Record, RelatedRecords
from docgraph.text.slug import fold

ANYONE = ("person", "role", "agent", "team")


class Row(Part):
    """An activity with exactly one accountable human."""

    PRIMARY: ClassVar[str] = "activity"
    misspelled_keys: ClassVar[Misspellings] = {
        **dict.fromkeys(("task", "name", "what"), "activity"),
        "r": "responsible",
        "a": "accountable",
        "c": "consulted",
        "i": "informed",
    }

    activity: str = ""
    """The name of the activity."""
    responsible: Annotated[Texts, ReferenceRule(("person", "role", "agent"), "responsible", "responsible-in")] = ()
    """The people, roles or agents that do the activity."""
    accountable: Annotated[
        Texts, ReferenceRule(("person", "role"), "accountable", "accountable-in"), Required(Severity.ERROR)
    ] = ()
    """The one person or role accountable for the activity."""
    consulted: Annotated[Texts, ReferenceRule(ANYONE, "consulted", "consulted-in", soft=True)] = ()
    """The people, roles, agents or teams that are consulted before the activity."""
    informed: Annotated[Texts, ReferenceRule(ANYONE, "informed", "informed-in", soft=True)] = ()
    """The people, roles, agents or teams that are informed about the activity."""


class Raci(Record):
    """The responsibilities for the activities of one agent or outcome."""

    kind: ClassVar[str] = "raci"
    has_own_rules: ClassVar[bool] = True
    misspelled_keys: ClassVar[Misspellings] = {
        **Record.misspelled_keys,
        **dict.fromkeys(("agent", "agents", "outcome", "outcomes", "covers", "services", "serves"), "scope"),
        **dict.fromkeys(("activities", "tasks"), "rows"),
    }

    scope: Annotated[Texts, ReferenceRule(("agent", "outcome"), "scoped-to", "has-raci"), Required(Severity.ERROR)] = ()
    """The agent or outcome to which the activities belong."""
    rows: Annotated[tuple[Row, ...], Required(Severity.ERROR)] = ()
    """The activities, one in each row."""
    related: RelatedRecords = ()
    """Other records and pages that readers should know."""
    updated: Day | None = None
    """The date of the last change to the document."""

    def rows_by_activity(self) -> list[tuple[int, ...]]:
        """The indexes of rows with the same activity, grouped. Case and whitespace are ignored.

        Each row without an activity is a separate group.
        """
        rows: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            rows[fold(row.activity) or f"\0{number}"].append(number)
        return [tuple(numbers) for numbers in rows.values()]

"""RACIs: for each activity who does it, who answers for it, who is asked and who is told."""

from collections import defaultdict
from typing import Annotated, ClassVar

from docgraph.model.field_rules import ReferenceRule, Required
from docgraph.model.field_types import Texts
from docgraph.model.finding import Severity
from docgraph.model.record import Misspellings, Part, Record
from docgraph.text.slug import fold

ANYONE = ("person", "role", "agent", "team")


class Row(Part):
    """One activity. Exactly one human is accountable."""

    PRIMARY: ClassVar[str] = "activity"
    misspelled_keys: ClassVar[Misspellings] = {
        **dict.fromkeys(("task", "name", "what"), "activity"),
        "r": "responsible",
        "a": "accountable",
        "c": "consulted",
        "i": "informed",
    }

    activity: str = ""
    responsible: Annotated[Texts, ReferenceRule(("person", "role", "agent"), "responsible", "responsible-in")] = ()
    accountable: Annotated[
        Texts, ReferenceRule(("person", "role"), "accountable", "accountable-in"), Required(Severity.ERROR)
    ] = ()
    consulted: Annotated[Texts, ReferenceRule(ANYONE, "consulted", "consulted-in", soft=True)] = ()
    informed: Annotated[Texts, ReferenceRule(ANYONE, "informed", "informed-in", soft=True)] = ()


class Raci(Record):
    """The activities around one agent or outcome."""

    kind: ClassVar[str] = "raci"
    plural: ClassVar[str] = "racis"
    misspelled_keys: ClassVar[Misspellings] = {
        **Record.misspelled_keys,
        **dict.fromkeys(("agent", "agents", "outcome", "outcomes", "covers", "services", "serves"), "scope"),
        **dict.fromkeys(("activities", "tasks"), "rows"),
    }

    scope: Annotated[Texts, ReferenceRule(("agent", "outcome"), "scoped-to", "has-raci"), Required(Severity.ERROR)] = ()
    rows: Annotated[tuple[Row, ...], Required(Severity.ERROR)] = ()

    def rows_by_activity(self) -> list[tuple[int, ...]]:
        """The numbers of the rows of each activity, however often and in however many tables it is written.

        Case and runs of space do not count; a row without an activity stands alone.
        """
        rows: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            rows[fold(row.activity) or f"\0{number}"].append(number)
        return [tuple(numbers) for numbers in rows.values()]

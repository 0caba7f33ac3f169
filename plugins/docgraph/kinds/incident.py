"""Incidents: what went wrong, what is done about it, and which guardrail changed."""

from typing import Annotated, ClassVar

from docgraph.kinds.ownership import HUMAN, Owner
from docgraph.model.field_rules import ReferenceRule, Required
from docgraph.model.field_types import Day, Done, DueDay, Texts
from docgraph.model.finding import Severity
from docgraph.model.record import Labels, Misspellings, Part, Record


class Action(Part):
    """Something to be done after an incident, by whom and by when."""

    PRIMARY: ClassVar[str] = "what"
    misspelled_keys: ClassVar[Misspellings] = {
        **dict.fromkeys(("who", "person", "assignee"), "owner"),
        **dict.fromkeys(("task", "action"), "what"),
        **dict.fromkeys(("deadline", "due-date", "on"), "due"),
    }

    what: str = ""
    owner: Annotated[Texts, HUMAN, Required(Severity.ERROR)] = ()
    due: Annotated[DueDay | None, Required(Severity.ERROR)] = None
    done: Done | None = None


class Incident(Record):
    """Something that went wrong, written down without blame."""

    kind: ClassVar[str] = "incident"
    plural: ClassVar[str] = "incidents"
    misspelled_keys: ClassVar[Misspellings] = {
        **Record.misspelled_keys,
        **dict.fromkeys(("commander", "incident-commander", "lead"), "owner"),
        **dict.fromkeys(("agent", "agents", "services", "service", "outcomes", "serves"), "affects"),
        **dict.fromkeys(("action-items", "follow-ups", "tasks"), "actions"),
        **dict.fromkeys(("start", "started", "occurred", "start-date"), "date"),
    }
    labels: ClassVar[Labels] = {
        "owner": "owner",
        "ownership": {"owner": "owner", "contact": "contact"},
        "contact": "contact",
        "date": "date",
        "severity": "severity",
        "guardrails": "guardrails",
    }

    owner: Owner = ()
    contact: str = ""
    date: Annotated[Day | None, Required(Severity.ERROR)] = None
    severity: str = ""
    affects: Annotated[Texts, ReferenceRule((), "affects", "affected-by")] = ()
    actions: tuple[Action, ...] = ()
    guardrails: Texts = ()

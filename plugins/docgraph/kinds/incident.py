"""Incidents: their owner, and the actions and changes of guardrails that result from them."""

import datetime
from typing import Annotated, ClassVar

from docgraph.kinds.ownership import HUMAN, Owned, Owner
from docgraph.model.field_rules import ReferenceRule, Required
from docgraph.model.field_types import Day, Done, DueDay, Texts
from docgraph.model.finding import Severity
from docgraph.model.record import Labels, Misspellings, Part, Record, RelatedRecords


class Action(Part):
    """Work that results from an incident, with an owner and a due date."""

    PRIMARY: ClassVar[str] = "what"
    misspelled_keys: ClassVar[Misspellings] = {
        **dict.fromkeys(("who", "person", "assignee"), "owner"),
        **dict.fromkeys(("task", "action"), "what"),
        **dict.fromkeys(("deadline", "due-date", "on"), "due"),
        **dict.fromkeys(("status", "state", "completed", "closed", "finished", "resolved"), "done"),
    }

    what: str = ""
    """The work to do."""
    owner: Annotated[Texts, HUMAN, Required(Severity.ERROR)] = ()
    """The person or role who does the work."""
    due: Annotated[DueDay | None, Required(Severity.ERROR)] = None
    """The due date of the work."""
    done: Done | None = None
    """Whether the work is done, or the date on which it was done."""


class Incident(Owned):
    """A failure, described without blame."""

    kind: ClassVar[str] = "incident"
    has_own_rules: ClassVar[bool] = True
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
    """The person or role accountable for the follow-up."""
    contact: str = ""
    """A channel, address or URL for questions."""
    date: Annotated[Day | None, Required(Severity.ERROR)] = None
    """The date of the incident."""
    severity: str = ""
    """The severity of the incident, such as `sev 1`."""
    affects: Annotated[Texts, ReferenceRule((), "affects", "affected-by")] = ()
    """The records that the incident affected."""
    actions: tuple[Action, ...] = ()
    """The work that results from the incident."""
    guardrails: Texts = ()
    """The guardrails that changed because of the incident."""
    related: RelatedRecords = ()
    """Other records and pages that readers should know."""
    updated: Day | None = None
    """The date of the last change to the document."""

    @property
    def is_live(self) -> bool:
        return False

    def evaluation_date(self, as_of: datetime.date) -> datetime.date | None:
        """The date on which the owner must be active: the date of the incident.

        The as-of date if the incident has no date. None if its date is invalid.
        """
        return self.date if self.date or self.has_invalid("date") else as_of

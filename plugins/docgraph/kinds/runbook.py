"""Runbooks: steps to take in a situation, and the owner who keeps them up to date."""

from typing import Annotated, ClassVar

from docgraph.kinds.ownership import Owned, Owner, OwningTeam
from docgraph.model.field_rules import ReferenceRule
from docgraph.model.field_types import Day, Texts
from docgraph.model.record import Labels, Misspellings, Record, RelatedRecords


class Runbook(Owned):
    """Steps to take in a situation that involves an agent or outcome."""

    kind: ClassVar[str] = "runbook"
    has_own_rules: ClassVar[bool] = True
    misspelled_keys: ClassVar[Misspellings] = {
        **Record.misspelled_keys,
        **dict.fromkeys(("agent", "agents", "services", "service", "outcomes", "serves", "scope"), "covers"),
        **dict.fromkeys(("on-call", "oncall", "escalate-to"), "escalation"),
        "last-tested": "tested",
    }
    labels: ClassVar[Labels] = {
        "owner": "owner",
        "ownership": {"owner": "owner", "contact": "contact"},
        "contact": "contact",
        "trigger": "trigger",
        "severity": "severity",
        "rollback": "rollback",
    }

    owner: Owner = ()
    """The person or role who keeps the runbook up to date."""
    team: OwningTeam = ()
    """The team that the runbook belongs to. The team is not its owner."""
    contact: str = ""
    """A channel, address or URL for questions."""
    covers: Annotated[Texts, ReferenceRule(("agent", "outcome"), "covers", "covered-by")] = ()
    """The agents or outcomes that the runbook is for."""
    trigger: str = ""
    """When to use the runbook."""
    severity: str = ""
    """The severity of the situation, such as `sev 1`."""
    escalation: Annotated[Texts, ReferenceRule(("person", "role", "team"))] = ()
    """The person, role or team to escalate to."""
    rollback: str = ""
    """How to undo the change that caused the situation."""
    tested: Day | None = None
    """The date of the last test."""
    related: RelatedRecords = ()
    """Other records and pages that readers should know."""
    updated: Day | None = None
    """The date of the last change to the document."""

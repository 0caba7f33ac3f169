"""Runbooks: what to do when something happens, and who keeps that true."""

from typing import Annotated, ClassVar

from docgraph.kinds.ownership import Owner
from docgraph.model.field_rules import ReferenceRule
from docgraph.model.field_types import Day, Texts
from docgraph.model.record import Labels, Misspellings, Record


class Runbook(Record):
    """Steps for a situation, covering agents or outcomes."""

    kind: ClassVar[str] = "runbook"
    plural: ClassVar[str] = "runbooks"
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
    contact: str = ""
    covers: Annotated[Texts, ReferenceRule(("agent", "outcome"), "covers", "covered-by")] = ()
    trigger: str = ""
    severity: str = ""
    escalation: Annotated[Texts, ReferenceRule(("person", "role", "team"))] = ()
    rollback: str = ""
    tested: Day | None = None

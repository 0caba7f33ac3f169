"""Decisions: what was decided, by whom, when, and on what evidence.

MADR 4 front matter is also valid.
"""

import datetime
import re
from typing import Annotated, Any, ClassVar, Literal

from docgraph.kinds.ownership import HUMAN, Owned, Owner, OwningTeam
from docgraph.model.field_rules import ReferenceRule, Required
from docgraph.model.field_types import Day, Done, DueDay, Fold, Level, Texts, means_none
from docgraph.model.finding import Severity
from docgraph.model.record import Labels, Misspellings, Part, Record, RelatedRecords
from docgraph.text.yaml_quote import quote_in_flow

CONSULTED = ReferenceRule(("person", "role", "agent", "team"), soft=True)

_SUPERSEDED = re.compile(r"super[sc]eded[\s-]+by:?\s+(\S.*)\Z", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"\[[^\[\]]{1,200}\]\([^()\s]{1,500}\)")
_DAY_BEHIND = re.compile(
    r"(?:\s(?:on|since)\s|(?:\s?[,;(—–]|\s-)\s?(?:(?:on|since)\s)?)"
    r"(?:\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{4}|\d\d?\.? [^\W\d_]{3,9}\.?,? \d{4}|[^\W\d_]{3,9}\.? \d\d?,? \d{4})"
    r"\)?[.\s]{0,9}\Z"
)
"""The date after a successor, as in `superseded by [6. NATS](0006-nats.md) on 2025-02-01`."""
_STEP = re.compile(r"([\w.:-]+) (?:to|->|→) (\w+)")
"""The short form of a promotion: `<agent> to <level>`."""


class Promotion(Part):
    """A change of an agent's level: the agent, the level before, and the level after."""

    PRIMARY: ClassVar[str] = "agent"

    @classmethod
    def expand_short_form(cls, text: str) -> str:
        step = _STEP.fullmatch(text.strip())
        return f"{{agent: {quote_in_flow(step[1])}, to: {quote_in_flow(step[2])}}}" if step else ""

    agent: Annotated[Texts, ReferenceRule(("agent",), "promotes", "promoted-by"), Required(Severity.ERROR)] = ()
    """The agent whose level changes."""
    from_: Level | None = None
    """The level before."""
    to: Annotated[Level | None, Required(Severity.ERROR)] = None
    """The level after."""


class Evidence(Part):
    """A measurement that a decision is based on."""

    PRIMARY: ClassVar[str] = "metric"

    metric: Annotated[str, Required(Severity.ERROR)] = ""
    """What was measured."""
    value: Annotated[str, Required(Severity.ERROR)] = ""
    """The measured value."""
    period: str = ""
    """When it was measured."""
    source: str = ""
    """Where it can be checked."""

    @property
    def is_empty(self) -> bool:
        """Whether every value is missing or a word for "none"."""
        return all(map(means_none, (self.metric, self.value, self.period, self.source)))


class FollowUp(Part):
    """A check that a decision schedules: what is checked, by whom, and when."""

    PRIMARY: ClassVar[str] = "what"
    misspelled_keys: ClassVar[Misspellings] = {
        **dict.fromkeys(("owner", "person", "by"), "who"),
        **dict.fromkeys(("task", "action"), "what"),
        **dict.fromkeys(("date", "due", "deadline"), "on"),
        **dict.fromkeys(("status", "state", "completed", "closed", "finished", "resolved"), "done"),
    }

    on: DueDay | None = None
    """The last day to do the check."""
    who: Annotated[Texts, HUMAN] = ()
    """The person or role who does the check."""
    what: str = ""
    """What is checked."""
    done: Done | None = None
    """Whether the check is done, or the day it was done."""


class Decision(Owned):
    """A decision with one accountable owner. `status` has no default."""

    kind: ClassVar[str] = "decision"
    has_own_rules: ClassVar[bool] = True
    key_aliases: ClassVar[dict[str, str]] = {"deciders": "decision-makers"}
    other_values: ClassVar[dict[str, str]] = {"status": r"\s*super(?:s|c)eded[\s-]+by:?\s+\S[\s\S]*"}
    misspelled_keys: ClassVar[Misspellings] = {
        **Record.misspelled_keys,
        **dict.fromkeys(("agent", "agents", "services", "outcome", "outcomes", "serves"), "affects"),
        **dict.fromkeys(("approvers", "approved-by"), "decision-makers"),
        **dict.fromkeys(("reason", "rationale", "because"), "why"),
        **dict.fromkeys(("decided", "decided-on"), "date"),
        **dict.fromkeys(("metrics", "metric"), "evidence"),
        "alternatives": "options",
    }
    labels: ClassVar[Labels] = {
        "date": "date",
        "owner": "owner",
        "ownership": {"owner": "owner", "contact": "contact"},
        "contact": "contact",
        "status": "status",
        "context": "context",
        "context and problem statement": "context",
        "options": "options",
        "considered options": "options",
        "decision": "decision",
        "decision outcome": "decision",
        "why": "why",
        "rollback plan": "rollback",
        "rollback": "rollback",
        "follow-up": "follow-up",
        "evidence": "evidence",
        "decision-makers": "decision-makers",
        "deciders": "decision-makers",
        "consulted": "consulted",
        "informed": "informed",
        "affects": "affects",
        "promotes": "promotes",
        "supersedes": "supersedes",
        "superseded by": "superseded-by",
    }

    owner: Owner = ()
    """The person or role accountable for the decision."""
    team: OwningTeam = ()
    """The team of the decision, which is never its owner."""
    contact: str = ""
    """A channel, address or URL for questions."""
    date: Annotated[Day | None, Required(Severity.ERROR)] = None
    """The day of the decision."""
    status: Annotated[
        Literal["proposed", "accepted", "rejected", "deprecated", "superseded"] | None, Fold, Required(Severity.ERROR)
    ] = None
    """Its stage: proposed, decided or replaced."""
    decision_makers: Annotated[
        Texts,
        ReferenceRule(("person", "role", "agent"), "decided-by", "decides", soft=True),
        Required(Severity.WARNING),
    ] = ()
    """Who decided; at least one of them must be human."""
    consulted: Annotated[Texts, CONSULTED] = ()
    """Who was consulted."""
    informed: Annotated[Texts, CONSULTED] = ()
    """Who was informed."""
    affects: Annotated[Texts, ReferenceRule((), "affects", "affected-by")] = ()
    """The records that the decision affects."""
    promotes: Annotated[Promotion | None, Required(Severity.ERROR)] = None
    """The agent whose autonomy level changes, and the new level."""
    evidence: Annotated[tuple[Evidence, ...], Required(Severity.ERROR)] = ()
    """The measurements that the decision is based on; required for a promotion."""
    rollback: Annotated[str, Required(Severity.ERROR)] = ""
    """How to undo the decision."""
    follow_up: tuple[FollowUp, ...] = ()
    """What is checked later, by whom and when."""
    supersedes: Annotated[Texts, ReferenceRule(("decision",), "supersedes", "superseded-by")] = ()
    """The decisions that this decision replaces."""
    superseded_by: Annotated[Texts, ReferenceRule(("decision",), "supersedes", "superseded-by", reverse=True)] = ()
    """The decision that replaces this decision."""
    context: str = ""
    """The problem and its background."""
    options: Annotated[Texts, Required(Severity.WARNING)] = ()
    """The options that were considered."""
    decision: str = ""
    """What was decided."""
    why: Annotated[str, Required(Severity.WARNING)] = ""
    """The reasons."""
    related: RelatedRecords = ()
    """Other records and pages that readers should know."""
    updated: Day | None = None
    """The date of the last change of this document."""

    @property
    def is_live(self) -> bool:
        return False

    def evaluation_date(self, as_of: datetime.date) -> datetime.date | None:
        """The date on which the owner must be active: the date of the decision.

        The as-of date if the decision is proposed, or is in force and has no date. None if it is not proposed and its
        date is invalid, and if it has no date and is no longer in force.
        """
        if self.status == "proposed":
            return as_of
        if self.date is None and self.status in ("accepted", None) and not self.has_invalid("date"):
            return as_of
        return self.date

    @property
    def has_evidence(self) -> bool:
        """Whether the decision lists at least one measurement."""
        return not all(part.is_empty for part in self.evidence)

    @property
    def has_rollback(self) -> bool:
        """Whether `rollback` has a value other than a word for "none"."""
        return not means_none(self.rollback)

    @classmethod
    def adapt(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Split MADR's `status: superseded by ADR-0123` into a status and `superseded-by`.

        The superseding decisions may also be Markdown links.
        """
        status = data.get("status")
        found = _SUPERSEDED.match(status.strip()) if isinstance(status, str) else None
        if found is None:
            return data
        successors = _LINK.findall(found[1]) or _DAY_BEHIND.sub("", found[1]).rstrip(" .")
        return data | {"status": "superseded", "superseded-by": data.get("superseded-by") or successors}

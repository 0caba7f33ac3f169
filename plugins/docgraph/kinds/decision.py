"""Decisions, with their owner, date and evidence. MADR 4 front matter is also valid."""

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
"""The date at the end of `superseded by [6. NATS](0006-nats.md) on 2025-02-01`."""
_STEP = re.compile(r"([\w.:-]+) (?:to|->|→) (\w+)")
"""The short form of a promotion, such as `triage-bot to L3`."""


class Promotion(Part):
    """A change of an agent's autonomy level."""

    PRIMARY: ClassVar[str] = "agent"

    @classmethod
    def expand_short_form(cls, text: str) -> str:
        step = _STEP.fullmatch(text.strip())
        return f"{{agent: {quote_in_flow(step[1])}, to: {quote_in_flow(step[2])}}}" if step else ""

    agent: Annotated[Texts, ReferenceRule(("agent",), "promotes", "promoted-by"), Required(Severity.ERROR)] = ()
    """The agent whose autonomy level changes."""
    from_: Level | None = None
    """The autonomy level before the change."""
    to: Annotated[Level | None, Required(Severity.ERROR)] = None
    """The autonomy level after the change."""


class Evidence(Part):
    """A measurement on which a decision is based."""

    PRIMARY: ClassVar[str] = "metric"

    metric: Annotated[str, Required(Severity.ERROR)] = ""
    """The name of the metric."""
    value: Annotated[str, Required(Severity.ERROR)] = ""
    """The measured value."""
    period: str = ""
    """The period of the measurement."""
    source: str = ""
    """The place where the measurement can be verified."""

    @property
    def is_empty(self) -> bool:
        """Whether each value is missing or means "none"."""
        return all(map(means_none, (self.metric, self.value, self.period, self.source)))


class FollowUp(Part):
    """A check that a decision schedules, with a person and a date."""

    PRIMARY: ClassVar[str] = "what"
    misspelled_keys: ClassVar[Misspellings] = {
        **dict.fromkeys(("owner", "person", "by"), "who"),
        **dict.fromkeys(("task", "action"), "what"),
        **dict.fromkeys(("date", "due", "deadline"), "on"),
        **dict.fromkeys(("status", "state", "completed", "closed", "finished", "resolved"), "done"),
    }

    on: DueDay | None = None
    """The due date of the check."""
    who: Annotated[Texts, HUMAN] = ()
    """The person or role who does the check."""
    what: str = ""
    """The subject of the check."""
    done: Done | None = None
    """Whether the check is done, or the date on which it was done."""


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
    """The team that the decision belongs to. The team is not its owner."""
    contact: str = ""
    """A channel, address or URL for questions."""
    date: Annotated[Day | None, Required(Severity.ERROR)] = None
    """The date of the decision."""
    status: Annotated[
        Literal["proposed", "accepted", "rejected", "deprecated", "superseded"] | None, Fold, Required(Severity.ERROR)
    ] = None
    """The stage of the decision, such as proposed, accepted or superseded."""
    decision_makers: Annotated[
        Texts,
        ReferenceRule(("person", "role", "agent"), "decided-by", "decides", soft=True),
        Required(Severity.WARNING),
    ] = ()
    """The people, roles or agents that decided. At least one of them must be human."""
    consulted: Annotated[Texts, CONSULTED] = ()
    """The people, roles, agents or teams that were consulted."""
    informed: Annotated[Texts, CONSULTED] = ()
    """The people, roles, agents or teams that were informed."""
    affects: Annotated[Texts, ReferenceRule((), "affects", "affected-by")] = ()
    """The records that the decision affects."""
    promotes: Annotated[Promotion | None, Required(Severity.ERROR)] = None
    """The agent whose autonomy level changes, and the new level."""
    evidence: Annotated[tuple[Evidence, ...], Required(Severity.ERROR)] = ()
    """The measurements on which the decision is based; required for a promotion."""
    rollback: Annotated[str, Required(Severity.ERROR)] = ""
    """How to undo the decision."""
    follow_up: tuple[FollowUp, ...] = ()
    """Checks that are scheduled after the decision."""
    supersedes: Annotated[Texts, ReferenceRule(("decision",), "supersedes", "superseded-by")] = ()
    """The decisions that this decision replaces."""
    superseded_by: Annotated[Texts, ReferenceRule(("decision",), "supersedes", "superseded-by", reverse=True)] = ()
    """The decision that replaces this decision."""
    context: str = ""
    """The problem and its background."""
    options: Annotated[Texts, Required(Severity.WARNING)] = ()
    """The options that were considered."""
    decision: str = ""
    """The decision itself, in words."""
    why: Annotated[str, Required(Severity.WARNING)] = ""
    """The reasons for the decision."""
    related: RelatedRecords = ()
    """Other records and pages that readers should know."""
    updated: Day | None = None
    """The date of the last change to the document."""

    @property
    def is_live(self) -> bool:
        return False

    def evaluation_date(self, as_of: datetime.date) -> datetime.date | None:
        """The date on which the owner must be active: the date of the decision.

        - If the decision is proposed, or in force without a date, the as-of date.
        - If the date is invalid, or the decision is out of force and has no date, None.
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
        """Whether `rollback` has a value that does not mean "none"."""
        return not means_none(self.rollback)

    @classmethod
    def adapt(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Split `status: superseded by ADR-0123` of MADR into a status and `superseded-by`.

        The text after `superseded by` may also contain Markdown links.
        """
        status = data.get("status")
        found = _SUPERSEDED.match(status.strip()) if isinstance(status, str) else None
        if found is None:
            return data
        successors = _LINK.findall(found[1]) or _DAY_BEHIND.sub("", found[1]).rstrip(" .")
        return data | {"status": "superseded", "superseded-by": data.get("superseded-by") or successors}

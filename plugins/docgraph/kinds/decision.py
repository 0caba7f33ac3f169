"""Decisions: what was decided, by whom, when, and on what evidence. MADR 4 front matter loads unchanged."""

import re
from typing import Annotated, Any, ClassVar, Literal

from docgraph.kinds.ownership import HUMAN, Owner
from docgraph.model.field_rules import ReferenceRule, Required
from docgraph.model.field_types import Day, Done, DueDay, Fold, Level, Texts, means_none
from docgraph.model.finding import Severity
from docgraph.model.record import Labels, Misspellings, Part, Record
from docgraph.text.yaml_quote import quote_in_flow

CONSULTED = ReferenceRule(("person", "role", "agent", "team"), soft=True)

_SUPERSEDED = re.compile(r"super[sc]eded[\s-]+by:?\s+(\S.*)\Z", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"\[[^\[\]]{1,200}\]\([^()\s]{1,500}\)")
_STEP = re.compile(r"([\w.:-]+) (?:to|->|→) (\w+)")
"""A promotion as a sentence says it: `<agent> to <level>`."""


class Promotion(Part):
    """The agent whose level a decision moves, from which level to which."""

    PRIMARY: ClassVar[str] = "agent"

    @classmethod
    def expand_short_form(cls, text: str) -> str:
        step = _STEP.fullmatch(text.strip())
        return f"{{agent: {quote_in_flow(step[1])}, to: {quote_in_flow(step[2])}}}" if step else ""

    agent: Annotated[Texts, ReferenceRule(("agent",), "promotes", "promoted-by"), Required(Severity.ERROR)] = ()
    from_: Level | None = None
    to: Annotated[Level | None, Required(Severity.ERROR)] = None


class Evidence(Part):
    """One measurement that a decision rests on."""

    PRIMARY: ClassVar[str] = "metric"

    metric: Annotated[str, Required(Severity.ERROR)] = ""
    value: Annotated[str, Required(Severity.ERROR)] = ""
    period: str = ""
    source: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was measured: an entry without words, or `none`."""
        return all(map(means_none, (self.metric, self.value, self.period, self.source)))


class FollowUp(Part):
    """Something to be looked at again: when, by whom, and whether it was."""

    PRIMARY: ClassVar[str] = "what"
    misspelled_keys: ClassVar[Misspellings] = {
        **dict.fromkeys(("owner", "person", "by"), "who"),
        **dict.fromkeys(("task", "action"), "what"),
        **dict.fromkeys(("date", "due", "deadline"), "on"),
    }

    on: DueDay | None = None
    who: Annotated[Texts, HUMAN] = ()
    what: str = ""
    done: Done | None = None


class Decision(Record):
    """A decision that one human answers for. Without a `status` it has none."""

    kind: ClassVar[str] = "decision"
    plural: ClassVar[str] = "decisions"
    key_aliases: ClassVar[dict[str, str]] = {"deciders": "decision-makers"}
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
    contact: str = ""
    date: Annotated[Day | None, Required(Severity.ERROR)] = None
    status: Annotated[
        Literal["proposed", "accepted", "rejected", "deprecated", "superseded"] | None, Fold, Required(Severity.ERROR)
    ] = None
    decision_makers: Annotated[
        Texts,
        ReferenceRule(("person", "role", "agent"), "decided-by", "decides", soft=True),
        Required(Severity.WARNING),
    ] = ()
    consulted: Annotated[Texts, CONSULTED] = ()
    informed: Annotated[Texts, CONSULTED] = ()
    affects: Annotated[Texts, ReferenceRule((), "affects", "affected-by")] = ()
    promotes: Annotated[Promotion | None, Required(Severity.ERROR)] = None
    evidence: Annotated[tuple[Evidence, ...], Required(Severity.ERROR)] = ()
    rollback: Annotated[str, Required(Severity.ERROR)] = ""
    follow_up: tuple[FollowUp, ...] = ()
    supersedes: Annotated[Texts, ReferenceRule(("decision",), "supersedes", "superseded-by")] = ()
    superseded_by: Annotated[Texts, ReferenceRule(("decision",), "supersedes", "superseded-by", reverse=True)] = ()
    context: str = ""
    options: Annotated[Texts, Required(Severity.WARNING)] = ()
    decision: str = ""
    why: Annotated[str, Required(Severity.WARNING)] = ""

    @property
    def has_evidence(self) -> bool:
        """Whether something was measured."""
        return not all(part.is_empty for part in self.evidence)

    @property
    def has_rollback(self) -> bool:
        """Whether a way back is named."""
        return not means_none(self.rollback)

    @classmethod
    def adapt(cls, data: dict[str, Any]) -> dict[str, Any]:
        """MADR says `status: superseded by ADR-0123`, or names it by a link; here that is a status and a reference."""
        status = data.get("status")
        found = _SUPERSEDED.match(status.strip()) if isinstance(status, str) else None
        if found is None:
            return data
        successors = _LINK.findall(found[1]) or found[1].rstrip(" .")
        return data | {"status": "superseded", "superseded-by": data.get("superseded-by") or successors}

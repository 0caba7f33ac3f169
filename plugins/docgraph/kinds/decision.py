"""Decisions: what was decided, by whom, when, and on what evidence. MADR 4 front matter loads unchanged."""

import re
from typing import Annotated, Any, ClassVar, Literal

from docgraph.kinds.ownership import HUMAN, Owner
from docgraph.model.field_rules import Asked, Reference
from docgraph.model.field_types import Day, Done, DueDay, Fold, Level, Texts, says_nothing
from docgraph.model.finding import Severity
from docgraph.model.record import Labels, Part, Record, Slips
from docgraph.text.yaml_quote import in_flow

CONSULTED = Reference(("person", "role", "agent", "team"), soft=True)

_SUPERSEDED = re.compile(r"super[sc]eded[\s-]+by:?\s+(\S.*)\Z", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"\[[^\[\]]{1,200}\]\([^()\s]{1,500}\)")
_STEP = re.compile(r"([\w.:-]+) (?:to|->|→) (\w+)")
"""A promotion as a sentence says it: `<agent> to <level>`."""


class Promotion(Part):
    """The agent whose level a decision moves, from which level to which."""

    PRIMARY: ClassVar[str] = "agent"

    @classmethod
    def written_out(cls, text: str) -> str:
        step = _STEP.fullmatch(text.strip())
        return f"{{agent: {in_flow(step[1])}, to: {in_flow(step[2])}}}" if step else ""

    agent: Annotated[Texts, Reference(("agent",), "promotes", "promoted-by"), Asked(Severity.ERROR)] = ()
    from_: Level | None = None
    to: Annotated[Level | None, Asked(Severity.ERROR)] = None


class Evidence(Part):
    """One measurement that a decision rests on."""

    PRIMARY: ClassVar[str] = "metric"

    metric: Annotated[str, Asked(Severity.ERROR)] = ""
    value: Annotated[str, Asked(Severity.ERROR)] = ""
    period: str = ""
    source: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was measured: an entry without words, or `none`."""
        return all(map(says_nothing, (self.metric, self.value, self.period, self.source)))


class FollowUp(Part):
    """Something to be looked at again: when, by whom, and whether it was."""

    PRIMARY: ClassVar[str] = "what"
    slips: ClassVar[Slips] = {
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
    spellings: ClassVar[dict[str, str]] = {"deciders": "decision-makers"}
    slips: ClassVar[Slips] = {
        **Record.slips,
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
    date: Annotated[Day | None, Asked(Severity.ERROR)] = None
    status: Annotated[
        Literal["proposed", "accepted", "rejected", "deprecated", "superseded"] | None, Fold, Asked(Severity.ERROR)
    ] = None
    decision_makers: Annotated[
        Texts, Reference(("person", "role", "agent"), "decided-by", "decides", soft=True), Asked(Severity.WARNING)
    ] = ()
    consulted: Annotated[Texts, CONSULTED] = ()
    informed: Annotated[Texts, CONSULTED] = ()
    affects: Annotated[Texts, Reference((), "affects", "affected-by")] = ()
    promotes: Annotated[Promotion | None, Asked(Severity.ERROR)] = None
    evidence: Annotated[tuple[Evidence, ...], Asked(Severity.ERROR)] = ()
    rollback: Annotated[str, Asked(Severity.ERROR)] = ""
    follow_up: tuple[FollowUp, ...] = ()
    supersedes: Annotated[Texts, Reference(("decision",), "supersedes", "superseded-by")] = ()
    superseded_by: Annotated[Texts, Reference(("decision",), "supersedes", "superseded-by", reverse=True)] = ()
    context: str = ""
    options: Annotated[Texts, Asked(Severity.WARNING)] = ()
    decision: str = ""
    why: Annotated[str, Asked(Severity.WARNING)] = ""

    @property
    def proven(self) -> bool:
        """Whether something was measured."""
        return not all(part.empty for part in self.evidence)

    @property
    def reversible(self) -> bool:
        """Whether a way back is named."""
        return not says_nothing(self.rollback)

    @classmethod
    def adapted(cls, data: dict[str, Any]) -> dict[str, Any]:
        """MADR says `status: superseded by ADR-0123`, or names it by a link; here that is a status and a reference."""
        status = data.get("status")
        found = _SUPERSEDED.match(status.strip()) if isinstance(status, str) else None
        if found is None:
            return data
        successors = _LINK.findall(found[1]) or found[1].rstrip(" .")
        return data | {"status": "superseded", "superseded-by": data.get("superseded-by") or successors}

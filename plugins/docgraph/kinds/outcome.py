"""Outcomes: results that somebody holds, with what done means, by when, and what came of it."""

import re
from typing import Annotated, ClassVar, Literal

from docgraph.kinds.ownership import BACKED, HUMAN, Owner, Tenure
from docgraph.model.field_rules import InvalidValueRule, ReferenceRule, Required
from docgraph.model.field_types import Amount, Day, DueDay, Fold, Texts
from docgraph.model.finding import Severity
from docgraph.model.record import Labels, Misspellings, Part, Record

_WITH_UNIT = re.compile(r"[$€£¥]\s*\d|\d\s*(?![eE][-+]?\d)[^\W\d_]|\d\s*[%‰°$€£¥]")


class Measure(Part):
    """How an outcome is measured: a thing delivered, or a metric that moves from a baseline to a target."""

    type: Annotated[Literal["delivery", "metric"], Fold] | None = None
    unit: str = ""
    baseline: Amount | None = None
    target: Amount | None = None
    source: str = ""

    @property
    def has_unit(self) -> bool:
        """Whether the unit is written under `unit`, or behind a number: `15 min`."""
        texts = (value for value in (self.baseline, self.target) if isinstance(value, str))
        return bool(self.unit) or any(_WITH_UNIT.search(text) for text in texts)


class Result(Part):
    """What came of an outcome: the value, the day, who says so, and where it can be seen."""

    PRIMARY: ClassVar[str] = "value"

    value: Annotated[str, Required(Severity.ERROR)] = ""
    on: Annotated[Day | None, Required(Severity.ERROR)] = None
    by: Annotated[Texts, HUMAN, Required(Severity.ERROR)] = ()
    evidence: Annotated[str, Required(Severity.ERROR)] = ""


class SignOff(Part):
    """The human who signed an outcome off, and when."""

    PRIMARY: ClassVar[str] = "by"

    by: Annotated[Texts, HUMAN, Required(Severity.ERROR)] = ()
    on: Annotated[Day | None, Required(Severity.ERROR)] = None


class Share(Part):
    """One person's part of a shared outcome."""

    PRIMARY: ClassVar[str] = "person"

    person: Annotated[Texts, HUMAN] = ()
    part: str = ""


class Mission(Part):
    """The six slots of a mission sentence."""

    for_: str = ""
    deliver: str = ""
    at: str = ""
    under: str = ""
    by: str = ""
    proof: str = ""


class Outcome(Record):
    """A result that one human holds. A missing status means `open`; one that cannot be read is none."""

    kind: ClassVar[str] = "outcome"
    plural: ClassVar[str] = "outcomes"
    misspelled_keys: ClassVar[Misspellings] = {
        **Record.misspelled_keys,
        **dict.fromkeys(("metrics", "metric", "kpi", "kpis"), ("measure", "success-criteria")),
        **dict.fromkeys(("criteria", "acceptance", "acceptance-criteria", "definition-of-done"), "success-criteria"),
    }
    labels: ClassVar[Labels] = {
        "owner": "owner",
        "ownership": {"owner": "owner", "backup": "backup", "contact": "contact"},
        "backup": "backup",
        "contact": "contact",
        "status": "status",
        "due": "due",
        "success criteria": "success-criteria",
        "done means": "success-criteria",
        "expectations": "expectations",
        "if wrong": "if-wrong",
        "wrong if": "wrong-if",
    }

    @classmethod
    def advice(cls, key: str) -> str:
        named = key in ("agent", "agents", "services", "served-by")
        return f"move it: write `outcomes:` in each agent that serves the outcome, and delete `{key}`" if named else ""

    owner: Owner = ()
    backup: Annotated[Texts, BACKED, Required(Severity.WARNING)] = ()
    contact: str = ""
    status: Annotated[
        Literal["open", "met", "missed", "dropped"] | None,
        Fold,
        InvalidValueRule("status-not-binary"),
        Required(Severity.ERROR),
    ] = "open"
    success_criteria: Annotated[Texts, Required(Severity.WARNING)] = ()
    due: Annotated[DueDay | None, Required(Severity.ERROR)] = None
    measure: Measure | None = None
    estimate: str = ""
    result: Annotated[Result | None, Required(Severity.ERROR)] = None
    signed_off: Annotated[SignOff | None, Required(Severity.ERROR)] = None
    expectations: Texts = ()
    shares: tuple[Share, ...] = ()
    if_wrong: Annotated[Texts, ReferenceRule(HUMAN.to, "answers-for", "answerable-in", words=("owner",))] = ()
    wrong_if: str = ""
    mission: Mission | None = None
    parent: Annotated[Texts, ReferenceRule(("outcome",), "part-of", "has-part")] = ()
    history: tuple[Tenure, ...] = ()

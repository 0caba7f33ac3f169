"""Outcomes: results with an owner, success criteria, a due date, and what was achieved."""

import re
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from docgraph.kinds.ownership import BACKED, HUMAN, Owned, Owner, Tenure
from docgraph.model.field_rules import InvalidValueRule, ReferenceRule, Required
from docgraph.model.field_types import Amount, Day, DueDay, Fold, Texts
from docgraph.model.finding import Severity
from docgraph.model.record import Labels, Misspellings, Part, Record, RelatedRecords

_WITH_UNIT = re.compile(r"[$€£¥]\s*\d|\d\s*(?![eE][-+]?\d)[^\W\d_]|\d\s*[%‰°$€£¥]")

_SIGNED = re.compile(r"([^\d,;(]{2,200}?)\s*(?:[,;–—-]|\bon\b|(?=\())\s*(?:(\d{4}-\d\d-\d\d)|\((\d{4}-\d\d-\d\d)\))")


class Measure(Part):
    """How an outcome is measured: by delivery, or by a metric with a baseline and a target."""

    type: Annotated[Literal["delivery", "metric"], Fold] | None = None
    """Either `delivery` (a result is delivered) or `metric` (a metric changes)."""
    unit: str = ""
    """The unit of `baseline` and `target`."""
    baseline: Amount | None = None
    """The value at the start."""
    target: Amount | None = None
    """The value to reach."""
    source: str = ""
    """Where the value can be read."""

    @property
    def has_unit(self) -> bool:
        """Whether a unit is set: in `unit`, or after a number as in `15 min`."""
        texts = (value for value in (self.baseline, self.target) if isinstance(value, str))
        return bool(self.unit) or any(_WITH_UNIT.search(text) for text in texts)


class Result(Part):
    """What an outcome achieved, when, the evidence, and the person who reports the result."""

    PRIMARY: ClassVar[str] = "value"

    value: Annotated[str, Required(Severity.ERROR)] = ""
    """What was achieved."""
    on: Annotated[Day | None, Required(Severity.ERROR)] = None
    """The day of the measurement."""
    by: Annotated[Texts, HUMAN, Required(Severity.ERROR)] = ()
    """The person or role who reports the result."""
    evidence: Annotated[str, Required(Severity.ERROR)] = ""
    """Where the result can be checked."""


class SignOff(Part):
    """The human who signed off an outcome, and when."""

    PRIMARY: ClassVar[str] = "by"

    @classmethod
    def from_text(cls, text: str) -> dict[str, Any]:
        """Split `Ben Bell, 2026-10-02` into a name and a date."""
        signed = _SIGNED.fullmatch(text.strip())
        return {"by": signed[1], "on": signed[2] or signed[3]} if signed else {"by": text}

    by: Annotated[Texts, HUMAN, Required(Severity.ERROR)] = ()
    """The person or role who signed off the outcome."""
    on: Annotated[Day | None, Required(Severity.ERROR)] = None
    """The day of the sign-off."""


class Share(Part):
    """One person's part of a shared outcome."""

    PRIMARY: ClassVar[str] = "person"

    person: Annotated[Texts, HUMAN] = ()
    """The person or role."""
    part: str = ""
    """The part that this person delivers."""


class Mission(Part):
    """The six parts of a mission sentence."""

    for_: str = ""
    """For whom."""
    deliver: str = ""
    """What is delivered."""
    at: str = ""
    """At which quality or level."""
    under: str = ""
    """Under which constraints."""
    by: str = ""
    """By when."""
    proof: str = ""
    """What proves it."""


class Outcome(Owned):
    """A result with one accountable owner. The default for `status` is `open`."""

    kind: ClassVar[str] = "outcome"
    has_own_rules: ClassVar[bool] = True
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

    @property
    def is_live(self) -> bool:
        return self.status in ("open", None)

    def evaluation_date(self, as_of: date) -> date:
        """The date on which the owner must be active: the as-of date; of a closed outcome, the day it was closed.

        That day is the later one of sign-off and result, or `due` if neither has a date. The as-of date is used if it
        is earlier, or if there is no such day.
        """
        if self.is_live:
            return as_of
        signed = self.signed_off.on if self.signed_off else None
        result = self.result.on if self.result else None
        # a sign-off may be dated before the result; the outcome is closed when it has both
        closed = max(filter(None, (signed, result)), default=self.due)
        return min(closed, as_of) if closed else as_of

    @classmethod
    def advice(cls, key: str) -> str:
        named = key in ("agent", "agents", "services", "served-by")
        return f"move it: write `outcomes:` in each agent that serves the outcome, and delete `{key}`" if named else ""

    owner: Owner = ()
    """The one person or role accountable for the outcome."""
    backup: Annotated[Texts, BACKED, Required(Severity.WARNING)] = ()
    """The person, role or team who takes over if the owner is unavailable."""
    contact: str = ""
    """A channel, address or URL for questions."""
    status: Annotated[
        Literal["open", "met", "missed", "dropped"] | None,
        Fold,
        InvalidValueRule("status-not-binary"),
        Required(Severity.ERROR),
    ] = "open"
    """Whether the outcome is open, or how it was closed; default: `open`."""
    success_criteria: Annotated[Texts, Required(Severity.WARNING)] = ()
    """Observable results that show that the outcome is met."""
    due: Annotated[DueDay | None, Required(Severity.ERROR)] = None
    """The last day to meet the outcome."""
    measure: Measure | None = None
    """How progress is measured."""
    estimate: str = ""
    """How much work the outcome is, in any unit."""
    result: Annotated[Result | None, Required(Severity.ERROR)] = None
    """What was achieved; required if the status is `met` or `missed`."""
    signed_off: Annotated[SignOff | None, Required(Severity.ERROR)] = None
    """The human who signed off the outcome."""
    expectations: Texts = ()
    """Effects that are hoped for but not promised."""
    shares: tuple[Share, ...] = ()
    """Who does which part of a shared outcome."""
    if_wrong: Annotated[Texts, ReferenceRule(HUMAN.to, "answers-for", "answerable-in", words=("owner",))] = ()
    """Who is accountable if the result is wrong; `owner` is the owner of the outcome."""
    wrong_if: str = ""
    """How to tell that the result is wrong."""
    mission: Mission | None = None
    """The mission in six parts."""
    parent: Annotated[Texts, ReferenceRule(("outcome",), "part-of", "has-part")] = ()
    """The outcome that contains this outcome as a part."""
    history: tuple[Tenure, ...] = ()
    """Former and current owners with their dates, oldest first."""
    related: RelatedRecords = ()
    """Other records and pages that readers should know."""
    updated: Day | None = None
    """The date of the last change of this document."""

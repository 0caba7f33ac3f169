"""Outcomes: results with an owner, success criteria and a due date."""

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
    """The place where the value can be read."""

    @property
    def has_unit(self) -> bool:
        """Whether there is a unit, either in `unit` or after a number, as in `15 min`."""
        texts = (value for value in (self.baseline, self.target) if isinstance(value, str))
        return bool(self.unit) or any(_WITH_UNIT.search(text) for text in texts)


class Result(Part):
    """The result of an outcome, with its date, its evidence, and the person who reports it."""

    PRIMARY: ClassVar[str] = "value"

    value: Annotated[str, Required(Severity.ERROR)] = ""
    """The result that was achieved."""
    on: Annotated[Day | None, Required(Severity.ERROR)] = None
    """The date of the measurement."""
    by: Annotated[Texts, HUMAN, Required(Severity.ERROR)] = ()
    """The person or role who reports the result."""
    evidence: Annotated[str, Required(Severity.ERROR)] = ""
    """The place where the result can be verified."""


class SignOff(Part):
    """The approval of a closed outcome by a human, with its date."""

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
    """The contribution of one person to a shared outcome."""

    PRIMARY: ClassVar[str] = "person"

    person: Annotated[Texts, HUMAN] = ()
    """The person or role who contributes."""
    part: str = ""
    """The contribution to the outcome."""


class Mission(Part):
    """A mission statement in six parts."""

    for_: str = ""
    """The people who benefit."""
    deliver: str = ""
    """The result to deliver."""
    at: str = ""
    """The quality or level of the result."""
    under: str = ""
    """The constraints."""
    by: str = ""
    """The deadline."""
    proof: str = ""
    """The proof that the result was delivered."""


class Outcome(Owned):
    """A result with one accountable owner. The default of `status` is `open`."""

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
        """The date on which the owner must be active.

        It is the as-of date for an open outcome. For a closed outcome, it is the date of the sign-off or the result,
        whichever is later, else the due date, but never a date after the as-of date.
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
    """Whether the outcome is open, or how it was closed (default: `open`)."""
    success_criteria: Annotated[Texts, Required(Severity.WARNING)] = ()
    """Observable results that show that the outcome is met."""
    due: Annotated[DueDay | None, Required(Severity.ERROR)] = None
    """The due date of the outcome."""
    measure: Measure | None = None
    """How progress is measured."""
    estimate: str = ""
    """The estimated amount of work, in any unit."""
    result: Annotated[Result | None, Required(Severity.ERROR)] = None
    """The result that was achieved; required if the status is `met` or `missed`."""
    signed_off: Annotated[SignOff | None, Required(Severity.ERROR)] = None
    """The human who signed off the outcome."""
    expectations: Texts = ()
    """Expected effects that are not part of the commitment."""
    shares: tuple[Share, ...] = ()
    """The contributions of several people to a shared outcome."""
    if_wrong: Annotated[Texts, ReferenceRule(HUMAN.to, "answers-for", "answerable-in", words=("owner",))] = ()
    """Who is accountable if the result is wrong; `owner` is the owner of the outcome."""
    wrong_if: str = ""
    """The signs that the result is wrong."""
    mission: Mission | None = None
    """The mission statement in six parts."""
    parent: Annotated[Texts, ReferenceRule(("outcome",), "part-of", "has-part")] = ()
    """The larger outcome of which this outcome is a part."""
    history: tuple[Tenure, ...] = ()
    """Former and current owners with their dates, oldest first."""
    related: RelatedRecords = ()
    """Other records and pages that readers should know."""
    updated: Day | None = None
    """The date of the last change to the document."""

"""Which records are live, and on which date the owner of each must be active."""

from __future__ import annotations

from datetime import date

from docgraph.kinds.agent import Agent
from docgraph.kinds.context_pack import ContextPack
from docgraph.kinds.decision import Decision
from docgraph.kinds.incident import Incident
from docgraph.kinds.outcome import Outcome
from docgraph.kinds.runbook import Runbook
from docgraph.model.record import Record


def is_live(record: Record) -> bool:
    """Whether `record` must have an owner now: it is not closed or retired.

    True for open outcomes, agents that are not retired, runbooks, and context packs.
    """
    if isinstance(record, Outcome):
        return record.status in ("open", None)
    if isinstance(record, Agent):
        return record.status != "retired"
    return isinstance(record, (Runbook, ContextPack))


def evaluation_date(record: Record, as_of: date) -> date | None:
    """The date on which the owner of `record` must be active; None if that is not checked."""
    if is_live(record):
        return as_of
    if isinstance(record, (Decision, Incident)):
        return record.date
    if isinstance(record, Outcome):
        signed = record.signed_off.on if record.signed_off else None
        result = record.result.on if record.result else None
        # a sign-off may be dated before the result; the outcome is closed when it has both
        closed = max(filter(None, (signed, result)), default=record.due)
        return min(closed, as_of) if closed else as_of
    return None

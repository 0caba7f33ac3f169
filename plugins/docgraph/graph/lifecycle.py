"""Who is judged when: live records on the as-of date, past ones on their own day, retired agents not at all."""

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
    """Whether `record` has to be held today: open outcomes, agents not retired, runbooks, context packs."""
    if isinstance(record, Outcome):
        return record.status in ("open", None)
    if isinstance(record, Agent):
        return record.status != "retired"
    return isinstance(record, (Runbook, ContextPack))


def evaluation_date(record: Record, as_of: date) -> date | None:
    """The day on which the owner of `record` must have been present; None where presence is not judged."""
    if is_live(record):
        return as_of
    if isinstance(record, (Decision, Incident)):
        return record.date
    if isinstance(record, Outcome):
        signed = record.signed_off.on if record.signed_off else None
        result = record.result.on if record.result else None
        # who signs off before the result is there is not the last one to answer for it
        closed = max(filter(None, (signed, result)), default=record.due)
        return min(closed, as_of) if closed else as_of
    return None

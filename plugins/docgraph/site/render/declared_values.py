"""Values as documents declare them: what is absent or could not be read says so, and is never shown as a default."""

from __future__ import annotations

from datetime import date

from docgraph.kinds import Agent, Outcome, Person
from docgraph.model.document import PlainPage
from docgraph.model.record import Record
from docgraph.site.i18n import current, said


def day(value: date) -> str:
    """`31 Mar 2027`."""
    return f"{value.day} {current.get().short_months[value.month - 1]} {value.year:04}"


def status(record: Record) -> str:
    """The status as a reader sees it."""
    if record.has_invalid("status"):
        return said("status unreadable")
    declared = record.value("status")
    return said(declared) if declared else said("no status")


def level(agent: Agent) -> str:
    """The level of autonomy as a reader sees it."""
    if agent.has_invalid("autonomy"):
        return said("level unreadable")
    if agent.autonomy == "":
        return said("level on that date not recorded")
    return agent.autonomy if has_level(agent) else said("no level")


def has_level(agent: Agent) -> bool:
    """Whether a level is declared that could be read."""
    return agent.autonomy != "" and "autonomy" in agent.model_fields_set and not agent.has_invalid("autonomy")


def is_open(outcome: Outcome) -> bool:
    """Whether an outcome is to be reached. By definition one without a status is; of an unreadable one nobody knows."""
    return outcome.status == "open"


def is_overdue(outcome: Outcome, as_of: date) -> bool:
    """Whether the due date of an open outcome has passed."""
    return is_open(outcome) and outcome.due is not None and outcome.due < as_of


def or_unreadable(words: str, record: Record, *path: str | int) -> str:
    """`words` for what is absent at a key path; that it is unreadable where something is declared there."""
    return said("unreadable") if record.has_invalid(*path) else words


def absence(node: Record | PlainPage, as_of: date | None) -> str:
    """Why a person is not active on a date: `left 15 Jul 2026`; empty for whoever is, and for every other node."""
    if as_of is None or not isinstance(node, Person):
        return ""
    if node.left is not None and node.left <= as_of:
        return said("left %(day)s") % {"day": day(node.left)}
    if node.joined is not None and node.joined > as_of:
        return said("joins %(day)s") % {"day": day(node.joined)}
    if node.has_invalid("left") or node.has_invalid("joined"):
        return said("date joined or left unreadable")
    return ""

"""Display texts of declared values.

A missing or unreadable value is labelled as such. It is never shown as a default value.
"""

from __future__ import annotations

from datetime import date

from docgraph.graph.definition_graph import DefinitionNode
from docgraph.kinds import Agent, Outcome, Person
from docgraph.model.document import PlainPage
from docgraph.model.record import Record
from docgraph.site.i18n import current_catalogue, gettext


def day(value: date) -> str:
    """A date such as `31 Mar 2027`."""
    return f"{value.day} {current_catalogue.get().short_months[value.month - 1]} {value.year:04}"


def status(record: Record) -> str:
    """Display text of the status of a record."""
    if record.has_invalid("status"):
        return gettext("status unreadable")
    declared = record.value("status")
    return gettext(declared) if declared else gettext("no status")


_TONES = {
    "active": "good",
    "met": "good",
    "accepted": "good",
    "missed": "error",
    "suspended": "warning",
    "deprecated": "warning",
}


def tone(record: Record) -> str:
    """The tone of the chip that shows the status of a record; empty for a neutral one."""
    return _TONES.get(record.value("status") or "", "")


def level(agent: Agent) -> str:
    """Display text of the autonomy level of an agent."""
    if agent.has_invalid("autonomy"):
        return gettext("level unreadable")
    if agent.autonomy == "":
        return gettext("level on that date not recorded")
    return agent.autonomy if has_level(agent) else gettext("no level")


def has_level(agent: Agent) -> bool:
    """Whether an agent has a valid declared level."""
    return agent.autonomy != "" and "autonomy" in agent.model_fields_set and not agent.has_invalid("autonomy")


def is_active(agent: Agent) -> bool:
    """Whether the status of an agent is `active`. An agent without a status is active."""
    return not agent.has_invalid("status") and agent.status in ("active", None)


def is_open(outcome: Outcome) -> bool:
    """Whether an outcome is still open.

    An outcome without a status is open. An outcome with an unreadable status is not open.
    """
    return outcome.status == "open"


def is_overdue(outcome: Outcome, as_of: date) -> bool:
    """Whether an outcome is open and its due date has passed."""
    return is_open(outcome) and outcome.due is not None and outcome.due < as_of


def or_unreadable(words: str, record: Record, *path: str | int) -> str:
    """The text "unreadable" if the value at a key path is invalid, else `words`."""
    return gettext("unreadable") if record.has_invalid(*path) else words


def absence(node: Record | PlainPage | DefinitionNode, as_of: date | None) -> str:
    """Why a person is not active on a date, such as `left 15 Jul 2026`.

    Empty for an active person and for a node that is not a person.
    """
    if as_of is None or not isinstance(node, Person):
        return ""
    if node.left is not None and node.has_left(as_of):
        return gettext("left %(day)s") % {"day": day(node.left)}
    if node.joined is not None and node.joined > as_of:
        return gettext("joins %(day)s") % {"day": day(node.joined)}
    if node.has_invalid("left") or node.has_invalid("joined"):
        return gettext("date joined or left unreadable")
    return ""

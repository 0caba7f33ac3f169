"""The kinds of records. Each kind is one module, and its fields declare the relations of the graph."""

from __future__ import annotations

from docgraph.kinds.agent import Agent
from docgraph.kinds.context_pack import ContextPack
from docgraph.kinds.decision import Decision
from docgraph.kinds.incident import Incident
from docgraph.kinds.outcome import Outcome
from docgraph.kinds.person import Person
from docgraph.kinds.raci import Raci
from docgraph.kinds.role import Role
from docgraph.kinds.runbook import Runbook
from docgraph.kinds.team import Team
from docgraph.model.record import Record

__all__ = [
    "BY_NAME",
    "BY_PLURAL",
    "KINDS",
    "KIND_ALIASES",
    "Agent",
    "ContextPack",
    "Decision",
    "Incident",
    "Outcome",
    "Person",
    "Raci",
    "Role",
    "Runbook",
    "Team",
    "lookup_kind",
    "spellings_of",
]

KINDS: tuple[type[Record], ...] = (
    Outcome, Agent, Person, Role, Team, Decision, Raci, Runbook, Incident, ContextPack
)  # fmt: skip

KIND_ALIASES: dict[str, str] = {
    "hiring-packet": "agent",
    "decision-log": "decisions",
    "adr": "decision",
    "owner": "person",
    "owners": "people",
    "pir": "incident",
    "postmortem": "incident",
}
"""Aliases of kinds that documents may use, both singular and plural."""


def spellings_of(kind: type[Record]) -> set[str]:
    """The name of a kind and its aliases, all singular: `decision` and `adr`."""
    return {kind.kind, *(spelling for spelling, name in KIND_ALIASES.items() if name == kind.kind)}


BY_NAME: dict[str, type[Record]] = {kind.kind: kind for kind in KINDS}
BY_PLURAL: dict[str, type[Record]] = {kind.plural: kind for kind in KINDS}


def lookup_kind(text: str) -> tuple[type[Record] | None, bool]:
    """The kind named `text`, and whether `text` is its plural. `(None, False)` if the name is unknown."""
    name = text.strip().lower().replace("_", "-")
    name = KIND_ALIASES.get(name, name)
    if name in BY_NAME:
        return BY_NAME[name], False
    return BY_PLURAL.get(name), name in BY_PLURAL

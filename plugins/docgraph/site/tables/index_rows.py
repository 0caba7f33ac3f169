"""The rows of the traceability index: what hangs on each outcome and agent, who has what, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from docgraph.graph.lifecycle import is_live
from docgraph.kinds import Agent, Decision, Outcome
from docgraph.model.finding import Waived
from docgraph.model.record import Record
from docgraph.site.context import Site, rank, sort_nodes
from docgraph.site.ownership import Holding
from docgraph.site.tables.person_rows import PersonRow, person_rows

GAPS = ("owner", "backup", "due", "runbook", "raci")
"""The names of gaps, in the order in which they are told."""


class OutcomeRow(Struct, frozen=True):
    """An outcome and what hangs on it. `gaps` names the empty cells that should not be empty."""

    outcome: Outcome
    owner: Holding
    backups: tuple[Holding, ...]
    agents: tuple[Agent, ...]
    decisions: tuple[Record, ...]
    runbooks: tuple[Record, ...]
    racis: tuple[Record, ...]
    gaps: frozenset[str]
    waived: Mapping[str, Waived]
    """By the name of a gap: the waiver that it stands under."""


class AgentRow(Struct, frozen=True):
    """An agent and what hangs on it."""

    agent: Agent
    owner: Holding
    backups: tuple[Holding, ...]
    outcomes: tuple[Record, ...]
    runbooks: tuple[Record, ...]
    racis: tuple[Record, ...]
    gaps: frozenset[str]
    waived: Mapping[str, Waived]


class Missing(Struct, frozen=True):
    """What is missing of a record: the names of its gaps, each with the waiver that it stands under, if it does."""

    record: Record
    held: bool
    gaps: tuple[tuple[str, Waived | None], ...]


class TraceRows:
    """All rows of one site, each worked out once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._trace = site.trace
        self._around: dict[str, tuple[tuple[Record, ...], ...]] = {}

    @cached_property
    def outcomes(self) -> list[OutcomeRow]:
        """Open outcomes first, each group by title."""
        found = sorted(self._trace.all(Outcome), key=lambda outcome: (not is_live(outcome), rank(outcome)))
        return [self._outcome(outcome) for outcome in found]

    @cached_property
    def agents(self) -> list[AgentRow]:
        """Agents that are not retired first, each group by title."""
        found = sorted(self._trace.all(Agent), key=lambda agent: (not is_live(agent), rank(agent)))
        return [self._agent(agent) for agent in found]

    @cached_property
    def people(self) -> list[PersonRow]:
        """Whoever holds something, stands in for something, or is named as owner though absent; by name."""
        return [row for row in person_rows(self._site) if row.held or row.backed or row.named]

    @cached_property
    def missing(self) -> list[Missing]:
        """What outcomes and agents lack, as their rows show it; first what nobody holds."""
        found = [Missing(row.outcome, row.owner.held, _named(row)) for row in self.outcomes]
        found += [Missing(row.agent, row.owner.held, _named(row)) for row in self.agents]
        return sorted((missing for missing in found if missing.gaps), key=lambda missing: missing.held)

    def _outcome(self, outcome: Outcome) -> OutcomeRow:
        agents = [agent for agent in sort_nodes(self._trace.sources(outcome, "serves")) if isinstance(agent, Agent)]
        around = [self._near(record) for record in (outcome, *agents)]
        decisions, runbooks, racis = (_together(part) for part in zip(*around, strict=True))
        owner, backups = self._site.owner(outcome), self._site.backups(outcome)
        empty = {"owner": not (owner.held or owner.unrecorded)}
        if is_live(outcome):
            empty |= {"backup": not any(holding.held for holding in backups), "due": outcome.due is None}
            empty |= {"runbook": bool(agents) and not runbooks, "raci": bool(agents) and not racis}
        gaps, waived = _gaps(empty), self._waived(outcome)
        return OutcomeRow(outcome, owner, backups, tuple(agents), decisions, runbooks, racis, gaps, waived)

    def _agent(self, agent: Agent) -> AgentRow:
        _, runbooks, racis = self._near(agent)
        owner, backups = self._site.owner(agent), self._site.backups(agent)
        outcomes = tuple(sort_nodes(self._trace.targets(agent, "serves")))
        empty = {}
        if is_live(agent):
            empty = {
                "owner": not (owner.held or owner.unrecorded),
                "backup": not any(holding.held for holding in backups),
            }
            empty |= {"runbook": not runbooks, "raci": not racis}
        return AgentRow(agent, owner, backups, outcomes, runbooks, racis, _gaps(empty), self._waived(agent))

    def _waived(self, record: Record) -> dict[str, Waived]:
        """By key: the waivers that findings about `record` stand under."""
        found = self._site.findings_about(record)
        return {str(finding.key[0]): finding.waived for finding in found if finding.waived and finding.key}

    def _near(self, record: Record) -> tuple[tuple[Record, ...], ...]:
        """The decisions about `record`, the runbooks it follows or is covered by, the RACIs around it."""
        if record.ref not in self._around:
            trace = self._trace
            decided = [*trace.sources(record, "affects"), *trace.sources(record, "promotes")]
            self._around[record.ref] = (
                tuple(decision for decision in decided if isinstance(decision, Decision)),
                tuple(dict.fromkeys((*trace.targets(record, "follows"), *trace.sources(record, "covers")))),
                tuple(trace.sources(record, "scoped-to")),
            )
        return self._around[record.ref]


def _named(row: OutcomeRow | AgentRow) -> tuple[tuple[str, Waived | None], ...]:
    return tuple((name, row.waived.get(name)) for name in GAPS if name in row.gaps)


def _together(groups: Iterable[Iterable[Record]]) -> tuple[Record, ...]:
    return tuple(sort_nodes(dict.fromkeys(record for group in groups for record in group)))


def _gaps(empty: Mapping[str, bool]) -> frozenset[str]:
    return frozenset(name for name, missing in empty.items() if missing)

"""Rows of the traceability index: outcomes, agents and people with records and gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from docgraph.kinds import Agent, Decision, Outcome
from docgraph.model.finding import Waived
from docgraph.model.record import Record
from docgraph.site.assignment import Assignment
from docgraph.site.context import Site, node_sort_key, sort_nodes
from docgraph.site.render.declared_values import or_unreadable
from docgraph.site.render.environment import word_table
from docgraph.site.tables.person_rows import PersonRow, person_rows

GAPS = ("owner", "backup", "due", "runbook", "raci")
"""Names of gaps, in display order; keys of the word table `GAPS`."""


class _Row(Struct, frozen=True, kw_only=True):
    """The cells that rows of outcomes and agents share.

    `gaps` are the names of the cells that are empty although a value is required.
    """

    owner: Assignment
    backups: tuple[Assignment, ...]
    runbooks: tuple[Record, ...]
    racis: tuple[Record, ...]
    gaps: frozenset[str]
    waivers: Mapping[str, Waived]
    """Gap name → the waiver that suppresses its finding."""

    @property
    def gaps_with_waivers(self) -> tuple[tuple[str, Waived | None], ...]:
        """(gap, its waiver or None) in display order."""
        return tuple((name, self.waivers.get(name)) for name in GAPS if name in self.gaps)

    @property
    def record(self) -> Record:
        """The outcome or agent of the row."""
        raise NotImplementedError


class OutcomeRow(_Row, frozen=True, kw_only=True):
    """An outcome and its related records."""

    outcome: Outcome
    agents: tuple[Agent, ...]
    decisions: tuple[Record, ...]

    @property
    def record(self) -> Record:
        """The outcome."""
        return self.outcome


class AgentRow(_Row, frozen=True, kw_only=True):
    """An agent and its related records."""

    agent: Agent
    outcomes: tuple[Record, ...]

    @property
    def record(self) -> Record:
        """The agent."""
        return self.agent


RecordGap = tuple[Record, Waived | None]
"""A record with a gap, and the waiver of its finding."""


class GapGroup(Struct, frozen=True):
    """A gap as the tables label it, and the outcomes and agents with it, those without a waiver first."""

    name: str
    words: str
    parts: tuple[list[RecordGap], list[RecordGap]]


class IndexRows:
    """All rows of a site, computed on first use."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._graph = site.graph
        self._nearby_records: dict[str, tuple[tuple[Record, ...], ...]] = {}

    @cached_property
    def outcomes(self) -> list[OutcomeRow]:
        """Rows of outcomes, open ones first, then sorted by title."""
        found = sorted(self._graph.all(Outcome), key=lambda outcome: (not outcome.is_live, node_sort_key(outcome)))
        return [self._outcome(outcome) for outcome in found]

    @cached_property
    def agents(self) -> list[AgentRow]:
        """Rows of agents, retired ones last, then sorted by title."""
        found = sorted(self._graph.all(Agent), key=lambda agent: (not agent.is_live, node_sort_key(agent)))
        return [self._agent(agent) for agent in found]

    @cached_property
    def people(self) -> list[PersonRow]:
        """Rows of people who are owner or backup, sorted by name.

        Includes people who are named as owner although they are not active.
        """
        return [row for row in person_rows(self._site) if row.owned or row.backed_up or row.absent_owner_of]

    @cached_property
    def gaps(self) -> list[GapGroup]:
        """All gaps, in the order of `GAPS`; values that could not be read come last."""
        groups: dict[tuple[str, str], GapGroup] = {}
        tables: tuple[Sequence[_Row], ...] = (self.outcomes, self.agents)
        for part, rows in enumerate(tables):
            for row in rows:
                for name, waiver in row.gaps_with_waivers:
                    words = gap_words(row.record, name)
                    group = groups.setdefault((name, words), GapGroup(name, words, ([], [])))
                    group.parts[part].append((row.record, waiver))
        for group in groups.values():
            for gaps in group.parts:
                gaps.sort(key=lambda gap: gap[1] is not None)
        declared = word_table("GAPS")
        return sorted(groups.values(), key=lambda group: (group.words not in declared.values(), GAPS.index(group.name)))

    def _outcome(self, outcome: Outcome) -> OutcomeRow:
        agents = [agent for agent in sort_nodes(self._graph.sources(outcome, "serves")) if isinstance(agent, Agent)]
        around = [self._nearby(record) for record in (outcome, *agents)]
        decisions, runbooks, racis = (_merged(part) for part in zip(*around, strict=True))
        owner, backups = self._site.owner(outcome), self._site.backups(outcome)
        is_missing = {"owner": not (owner.is_assigned or owner.is_unrecorded)}
        if outcome.is_live:
            is_missing |= {"backup": not any(backup.is_assigned for backup in backups), "due": outcome.due is None}
            is_missing |= {"runbook": bool(agents) and not runbooks, "raci": bool(agents) and not racis}
        return OutcomeRow(
            outcome=outcome,
            owner=owner,
            backups=backups,
            agents=tuple(agents),
            decisions=decisions,
            runbooks=runbooks,
            racis=racis,
            gaps=_gaps(is_missing),
            waivers=self._waivers_by_key(outcome),
        )

    def _agent(self, agent: Agent) -> AgentRow:
        _, runbooks, racis = self._nearby(agent)
        owner, backups = self._site.owner(agent), self._site.backups(agent)
        outcomes = tuple(sort_nodes(self._graph.targets(agent, "serves")))
        is_missing = {}
        if agent.is_live:
            is_missing = {
                "owner": not (owner.is_assigned or owner.is_unrecorded),
                "backup": not any(backup.is_assigned for backup in backups),
                "runbook": not runbooks,
                "raci": not racis,
            }
        return AgentRow(
            agent=agent,
            owner=owner,
            backups=backups,
            outcomes=outcomes,
            runbooks=runbooks,
            racis=racis,
            gaps=_gaps(is_missing),
            waivers=self._waivers_by_key(agent),
        )

    def _waivers_by_key(self, record: Record) -> dict[str, Waived]:
        """Front matter key → waiver of the suppressed finding about this key of `record`."""
        found = self._site.findings_about(record)
        return {str(finding.key[0]): finding.waived for finding in found if finding.waived and finding.key}

    def _nearby(self, record: Record) -> tuple[tuple[Record, ...], ...]:
        """Decisions, runbooks and RACIs that are related to `record`."""
        if record.ref not in self._nearby_records:
            graph = self._graph
            decided = [*graph.sources(record, "affects"), *graph.sources(record, "promotes")]
            self._nearby_records[record.ref] = (
                tuple(decision for decision in decided if isinstance(decision, Decision)),
                tuple(dict.fromkeys((*graph.targets(record, "follows"), *graph.sources(record, "covers")))),
                tuple(graph.sources(record, "scoped-to")),
            )
        return self._nearby_records[record.ref]


def gap_words(record: Record, name: str) -> str:
    """The label of a gap of a record; "unreadable" if its value could not be read."""
    words = str(word_table("GAPS")[name])
    is_related = name == "owner" or (isinstance(record, Outcome) and name in ("runbook", "raci"))
    return words if is_related else or_unreadable(words, record, name)


def _merged(groups: Iterable[Iterable[Record]]) -> tuple[Record, ...]:
    return tuple(sort_nodes(dict.fromkeys(record for group in groups for record in group)))


def _gaps(is_missing: Mapping[str, bool]) -> frozenset[str]:
    return frozenset(name for name, missing in is_missing.items() if missing)

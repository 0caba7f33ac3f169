"""The doc graph on a past as-of date, without the records and facts that are dated later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from msgspec.structs import replace

from docgraph.analysis.promotions import LevelChange, level_changes_of, promotions, sort_level_changes
from docgraph.analysis.timeline import ANNOUNCED, Change, all_changes
from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Edge, Reference
from docgraph.kinds.agent import Agent
from docgraph.kinds.context_pack import ContextPack
from docgraph.kinds.decision import Decision
from docgraph.kinds.incident import Incident
from docgraph.kinds.outcome import Outcome
from docgraph.kinds.runbook import Runbook
from docgraph.model.location import KeyPath
from docgraph.model.record import Record

EarlierValues = tuple[dict[str, Any], tuple[KeyPath, ...], tuple[str, ...]]


def recorded_until(graph: DocGraph) -> date | None:
    """The date of the last event after the as-of date; None if there is no such event.

    Proposals and announcements, such as the date on which a person will leave, do not count.
    """
    return max(
        (change.on for change in all_changes(graph) if change.on > graph.as_of and _happened(change)), default=None
    )


def is_retrospective(graph: DocGraph) -> bool:
    """Whether the as-of date was set explicitly and the documents record later events.

    If true, values without a date may differ from the values on the as-of date.
    """
    return not graph.follows_clock and _has_later_events(graph.complete or graph)


@lru_cache(maxsize=2)
def _has_later_events(graph: DocGraph) -> bool:
    return recorded_until(graph) is not None


def _happened(change: Change) -> bool:
    return change.event not in ANNOUNCED and not (change.event == "decision" and change.text in ("", "proposed"))


def without_later(graph: DocGraph) -> DocGraph:
    """The doc graph without the records and facts that are dated after its as-of date.

    Terms of owners and role holders are kept, because the functions that use them compare their dates. Returns `graph`
    if no record or fact is dated later.
    """
    later = tuple(record for record in graph.records if is_dated_later(record, graph.as_of))
    removed_refs = frozenset(record.ref for record in later)
    changed: dict[str, Record] = {}
    removed_paths: dict[str, tuple[KeyPath, ...]] = {}
    for record in graph.records:
        if record.ref not in removed_refs:
            values, paths, unrecorded = _earlier_values(graph, record, removed_refs)
            if values:
                changed[record.ref], removed_paths[record.ref] = _record_with_values(record, values, unrecorded), paths
    if not (later or changed):
        return graph
    links = [
        _reference_between(link, changed)
        for link in graph.links
        if link.source.ref not in removed_refs and not _is_removed(link, removed_paths)
    ]
    edges = [
        _edge_between(edge, changed) for edge in graph.edges if not _edge_is_removed(edge, removed_refs, removed_paths)
    ]
    records = tuple(changed.get(record.ref, record) for record in graph.records if record.ref not in removed_refs)
    return replace(
        graph, records=records, links=tuple(links), edges=tuple(edges), changed=changed, later=later, complete=graph
    )


def is_dated_later(record: Record, as_of: date) -> bool:
    """Whether a decision or incident is dated after `as_of`, so that it did not exist yet."""
    return isinstance(record, (Decision, Incident)) and record.date is not None and record.date > as_of


def _record_with_values(record: Record, values: dict[str, Any], unrecorded: tuple[str, ...]) -> Record:
    copy = record.model_copy(update=values)
    copy.set_place(replace(record.place, invalid_paths=record.place.invalid_paths | {(key,) for key in unrecorded}))
    return copy


def _reference_between(link: Reference, changed: dict[str, Record]) -> Reference:
    source = changed.get(link.source.ref, link.source)
    target = changed.get(link.target.ref, link.target) if link.target is not None else None
    return link if source is link.source and target is link.target else replace(link, source=source, target=target)


def _edge_between(edge: Edge, changed: dict[str, Record]) -> Edge:
    source, target = changed.get(edge.source.ref, edge.source), changed.get(edge.target.ref, edge.target)
    same = source is edge.source and target is edge.target
    return edge if same else replace(edge, source=source, target=target)


def _is_removed(link: Reference, removed_paths: dict[str, tuple[KeyPath, ...]]) -> bool:
    return any(link.path[: len(path)] == path for path in removed_paths.get(link.source.ref, ()))


def _edge_is_removed(edge: Edge, removed_refs: frozenset[str], removed_paths: dict[str, tuple[KeyPath, ...]]) -> bool:
    if edge.source.ref in removed_refs or edge.target.ref in removed_refs:
        return True
    return any(edge.path[: len(path)] == path for path in removed_paths.get(edge.source.ref, ()) if edge.path)


def _earlier_values(graph: DocGraph, record: Record, removed_refs: frozenset[str]) -> EarlierValues:
    values: dict[str, Any] = {}
    paths: list[KeyPath] = []
    unrecorded: list[str] = []
    for key in _LAST_DATE_KEYS.get(record.kind, ("reviewed",)):
        day = record.value(key)
        if day and day > graph.as_of:
            values[key] = None
            unrecorded.append(key)
    if "reviewed" in values:
        values["reviewed_by"] = ()
        paths.append(("reviewed-by",))
    if "refreshed" in values:
        values["version"] = ""
    if isinstance(record, Outcome):
        values |= _values_before_closing(record, graph.as_of)
        paths += [(field.replace("_", "-"),) for field in ("result", "signed_off") if field in values]
    elif isinstance(record, Agent):
        values |= _earlier_level(graph, record)
        values |= _list_before(record, "reviews", "on", graph.as_of, on=None, decision=())
        paths += [
            ("reviews", place, "decision") for place, entry in enumerate(record.reviews) if _is_later(entry.on, graph)
        ]
    elif isinstance(record, Decision):
        values |= _list_before(record, "follow_up", "done", graph.as_of, done=None)
        successors = graph.sources(record, "supersedes")
        if record.status == "superseded" and successors and all(entry.ref in removed_refs for entry in successors):
            # a decision that is superseded later was in force until then
            values["status"] = "accepted"
    elif isinstance(record, Incident):
        values |= _list_before(record, "actions", "done", graph.as_of, done=None)
    return values, tuple(paths), tuple(unrecorded)


_LAST_DATE_KEYS = {ContextPack.kind: ("reviewed", "refreshed"), Runbook.kind: ("reviewed", "tested")}
"""Keys that record only the latest date of an activity, by kind."""


def _is_later(day: object, graph: DocGraph) -> bool:
    return isinstance(day, date) and day > graph.as_of


def _list_before(record: Record, field: str, key: str, as_of: date, **values: Any) -> dict[str, Any]:
    parts = getattr(record, field)
    days = [getattr(part, key) for part in parts]
    if not any(isinstance(day, date) and day > as_of for day in days):
        return {}
    return {
        field: tuple(
            part.model_copy(update=values) if isinstance(day, date) and day > as_of else part
            for part, day in zip(parts, days, strict=True)
        )
    }


def _values_before_closing(outcome: Outcome, as_of: date) -> dict[str, Any]:
    result, signed = outcome.result, outcome.signed_off
    reached = result is not None and result.on is not None and result.on <= as_of
    late_result = result is not None and result.on is not None and result.on > as_of
    late_signature = signed is not None and signed.on is not None and signed.on > as_of
    values: dict[str, Any] = {"signed_off": None} if late_signature else {}
    if late_result or (late_signature and not reached):
        values |= {"result": None} if result is not None else {}
        values |= {"status": "open"} if outcome.status in ("met", "missed", "dropped") else {}
    return values


def level_on_date(graph: DocGraph, agent: Agent) -> str | None:
    """The autonomy level of `agent` on the as-of date; None or empty if it is not known.

    It is the level in the agent packet. If the as-of date was set explicitly and a later decision changed the level, it
    is the level before that decision.
    """
    if graph.follows_clock:
        return agent.autonomy
    return _earlier_level(graph, agent).get("autonomy") or agent.autonomy


def _earlier_level(graph: DocGraph, agent: Agent) -> dict[str, Any]:
    moves = ("accepted", "superseded")
    later = [change for change in _later_level_changes(graph, agent) if change.decision.status in moves]
    if not later:
        return {}
    before = promotions(graph, agent, *moves)
    move = later[0].decision.promotes
    return {"autonomy": (move.from_ if move else None) or (before[-1].to if before else "")}


def _later_level_changes(graph: DocGraph, agent: Agent) -> Iterator[LevelChange]:
    changes = [change for change in level_changes_of(graph, agent) if change.on is not None and change.on > graph.as_of]
    return iter(sort_level_changes(changes))

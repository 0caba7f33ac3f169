"""What documents date after the as-of date: the doc graph without it, and the day up to which they record facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec.structs import replace

from docgraph.analysis.promotions import LevelChange, in_order, level_changes_of, promotions
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
"""New values by field, the key paths whose references go, and the keys whose value on that date is not recorded."""


def recorded_until(trace: DocGraph) -> date | None:
    """The last day after the as-of date on which something happened, as documents record it; None if nothing did.

    Announcements and proposals do not count: people write them down before their day."""
    return max(
        (change.on for change in all_changes(trace) if change.on > trace.as_of and _happened(change)), default=None
    )


def is_retrospective(trace: DocGraph) -> bool:
    """Whether the documents are of a later day than the as-of date, so that what they do not date may have changed."""
    if trace.follows_clock:
        return False
    if trace.retrospective is None:
        trace.retrospective = recorded_until(trace) is not None
    return trace.retrospective


def _happened(change: Change) -> bool:
    return change.what not in ANNOUNCED and not (change.what == "decision" and change.text in ("", "proposed"))


def without_later(trace: DocGraph) -> DocGraph:
    """The doc graph as it was on its as-of date: without records and facts dated later. `trace` itself if it has none.

    Terms of owners and role holders stay: they are evaluated by their dates, and say who comes next."""
    later = tuple(record for record in trace.records if is_dated_later(record, trace.as_of))
    gone = frozenset(record.ref for record in later)
    changed: dict[str, Record] = {}
    without: dict[str, tuple[KeyPath, ...]] = {}
    for record in trace.records:
        if record.ref not in gone:
            values, paths, unrecorded = _earlier_values(trace, record, gone)
            if values:
                changed[record.ref], without[record.ref] = _copied(record, values, unrecorded), paths
    if not (later or changed):
        return trace
    links = [_moved(link, changed) for link in trace.links if link.source.ref not in gone and not _cut(link, without)]
    edges = [_joined(edge, changed) for edge in trace.edges if not _leads_later(edge, gone, without)]
    records = tuple(changed.get(record.ref, record) for record in trace.records if record.ref not in gone)
    made = trace.without_later(records, tuple(links), tuple(edges), changed, later)
    made.retrospective = is_retrospective(trace)
    return made


def is_dated_later(record: Record, as_of: date) -> bool:
    """Whether a record is of a day after the as-of date, so that it was not there then."""
    return isinstance(record, (Decision, Incident)) and record.date is not None and record.date > as_of


def _copied(record: Record, values: dict[str, Any], unrecorded: tuple[str, ...]) -> Record:
    copy = record.model_copy(update=values)
    copy.set_place(replace(record.place, invalid_paths=record.place.invalid_paths | {(key,) for key in unrecorded}))
    return copy


def _moved(link: Reference, changed: dict[str, Record]) -> Reference:
    source = changed.get(link.source.ref, link.source)
    target = changed.get(link.target.ref, link.target) if link.target is not None else None
    return link if source is link.source and target is link.target else replace(link, source=source, target=target)


def _joined(edge: Edge, changed: dict[str, Record]) -> Edge:
    source, target = changed.get(edge.source.ref, edge.source), changed.get(edge.target.ref, edge.target)
    same = source is edge.source and target is edge.target
    return edge if same else replace(edge, source=source, target=target)


def _cut(link: Reference, without: dict[str, tuple[KeyPath, ...]]) -> bool:
    return any(link.path[: len(path)] == path for path in without.get(link.source.ref, ()))


def _leads_later(edge: Edge, gone: frozenset[str], without: dict[str, tuple[KeyPath, ...]]) -> bool:
    if edge.source.ref in gone or edge.target.ref in gone:
        return True
    return any(edge.path[: len(path)] == path for path in without.get(edge.source.ref, ()) if edge.path)


def _earlier_values(trace: DocGraph, record: Record, gone: frozenset[str]) -> EarlierValues:
    values: dict[str, Any] = {}
    paths: list[KeyPath] = []
    unrecorded: list[str] = []
    for key in _LAST_TIMES.get(record.kind, ("reviewed",)):
        day = record.value(key)
        if day and day > trace.as_of:
            values[key] = None
            unrecorded.append(key)
    if "refreshed" in values:
        values["version"] = ""
    if isinstance(record, Outcome):
        values |= _closing(record, trace.as_of)
        paths += [(field.replace("_", "-"),) for field in ("result", "signed_off") if field in values]
    elif isinstance(record, Agent):
        values |= _level(trace, record)
        values |= _parts(record, "reviews", "on", trace.as_of, on=None, decision=())
        paths += [
            ("reviews", place, "decision") for place, entry in enumerate(record.reviews) if _after(entry.on, trace)
        ]
    elif isinstance(record, Decision):
        values |= _parts(record, "follow_up", "done", trace.as_of, done=None)
        successors = trace.sources(record, "supersedes")
        if record.status == "superseded" and successors and all(entry.ref in gone for entry in successors):
            # what is superseded later was in force until then
            values["status"] = "accepted"
    elif isinstance(record, Incident):
        values |= _parts(record, "actions", "done", trace.as_of, done=None)
    return values, tuple(paths), tuple(unrecorded)


_LAST_TIMES = {ContextPack.kind: ("reviewed", "refreshed"), Runbook.kind: ("reviewed", "tested")}
"""The keys that hold only the last time that something was done: what stood there before is not recorded."""


def _after(day: object, trace: DocGraph) -> bool:
    return isinstance(day, date) and day > trace.as_of


def _parts(record: Record, field: str, key: str, as_of: date, **values: Any) -> dict[str, Any]:
    """The entries of a list, with `values` where the day under `key` is later; empty if none is."""
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


def _closing(outcome: Outcome, as_of: date) -> dict[str, Any]:
    """An outcome that was closed later was open; one that was only signed off later was not signed off."""
    result, signed = outcome.result, outcome.signed_off
    reached = result is not None and result.on is not None and result.on <= as_of
    late_result = result is not None and result.on is not None and result.on > as_of
    late_signature = signed is not None and signed.on is not None and signed.on > as_of
    values: dict[str, Any] = {"signed_off": None} if late_signature else {}
    if late_result or (late_signature and not reached):
        values |= {"result": None} if result is not None else {}
        values |= {"status": "open"} if outcome.status in ("met", "missed", "dropped") else {}
    return values


def level_on_date(trace: DocGraph, agent: Agent) -> str | None:
    """The level on a past as-of date as far as decisions record it, else the one that the agent's document says.

    Where the day follows the clock, a decision of a later day has moved nothing: the document says what is so today."""
    if trace.follows_clock:
        return agent.autonomy
    return _level(trace, agent).get("autonomy") or agent.autonomy


def _level(trace: DocGraph, agent: Agent) -> dict[str, Any]:
    """The level before the decisions that move it later; empty text where nothing records it."""
    moves = ("accepted", "superseded")
    later = [hop for hop in _later_hops(trace, agent) if hop.decision.status in moves]
    if not later:
        return {}
    before = promotions(trace, agent, *moves)
    move = later[0].decision.promotes
    return {"autonomy": (move.from_ if move else None) or (before[-1].to if before else "")}


def _later_hops(trace: DocGraph, agent: Agent) -> Iterator[LevelChange]:
    hops = [hop for hop in level_changes_of(trace, agent) if hop.on is not None and hop.on > trace.as_of]
    return iter(in_order(hops))

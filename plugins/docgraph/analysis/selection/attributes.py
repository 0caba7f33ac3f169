"""The attributes that a selector can test, such as `owner:` and `level:`.

To add an attribute, write a function and add it to `ATTRIBUTES`.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cached_property

from msgspec import Struct

from docgraph.analysis.connections import Connections
from docgraph.analysis.defined_agents import defined_agents
from docgraph.analysis.tool_names import Capability, allowed_capabilities, capability_of
from docgraph.graph.definition_graph import DEFINITION_KINDS
from docgraph.kinds import BY_NAME
from docgraph.kinds.agent import Agent
from docgraph.kinds.ownership import Owned
from docgraph.model.finding import Finding
from docgraph.model.record import Record
from docgraph.text.suggest import suggest

NO_VALUE = "none"
"""The value that selects records without an owner or status, as in `owner:none`."""
_COMPARED = re.compile(r"(>=|<=|>|<|=)?(.*)", re.DOTALL)
_COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
KIND_NAMES = (*BY_NAME, *DEFINITION_KINDS)


class UnknownValueError(Exception):
    """The error for a value that an attribute cannot have. Its message is for the user."""


class SelectionContext(Struct, frozen=True, dict=True):
    """The data on which selectors are evaluated.

    - `findings` are all findings.
    - `rules` maps codes of rules to their names.
    - `levels` are the autonomy levels.
    - `changed` returns the nodes that have a state such as `new`, compared with an earlier revision.
    """

    connections: Connections
    findings: Callable[[], Sequence[Finding]]
    rules: dict[str, str]
    levels: tuple[str, ...]
    changed: Callable[[str, str], Collection[str]]

    @property
    def records(self) -> Iterable[Record]:
        """All records."""
        return self.connections.graph.records

    @cached_property
    def tools(self) -> dict[str, frozenset[Capability]]:
        """`kind:id` of each agent → the capabilities that its packet and its definitions allow."""
        found: dict[str, set[Capability]] = {
            agent.ref: {capability_of(tool.name) for tool in agent.tools if tool.name}
            for agent in self.connections.graph.all(Agent)
        }
        for agent in defined_agents(self.connections.graph):
            for definition in agent.definitions:
                found.setdefault(agent.ref, set()).update(allowed_capabilities(definition) or ())
        return {ref: frozenset(capabilities) for ref, capabilities in found.items()}


def _kind(context: SelectionContext, value: str) -> Iterator[str]:
    if not any(fnmatchcase(kind, value) for kind in KIND_NAMES):
        raise UnknownValueError(_unknown("kind", value, KIND_NAMES))
    return (ref for ref, node in context.connections.nodes.items() if fnmatchcase(node.kind, value))


def _id(context: SelectionContext, value: str) -> Iterator[str]:
    return (ref for ref, node in context.connections.nodes.items() if fnmatchcase(node.id, value))


def _owner(context: SelectionContext, value: str) -> Iterator[str]:
    graph = context.connections.graph
    owned = [record for record in context.records if isinstance(record, Owned)]
    if value == NO_VALUE:
        live = (record for record in owned if record.is_live)
        return (record.ref for record in live if graph.active_person(graph.owner_of(record)) is None)
    is_pattern = "*" in value or "?" in value
    wanted = None if is_pattern else graph.get(value, "person", "role")
    if wanted is None and not is_pattern:
        near = graph.suggestions.nearest(value.rpartition(":")[2], "person", "role")
        raise UnknownValueError(f"no person or role with id `{value}`" + (f"; did you mean `{near}`?" if near else ""))

    def matches(record: Record) -> bool:
        owner = graph.owner_of(record)
        people = graph.people_behind(owner, record.evaluation_date(graph.as_of))
        holders = (owner, *people) if owner else ()
        return any(holder is wanted if wanted else fnmatchcase(holder.id, value) for holder in holders)

    return (record.ref for record in owned if matches(record))


def _level(context: SelectionContext, value: str) -> Iterator[str]:
    found = _COMPARED.fullmatch(value)
    sign, level = (found[1] or "=", found[2]) if found else ("=", value)
    levels = {name.casefold(): number for number, name in enumerate(context.levels)}
    if level.casefold() not in levels:
        raise UnknownValueError(_unknown("level", level, context.levels))
    wanted = levels[level.casefold()]
    agents = context.connections.graph.all(Agent)
    ranks = ((agent.ref, levels.get((agent.autonomy or "").casefold())) for agent in agents)
    return (ref for ref, rank in ranks if rank is not None and _COMPARISONS[sign](rank, wanted))


def _status(context: SelectionContext, value: str) -> Iterator[str]:
    return (
        record.ref
        for record in context.records
        if fnmatchcase(str(getattr(record, "status", None) or NO_VALUE).casefold(), value.casefold())
    )


def _finding(context: SelectionContext, value: str) -> Iterator[str]:
    codes = {
        code for code, name in context.rules.items() if fnmatchcase(code, value.upper()) or fnmatchcase(name, value)
    }
    if not codes:
        raise UnknownValueError(_unknown("rule", value, (*context.rules, *context.rules.values())))
    by_path: dict[str, list[str]] = {}
    for record in context.records:
        by_path.setdefault(record.path, []).append(record.ref)
    for finding in context.findings():
        if finding.code in codes and not finding.is_suppressed:
            yield from (finding.subject,) if finding.subject else by_path.get(finding.document_path, ())


def _tool(context: SelectionContext, value: str) -> Iterator[str]:
    wanted = capability_of(value)
    return (ref for ref, allowed in context.tools.items() if any(capability.covers(wanted) for capability in allowed))


def _tag(context: SelectionContext, value: str) -> Iterator[str]:
    return (
        record.ref
        for record in context.records
        if any(fnmatchcase(tag.casefold(), value.casefold()) for tag in record.tags)
    )


def _path(context: SelectionContext, value: str) -> Iterator[str]:
    return (ref for ref, node in context.connections.nodes.items() if fnmatchcase(node.path, value))


def _state(context: SelectionContext, value: str) -> Iterator[str]:
    state, _, revision = value.partition("@")
    if state not in ("new", "changed"):
        raise UnknownValueError(_unknown("state", state, ("new", "changed")))
    if not revision:
        raise UnknownValueError(f"add a revision to compare with, such as `state:{state}@main`")
    return iter(context.changed(state, revision))


ATTRIBUTES: dict[str, Callable[[SelectionContext, str], Iterator[str]]] = {
    "kind": _kind,
    "id": _id,
    "owner": _owner,
    "level": _level,
    "status": _status,
    "finding": _finding,
    "tool": _tool,
    "tag": _tag,
    "path": _path,
    "state": _state,
}
"""Name of an attribute → a function that yields the nodes for a value. A value may contain `*`."""


def _unknown(what: str, value: str, names: Sequence[str]) -> str:
    near = suggest(value, names)
    if near is None and len(names) <= 10:
        return f"no {what} `{value}`; use one of {', '.join(f'`{name}`' for name in names)}"
    return f"no {what} `{value}`" + (f"; did you mean `{near}`?" if near else "")

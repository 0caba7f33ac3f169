"""Computes the answers of `docgraph list`, `path`, `impact` and `show`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from docgraph.analysis.connections import Connections, GraphNode, Hop
from docgraph.graph.owners import backups_of
from docgraph.kinds import BY_NAME
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding, Severity
from docgraph.model.location import DisplayBase, Location
from docgraph.model.record import Record
from docgraph.report.context import count_of, display_at
from docgraph.report.query.answer import Answer, AnswerRow
from docgraph.report.who import titled

_NODE_COLUMNS = ("kind", "id", "title", "owner", "level", "status", "path", "line")
_HOP_COLUMNS = ("from", "relation", "to", "path", "line", "column")
_FACT_COLUMNS = ("fact", "value", "path", "line")


class Questions(Struct, frozen=True):
    """Computes answers about records, and about agents, skills and servers in definitions.

    Arguments such as `agent:importer` are a kind and an id. Paths in the lines of an answer are relative to
    `display_base`. `findings` returns all findings; it is called only for answers that contain findings.
    """

    connections: Connections
    findings: Callable[[], Sequence[Finding]]
    display_base: DisplayBase

    def listed(self, refs: Iterable[str]) -> Answer:
        """A row with owner, level, status and location for each of `refs`, such as `agent:importer`."""
        nodes = [self.connections.nodes[ref] for ref in refs]
        rows = tuple(self._node_row(node) for node in nodes)
        cells = [
            (node.ref, str(row["owner"]), f"{row['level']} {row['status']}".strip(), self._place(_at(node)))
            for node, row in zip(nodes, rows, strict=True)
        ]
        kinds = Counter(node.kind for node in nodes)
        counts = ", ".join(count_of(count, kind, _plural(kind)) for kind, count in sorted(kinds.items()))
        summary = f"{count_of(len(nodes), 'result')}: {counts}" if nodes else "no results"
        return Answer(_NODE_COLUMNS, rows, (*_aligned(cells), summary))

    def path(self, start: str, end: str) -> Answer | None:
        """The steps of a shortest path between two names such as `agent:importer`; None without a path."""
        hops = self.connections.shortest_path(start, end)
        if hops is None:
            return None
        lines = [f"{self._place(hop.at)}: {hop.source} {hop.relation} {hop.target}" for hop in hops]
        return Answer(_HOP_COLUMNS, tuple(map(_hop_row, hops)), (*lines, count_of(len(hops), "step")))

    def impact(self, ref: str) -> Answer:
        """All records that depend on `ref`, such as `agent:importer`, nearest first."""
        distances = self.connections.distances((ref,), against=True)
        rows, lines = list[AnswerRow](), list[str]()
        for other, distance in distances.items():
            if other != ref:
                node = self.connections.nodes[other]
                rows.append({"distance": distance, **self._node_row(node)})
                lines.append(f"{distance}  {self._place(_at(node))}: {other}{self._owner_words(node)}")
        ending = f"{count_of(len(rows), 'record')} depend{'s' if len(rows) == 1 else ''} on {ref}"
        return Answer(("distance", *_NODE_COLUMNS), tuple(rows), (*lines, ending))

    def shown(self, ref: str) -> Answer:
        """Owner, backup, level, status, relations and open findings of `ref`, such as `agent:importer`."""
        node = self.connections.nodes[ref]
        facts = list(self._facts(node))
        rows: list[AnswerRow] = [
            {"fact": fact, "value": value, "path": at.path, "line": at.line} for fact, value, at in facts
        ]
        lines = [f"{self._place(at)}: {fact}: {value}" for fact, value, at in facts]
        return Answer(_FACT_COLUMNS, tuple(rows), (f"{ref} {node.title}".rstrip(), *lines))

    def _facts(self, node: GraphNode) -> Iterator[tuple[str, str, Location]]:
        graph = self.connections.graph
        if isinstance(node, Record):
            owner = graph.owner_of(node)
            if owner is not None or hasattr(node, "owner"):
                people = ", ".join(titled(person) for person in graph.people_behind(owner)) or "nobody active"
                yield "owner", people, node.at("owner")
            for backup in backups_of(graph, node):
                yield "backup", ", ".join(map(titled, backup.people)) or "nobody active", backup.link.at
            if isinstance(node, Agent):
                yield "level", node.autonomy or "unknown", node.at("autonomy")
            status = getattr(node, "status", None)
            if status:
                yield "status", str(status), node.at("status")
        for hop in (*self.connections.hops_from(node.ref), *self.connections.hops_from(node.ref, against=True)):
            yield hop.relation, hop.target, hop.at
        for finding in self.findings():
            if finding.subject == node.ref and not finding.is_suppressed:
                severity = finding.severity or Severity.ERROR
                yield f"{severity}[{finding.code}]", finding.message, finding.at

    def _node_row(self, node: GraphNode) -> AnswerRow:
        at = _at(node)
        status = getattr(node, "status", None) or ""
        level = (node.autonomy or "") if isinstance(node, Agent) else ""
        return {
            "kind": node.kind,
            "id": node.id,
            "title": node.title,
            "owner": self._owner(node),
            "level": level,
            "status": str(status),
            "path": at.path,
            "line": at.line,
        }

    def _owner(self, node: GraphNode) -> str:
        owner = self.connections.graph.owner_of(node) if isinstance(node, Record) else None
        return owner.id if owner is not None else ""

    def _owner_words(self, node: GraphNode) -> str:
        owner = self._owner(node)
        return f", owner {owner}" if owner else ""

    def _place(self, at: Location) -> str:
        return display_at(at, self.display_base)


def _at(node: GraphNode) -> Location:
    return node.at() if isinstance(node, Record) else node.at


def _plural(kind: str) -> str:
    return BY_NAME[kind].plural if kind in BY_NAME else f"{kind}s"


def _hop_row(hop: Hop) -> AnswerRow:
    return {
        "from": hop.source,
        "relation": hop.relation,
        "to": hop.target,
        "path": hop.at.path,
        "line": hop.at.line,
        "column": hop.at.column,
    }


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    columns = [column for column in zip(*rows, strict=True) if any(column)]
    widths = [max(map(len, column)) for column in columns]
    for row in zip(*columns, strict=True):
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()

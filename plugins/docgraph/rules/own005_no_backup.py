from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, WARNING, rule
from docgraph.rules._causes import unread
from docgraph.rules._named_lines import named_lines


@rule("OWN005", "no-backup", ERROR)
def no_backup(graph: DocGraph) -> Iterator[Finding]:
    """An agent (error) or an outcome (warning) has no backup."""
    for record in (*graph.all(Agent), *graph.all(Outcome)):
        if record.is_live and record.is_absent("backup"):
            severity = ERROR if isinstance(record, Agent) else WARNING
            message = f"{record.kind} `{record.id}` has no backup"
            help = "add `backup: <person, role or team id other than the owner>`"
            unless = unread(record, "backup")
            related = named_lines(graph, record, "backup", "person", "role", "team")
            yield record.finding("backup", message, help=help, related=related, severity=severity, unless=unless)

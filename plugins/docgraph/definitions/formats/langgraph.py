"""Agents of LangGraph: the graphs in `langgraph.json`."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.formats._format import Format
from docgraph.model.definition import Definition, ToolRule


def _read(file: DefinitionFile) -> Iterator[Definition]:
    graphs = file.json.get("graphs") if file.json else None
    for name in graphs if isinstance(graphs, dict) else ():
        at = file.at(file.json.offsets.get(("graphs", name), 0)) if file.json else file.at()
        # the tools are in the code of the graph
        yield Definition(at, LANGGRAPH.name, LANGGRAPH.host, name, tool_rule=ToolRule.UNKNOWN)


LANGGRAPH = Format(
    "langgraph", "LangGraph", "docs.langchain.com/langsmith/application-structure, 2026", ("**/langgraph.json",), _read
)

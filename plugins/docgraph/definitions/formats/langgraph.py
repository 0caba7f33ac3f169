"""Agents of LangGraph: the graphs in `langgraph.json`."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.formats._format import Format
from docgraph.model.definition import Definition, ToolRule


def _read(file: DefinitionFile) -> Iterator[Definition]:
    values = file.required_json()
    graphs = values.get("graphs")
    for name in graphs if isinstance(graphs, dict) else ():
        yield Definition(
            file.at(values.offsets.get(("graphs", name), 0)),
            LANGGRAPH.name,
            LANGGRAPH.host,
            name,
            # the tools are in the code of the graph
            tool_rule=ToolRule.UNKNOWN,
            **file.read_result(values),
        )


LANGGRAPH = Format(
    "langgraph", "LangGraph", "docs.langchain.com/langsmith/application-structure, 2026", ("**/langgraph.json",), _read
)

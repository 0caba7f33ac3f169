from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.defined_agents import defined_agents
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.definition import ReadState
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import in_document

_READERS = {
    ReadState.READ: "",
    ReadState.LENIENT: "only some programs can read this definition: ",
    ReadState.UNREADABLE: "no program can read this definition: ",
}


@rule("SHD009", "malformed-definition", WARNING)
def malformed_definition(graph: DocGraph) -> Iterator[Finding]:
    """A file with definitions has errors, or defines an agent that another file defines."""
    packets = {definition.path: agent.packet for agent in defined_agents(graph) for definition in agent.definitions}
    faulty = {definition.path: definition for definition in graph.definitions if definition.problem}
    for path, definition in faulty.items():
        packet = packets.get(path)
        yield Finding(
            definition.problem_at or definition.at,
            _READERS[definition.state] + definition.problem,
            definition.problem_help,
            subject=packet.ref if packet else definition.ref,
            document=packet.path if packet else "",
            target=definition.format,
            unless=in_document(("DOC001", "DOC009"), definition.at.path),
        )

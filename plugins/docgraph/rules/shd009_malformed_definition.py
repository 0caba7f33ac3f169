from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.defined_agents import defined_agents
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.definition import ReadState
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import in_document


@rule("SHD009", "malformed-definition", WARNING)
def malformed_definition(graph: DocGraph) -> Iterator[Finding]:
    """A file with definitions has errors, so that programs read it differently or not at all."""
    packets = {agent.definitions[0].path: agent.packet for agent in defined_agents(graph)}
    faulty = {definition.path: definition for definition in graph.definitions if definition.problem}
    for path, definition in faulty.items():
        packet = packets.get(path)
        readers = "only some programs" if definition.state is ReadState.LENIENT else "no program"
        yield Finding(
            definition.problem_at or definition.at,
            f"{readers} can read this definition: {definition.problem}",
            definition.problem_help,
            subject=packet.ref if packet else definition.ref,
            document=packet.path if packet else "",
            target=definition.format,
            unless=in_document(("DOC001", "DOC009"), definition.at.path),
        )

from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.code_owners import deciding_lines
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding, Related
from docgraph.model.location import Location
from docgraph.rules._api import INFO, rule
from docgraph.rules._definitions import quoted_names
from docgraph.text.owned_paths import pattern_beside

_SHOWN = 3


@rule("COD003", "definitions-without-code-owner", INFO)
def definitions_without_code_owner(graph: DocGraph) -> Iterator[Finding]:
    """No line of CODEOWNERS assigns an owner to a definition."""
    if graph.code_owners is None:
        return
    places = {definition.path: definition.at for definition in reversed(graph.definitions)}
    missing = [path for path, lines in sorted(deciding_lines(graph).items()) if not lines]
    if missing:
        patterns = dict.fromkeys(pattern_beside(path) for path in missing)
        count = "1 definition has" if len(missing) == 1 else f"{len(missing)} definitions have"
        yield Finding(
            Location(graph.code_owners.path, 1, 1),
            f"{count} no code owner, such as `{missing[0]}`",
            f"add lines with {quoted_names(f'{pattern} @<handle>' for pattern in patterns)}",
            related=tuple(Related(places[path], "no code owner") for path in missing[:_SHOWN]),
            target="definitions",
        )

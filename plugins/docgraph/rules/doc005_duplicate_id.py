from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding, Related
from docgraph.model.record import Record
from docgraph.rules._api import ERROR, WARNING, findings_from_problems, rule
from docgraph.text.slug import fold


@rule("DOC005", "duplicate-id", ERROR, fixable=True)
def duplicate_id(graph: DocGraph) -> Iterator[Finding]:
    """Two records of one kind have the same id or alias."""
    yield from findings_from_problems(graph, "duplicate-id")
    holder: dict[tuple[str, str], tuple[Record, str]] = {
        (record.kind, fold(record.id)): (record, "the id") for record in graph.records
    }
    for record in graph.records:
        for number, alias in enumerate(record.aliases):
            other, what = holder.setdefault((record.kind, fold(alias)), (record, "an alias"))
            if other is not record:
                meaning = "and resolves to that one" if what == "the id" else "so it resolves to neither"
                yield record.finding(
                    ("aliases", number),
                    f"`{alias}` is {what} of another {record.kind}, `{other.id}`, {meaning}",
                    help="remove it from `aliases`",
                    related=(Related(other.at("id"), f"`{other.id}`"),),
                    severity=WARNING,
                )

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
    holder: dict[tuple[str, str], tuple[Record, bool]] = {
        (record.kind, fold(record.id)): (record, True) for record in graph.records
    }
    for record in graph.records:
        for number, alias in enumerate(record.aliases):
            other, is_id = holder.setdefault((record.kind, fold(alias)), (record, False))
            if other is not record:
                message = f"`{alias}` is an alias of both `{other.id}` and `{record.id}`, so it resolves to neither"
                if is_id:
                    whose = f"alias `{alias}` of {record.kind} `{record.id}`"
                    message = f"{whose} is the id of another {record.kind}, so it resolves to that one"
                yield record.finding(
                    ("aliases", number),
                    message,
                    help=f"remove it from `aliases:` of `{record.id}`",
                    related=(Related(other.at("id"), f"`{other.id}`"),),
                    severity=WARNING,
                )

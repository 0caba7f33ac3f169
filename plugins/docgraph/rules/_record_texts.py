"""Maps pages to their records, and lists the source texts of records."""

from __future__ import annotations

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.location import Text


def subjects(graph: DocGraph) -> dict[str, str]:
    """Path → ref of the record, for each document that defines exactly one record."""
    return {record.path: record.ref for record in graph.records if record.place.is_own_page}


def suspected(graph: DocGraph) -> list[Text]:
    """The texts that may contain a secret: documents of records, and files they inherit from."""
    documents = {record.path for record in graph.records}
    texts = [text for text in graph.texts.values() if text.path in documents]
    above = {inherited.path: inherited for text in texts for inherited in text.inherited}
    return [text for text in (*texts, *above.values()) if text.may_contain_secret]

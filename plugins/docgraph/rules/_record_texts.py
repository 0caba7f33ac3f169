"""Finds the record of a document, and the texts that may contain secrets."""

from __future__ import annotations

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.location import Text


def subjects(graph: DocGraph) -> dict[str, str]:
    """Path of a document → `kind:id` of its record. Documents with several records are left out."""
    return {record.path: record.ref for record in graph.records if record.place.is_own_page}


def suspected(graph: DocGraph) -> list[Text]:
    """The texts that may contain a secret.

    They are documents that define records, and files from which these documents inherit keys.
    """
    documents = {record.path for record in graph.records}
    texts = [text for text in graph.texts.values() if text.path in documents]
    above = {inherited.path: inherited for text in texts for inherited in text.inherited}
    return [text for text in (*texts, *above.values()) if text.may_contain_secret]

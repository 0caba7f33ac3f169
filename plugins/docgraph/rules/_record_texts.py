"""Maps pages to their records, and lists the texts that records are defined in."""

from __future__ import annotations

from docgraph.graph.doc_graph import Trace
from docgraph.model.location import Text


def subjects(trace: Trace) -> dict[str, str]:
    """Record refs by the path of the page that defines that record alone."""
    return {record.path: record.ref for record in trace.records if record.place.page}


def suspected(trace: Trace) -> list[Text]:
    """The texts of records, and of the files they inherit from, that may contain a secret."""
    documents = {record.path for record in trace.records}
    texts = [one for one in trace.texts if one.path in documents]
    above = {one.path: one for text in texts for one in text.inherited}
    return [one for one in (*texts, *above.values()) if one.may_hold_secret]

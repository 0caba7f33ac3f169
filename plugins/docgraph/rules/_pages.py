"""Which record a page is of, and which texts records are written in."""

from __future__ import annotations

from docgraph.graph.trace import Trace
from docgraph.model.location import Text


def subjects(trace: Trace) -> dict[str, str]:
    """The address of the record that each path is the own page of."""
    return {record.path: record.ref for record in trace.records if record.place.page}


def suspected(trace: Trace) -> list[Text]:
    """The texts of records, and of what they inherit from, that may hold a secret at a quick look."""
    documents = {record.path for record in trace.records}
    texts = [one for one in trace.texts if one.path in documents]
    above = {one.path: one for text in texts for one in text.inherited}
    return [one for one in (*texts, *above.values()) if one.may_hold_secret]

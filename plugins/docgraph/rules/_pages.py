"""Which record a page is of."""

from __future__ import annotations

from docgraph.graph.trace import Trace


def subjects(trace: Trace) -> dict[str, str]:
    """The address of the record that each path is the own page of."""
    return {record.path: record.ref for record in trace.records if record.place.page}

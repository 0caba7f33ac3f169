from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule, told


@rule("DOC010", "invalid-id", ERROR, fixable=True)
def invalid_id(trace: Trace) -> Iterable[Finding]:
    """An id holds characters that an address cannot."""
    named = {link.text.casefold() for link in trace.links}
    for finding in told(trace, "invalid-id"):
        # who is named by the old id would be lost by another one
        known = finding.subject.partition(":")[2].casefold() in named
        yield replace(finding, fix=None) if known else finding

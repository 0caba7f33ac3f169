from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule, told


@rule("DOC011", "host-reads-differently", WARNING, fixable=True)
def host_reads_differently(trace: Trace) -> Iterable[Finding]:
    """A value is read one way here and another way by hosts."""
    return told(trace, "host-reads-differently")

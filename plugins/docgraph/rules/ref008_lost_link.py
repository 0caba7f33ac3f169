from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds import kind_named
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule


@rule("REF008", "lost-link", WARNING)
def lost_link(trace: Trace) -> Iterator[Finding]:
    """A `[[link]]` in prose leads to no record."""
    for mention in trace.unresolved_mentions:
        if mention.on_record or _names_a_kind(mention.text):
            near = trace.nearest(mention.text.rpartition(":")[2])
            help = f"write `[[{near}]]`" if near else "name a record, or write it without the brackets"
            yield Finding(mention.at, f"`[[{mention.text}]]` is no record", help)


def _names_a_kind(text: str) -> bool:
    return kind_named(text.partition(":")[0])[0] is not None and ":" in text

from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._pages import subjects
from docgraph.rules._spoken import spoken


@rule("REF008", "lost-link", WARNING)
def lost_link(trace: Trace) -> Iterator[Finding]:
    """A `[[link]]` in prose leads to no record."""
    pages = subjects(trace)
    for mention in trace.unresolved_mentions:
        name = spoken(mention.text, ())
        if mention.on_record or name.prefix:
            near = name.near(trace)
            help = f"write `[[{near}]]`" if near else "name a record, or write it without the brackets"
            subject = pages.get(mention.at.path, "")
            yield Finding(mention.at, f"`[[{mention.text}]]` is no record", help, subject)

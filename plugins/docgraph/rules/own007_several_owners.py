from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgraph.graph.link import Link
from docgraph.graph.owners import in_history, owner_links
from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.model.location import KeyPath
from docgraph.model.record import Record
from docgraph.rules._api import ERROR, rule
from docgraph.rules._sole import kept


@rule("OWN007", "several-owners", ERROR, fixable=True)
def several_owners(trace: Trace) -> Iterator[Finding]:
    """More than one owner is named, so that each can wait for the other."""
    for record in trace.records:
        declared = trace.links_of(record, "owner")
        if len(getattr(record, "owner", ())) > 1:
            yield _several(record, ("owner",), declared, kept("owner", record.kind))
        current = owner_links(trace, record)
        if len(current) > 1 and in_history(current[0]):
            yield _several(record, current[0].path[:-1], current, "keep one under `owner:` of this entry of `history:`")


def _several(record: Record, key: KeyPath, links: Sequence[Link], help: str) -> Finding:
    targets = {link.target for link in links}
    once = len(targets) == 1 and None not in targets
    names = " and ".join(f"`{link.text}`" for link in links)
    where = " in an entry of `history`" if len(key) > 1 else ""
    what = f"names its owner {len(links)} times" if once else f"has {len(links)} owners"
    help = "keep the name once" if once else help
    edits = [record.removed(*key, number) for number in range(1, len(links))] if once else []
    return record.finding(key, f"{record.kind} `{record.id}` {what}{where}, {names}", help=help, edits=edits)

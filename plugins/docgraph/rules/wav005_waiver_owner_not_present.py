from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import unresolved
from docgraph.rules._unread_relations import unloaded
from docgraph.rules._waiver_validity import waiver_label


@rule("WAV005", "waiver-owner-not-present", ERROR, dated=True, fixable=True)
def waiver_owner_not_present(graph: DocGraph) -> Iterator[Finding]:
    """The owner of a waiver is not one active person."""
    for record in graph.records_with_waivers:
        # two collections may have the same ref
        owner_links = [link for link in graph.links_of(record, "waivers.owner") if link.source is record]
        for number, waiver in enumerate(record.waivers):
            links = [link for link in owner_links if link.path[1] == number]
            present = [link for link in links if link.target and len(graph.people_behind(link.target)) == 1]
            if links and (len(links) > 1 or not present):
                fault = "has several owners" if len(links) > 1 else f"is owned by `{links[0].text}`, who is not active"
                help = "write `owner: <id of one active person>`"
                again = range(1, len(links)) if len({link.target for link in links}) == 1 and present else ()
                edits = [record.removal("waivers", number, "owner", place) for place in again]
                help = "list the owner once" if edits else help
                unless = [cause for link in links if not link.target for cause in unresolved(link)]
                unless += [cause for link in links for cause in unloaded(graph, link)]
                message = f"{waiver_label(waiver)} {fault}"
                key = ("waivers", number, "owner")
                yield record.finding(key, message, help=help, edits=edits, unless=tuple(unless))

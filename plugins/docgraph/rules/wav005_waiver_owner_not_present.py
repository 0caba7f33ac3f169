from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference
from docgraph.kinds.role import Role
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import unresolved
from docgraph.rules._unread_relations import unloaded
from docgraph.rules._waiver_validity import waiver_label


@rule("WAV005", "waiver-owner-not-present", ERROR, dated=True, fixable=True)
def waiver_owner_not_present(graph: DocGraph) -> Iterator[Finding]:
    """The owner of a waiver is not exactly one active person."""
    for record in graph.records_with_waivers:
        # two collections may have the same ref
        owner_links = [link for link in graph.links_of(record, "waivers.owner") if link.source is record]
        for number, waiver in enumerate(record.waivers):
            links = [link for link in owner_links if link.path[1] == number]
            present = [link for link in links if graph.active_person(link.target)]
            if links and (len(links) > 1 or not present):
                again = range(1, len(links)) if len({link.target for link in links}) == 1 and present else ()
                edits = [record.removal("waivers", number, "owner", place) for place in again]
                help = "list the owner once" if edits else "write `owner: <id of one active person>`"
                unless = [cause for link in links if not link.target for cause in unresolved(link)]
                unless += [cause for link in links for cause in unloaded(graph, link)]
                message = f"{waiver_label(waiver)} {_fault(graph, links, once=bool(edits))}"
                key = ("waivers", number, "owner")
                yield record.finding(key, message, help=help, edits=edits, unless=tuple(unless))


def _fault(graph: DocGraph, links: Sequence[Reference], *, once: bool) -> str:
    if len(links) > 1:
        names = ", ".join(f"`{link.text}`" for link in links)
        return f"lists the same owner {len(links)} times: {names}" if once else f"has {len(links)} owners: {names}"
    name, target = links[0].text, links[0].target
    if isinstance(target, Role):
        return f"is owned by role `{name}`, which has {len(graph.people_behind(target)) or 'no'} active holders"
    return f"is owned by `{name}`, who is not active"

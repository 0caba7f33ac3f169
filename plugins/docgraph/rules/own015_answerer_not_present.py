from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.as_of_view import is_dated_later
from docgraph.analysis.offboarding import ASSIGNMENT_KEYS, is_done
from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, WARNING, rule
from docgraph.rules._presence import UncertainPresence, absence_of, absence_reported

_ANSWER = ("if-wrong", "rows.accountable")
_CHECKED_KEYS = frozenset(ASSIGNMENT_KEYS) - {"owner", "backup", "may-stop", "waivers.owner"}
"""Keys that name a person or role with a duty, except the keys that other rules check."""


@rule("OWN015", "answerer-not-present", ERROR, dated=True)
def answerer_not_present(graph: DocGraph) -> Iterator[Finding]:
    """A person or role with another duty, such as reviewer or escalation contact, is not active."""
    presence = UncertainPresence(graph)
    for link in graph.links:
        target = link.target
        if target is None or link.key not in _CHECKED_KEYS or not _counts(graph, link) or graph.people_behind(target):
            continue
        reported = absence_reported(graph, link.source, target, ("OWN004", "OWN007"))
        state = absence_of(target, graph.as_of)
        message = f"`{target.id}` in `{link.key}` of {link.source.kind} `{link.source.id}` {state}"
        severity = ERROR if link.key in _ANSWER else WARNING
        yield link.source.finding(
            link.path,
            message,
            help=f"replace `{link.text}` with an active person or role",
            severity=severity,
            unless=(*reported, *presence.causes(target)),
        )


def _counts(graph: DocGraph, link: Reference) -> bool:
    if is_dated_later(link.source, graph.as_of):
        return False
    done = is_done(link)
    if done is not None:
        return not done
    if link.source.kind == "team":
        return True
    if isinstance(link.target, Agent):
        return False  # agents can be responsible in a RACI
    about = graph.targets(link.source, "scoped-to") if link.source.kind == "raci" else [link.source]
    return any(record.is_live for record in about)

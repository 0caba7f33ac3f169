from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.outcome import Outcome
from docgraph.kinds.person import Person
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import is_unreadable, unread
from docgraph.rules._edit_hint import to_add
from docgraph.rules._presence import UncertainPresence

_EXAMPLES = {"by": "<person id>", "on": "YYYY-MM-DD"}


@rule("OUT012", "no-human-sign-off", ERROR, dated=True)
def no_human_sign_off(graph: DocGraph) -> Iterator[Finding]:
    """A met outcome has no sign-off by a person who was active on the date of the sign-off."""
    presence = UncertainPresence(graph)
    for outcome in graph.all(Outcome):
        if outcome.status != "met":
            continue
        sign, unless = outcome.signed_off, unread(outcome, "signed-off")
        links = graph.links_of(outcome, "signed-off.by")
        if sign is None or not links or sign.on is None:
            yield _incomplete(outcome, by=bool(links), on=bool(sign and sign.on))
            continue
        for link in links:
            if link.target is None or graph.active_person(link.target, sign.on):
                continue
            state = "who was not active" if isinstance(link.target, Person) else "which did not have one active holder"
            message = f"outcome `{outcome.id}` was signed off by `{link.text}`, {state} on {sign.on}"
            help = f"correct `by:`, or set `on:` to the date on which `{link.text}` signed it off"
            yield outcome.finding(link.path, message, help=help, unless=(*unless, *presence.causes(link.target)))


def _incomplete(outcome: Outcome, *, by: bool, on: bool) -> Finding:
    missing = [key for key, there in (("by", by), ("on", on)) if not there]
    names = " or ".join(f"`{key}`" for key in missing)
    unreadable = all(is_unreadable(outcome, "signed-off", key) for key in missing)
    if outcome.signed_off is None:
        unreadable = is_unreadable(outcome, "signed-off")
    lacks = f"has no valid {names}" if unreadable else f"has no {names}"
    message = f"outcome `{outcome.id}` is met but its sign-off {lacks}"
    help = to_add(outcome, "signed-off", {key: _EXAMPLES[key] for key in missing})
    return outcome.finding("signed-off", message, help=help, unless=unread(outcome, "signed-off"))

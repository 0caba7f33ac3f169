from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import unread
from docgraph.rules._holders import Doubts


@rule("OUT012", "no-human-sign-off", ERROR, dated=True)
def no_human_sign_off(trace: Trace) -> Iterator[Finding]:
    """An outcome was met without a human who was there to sign it off."""
    doubts = Doubts(trace)
    for outcome in trace.all(Outcome):
        if outcome.status != "met":
            continue
        sign, unless = outcome.signed_off, unread(outcome, "signed-off")
        links = trace.links_of(outcome, "signed-off.by")
        if sign is None or not links or sign.on is None:
            missing = "`by` and `on`" if sign is None or not (links or sign.on) else "`on`" if links else "`by`"
            help = "add `signed-off: {by: <person id>, on: YYYY-MM-DD}`"
            message = f"outcome `{outcome.id}` is met and its sign-off lacks {missing}"
            yield outcome.finding("signed-off", message, help=help, unless=unless)
            continue
        for link in links:
            if link.target is None or len(trace.humans(link.target, sign.on)) == 1:
                continue
            message = f"outcome `{outcome.id}` was signed off by `{link.text}`, who was not present on {sign.on}"
            help = "write `signed-off: {by: <who was there>, on: YYYY-MM-DD}`"
            yield outcome.finding(link.path, message, help=help, unless=(*unless, *doubts.causes(link.target)))

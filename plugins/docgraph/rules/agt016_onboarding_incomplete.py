from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent, Onboarding
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule

_ITEMS = ("registry", "evals", "tracing", "policy-tests", "runbook-raci", "reviews")


@rule("AGT016", "onboarding-incomplete", WARNING)
def onboarding_incomplete(trace: Trace) -> Iterator[Finding]:
    """An agent is active before its onboarding list is done."""
    for agent in trace.all(Agent):
        done = agent.onboarding or Onboarding()
        missing = [
            item
            for item in _ITEMS
            if not getattr(done, item.replace("-", "_")) and not agent.unusable("onboarding", item)
        ]
        if agent.status == "active" and missing:
            names = ", ".join(f"`{item}`" for item in missing)
            help = f"do them, then write `onboarding: {{{', '.join(f'{item}: yes' for item in missing)}}}`"
            yield agent.finding(
                "onboarding", f"agent `{agent.id}` is active, and its onboarding lacks {names}", help=help
            )

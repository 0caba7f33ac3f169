from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent, Onboarding
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import gaps


@rule("AGT016", "incomplete-onboarding", WARNING)
def incomplete_onboarding(graph: DocGraph) -> Iterator[Finding]:
    """The onboarding checklist of an active agent is incomplete."""
    for agent in graph.all(Agent):
        if agent.status != "active":
            continue
        ticked = agent.onboarding or Onboarding()
        open_ = [
            item.replace("_", "-")
            for item, shown in _shown(agent).items()
            if not (getattr(ticked, item) if item in ticked.model_fields_set else shown)
        ]
        for gap in gaps(agent, open_, "onboarding"):
            names = ", ".join(f"`{item}`" for item in gap.keys)
            message = f"agent `{agent.id}` is active but its onboarding lacks {names}"
            yield agent.finding("onboarding", message, help=_help(agent, list(gap.keys)), unless=gap.unless)


def _help(agent: Agent, items: list[str]) -> str:
    if agent.onboarding and agent.place.in_body("onboarding"):
        listed = {item.replace("_", "-") for item in agent.onboarding.model_fields_set}
        ticks = [f"`{item}`" for item in items if item in listed]
        lines = [f"`- [x] {item}`" for item in items if item not in listed]
        steps = [f"{verb} {', '.join(what)}" for verb, what in (("check off", ticks), ("add", lines)) if what]
        return f"complete the missing items, then {' and '.join(steps)} in the onboarding list"
    entries = [f"{item}: <link>" for item in items]
    if agent.onboarding:
        return (
            f"complete the missing items, then add {' and '.join(f'`{entry}`' for entry in entries)} to `onboarding:`"
        )
    return f"complete the missing items, then add `onboarding: {{{', '.join(entries)}}}`"


def _shown(agent: Agent) -> dict[str, bool]:
    return {
        "registry": bool(agent.identity and agent.identity.registry),
        "evals": bool(agent.evals),
        "tracing": bool(agent.tracing),
        "policy_tests": False,
        "runbook_raci": bool(agent.runbook and agent.raci),
        "reviews": bool(agent.reviews),
    }

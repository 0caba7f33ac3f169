from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.kinds.context_pack import ContextPack
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import WARNING, rule


@rule("CTX004", "other-context-version", WARNING)
def other_context_version(trace: Trace) -> Iterator[Finding]:
    """An agent names another version of a context pack than there is."""
    for agent in trace.all(Agent):
        for link in trace.links_of(agent, "context"):
            pinned = link.text.partition("@")[2].lower().removeprefix("v")
            pack = link.target
            if pinned and isinstance(pack, ContextPack) and pack.version.lower().removeprefix("v") not in ("", pinned):
                message = f"agent `{agent.id}` names version {pinned} of `{pack.id}`, which is at {pack.version}"
                related = (Related(pack.at("version"), f"`{pack.id}`"),)
                yield agent.finding(
                    link.path, message, help=f"write `{pack.id}@{pack.version}` once it was tried", related=related
                )

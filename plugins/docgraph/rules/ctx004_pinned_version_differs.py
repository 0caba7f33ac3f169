from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.kinds.context_pack import ContextPack
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread


@rule("CTX004", "pinned-version-differs", WARNING)
def pinned_version_differs(graph: DocGraph) -> Iterator[Finding]:
    """An agent pins a version of a context pack that differs from the pack's current version."""
    for agent in graph.all(Agent):
        for link in graph.links_of(agent, "context") if agent.is_live else ():
            pinned, pack = link.text.partition("@")[2], link.target
            if not pinned or not isinstance(pack, ContextPack):
                continue
            if _plain(pinned) != _plain(pack.version):
                state = f"is at version {pack.version}" if pack.version else "has no version"
                message = f"agent `{agent.id}` uses `{link.text}`, but context pack `{pack.id}` {state}"
                help = (
                    f"test the agent with version {pack.version}, then pin `{pack.id}@{pack.version}`"
                    if pack.version
                    else ""
                )
                related = (Related(pack.at("version"), "the context pack"),)
                help = help or f"add `version: {_plain(pinned)}` to the context pack"
                unless = unread(pack, "version")
                yield agent.finding(link.path, message, help=help, related=related, unless=unless)


def _plain(version: str) -> str:
    return version.strip().lower().removeprefix("v")

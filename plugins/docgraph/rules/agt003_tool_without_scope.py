from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent, Tool
from docgraph.model.cause import Cause
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import gaps, unread
from docgraph.rules._phrases import brief
from docgraph.rules._tool_reach import is_wild, only_reads
from docgraph.text.yaml_quote import quote_in_flow

_SCOPED = re.compile(r"([^\s:()\[\]]+)(?::\s+([^()]+)|\s*\[([^()\[\]]+)\])")
"""A tool with its scope after a colon or in square brackets."""
_SHOWN = 5


@rule("AGT003", "tool-without-scope", WARNING, fixable=True)
def tool_without_scope(graph: DocGraph) -> Iterator[Finding]:
    """A tool of an agent has no scope or no name."""
    for agent in graph.all(Agent):
        groups: dict[tuple[Cause, ...], dict[int, tuple[str, ...]]] = defaultdict(dict)
        for number, tool in enumerate(agent.tools) if agent.is_live else ():
            for gap in gaps(agent, _lacking(tool), "tools", number):
                groups[gap.unless][number] = gap.keys
        for unless, bare in groups.items():
            first = min(bare)
            names = {number: agent.tools[number].name for number in bare}
            complete = _rewritten(names[first]) or _tool_with_scope(agent.tools[first], _is_in_text(agent, first))
            help = (
                f"write `{complete}`" if len(bare) == 1 else f"write `{complete}`, and the other tools in the same form"
            )
            # one finding covers all tools, so its fix must cover all or none
            edits = [agent.replacement(("tools", number), name, _rewritten(name)) for number, name in names.items()]
            edits = edits if all(map(_rewritten, names.values())) else []
            causes = (*unless, *unread(agent, "status"))
            message = _message(agent, bare)
            yield agent.finding(("tools", first), message, help=help, edits=edits, unless=causes)


def _lacking(tool: Tool) -> list[str]:
    keys = ("name",) if only_reads(tool) else ("name", "scope")
    return [] if is_wild(tool) else [key for key in keys if not getattr(tool, key)]


def _message(agent: Agent, bare: Mapping[int, tuple[str, ...]]) -> str:
    absent = " or ".join(f"no {key}" for key in ("name", "scope") if any(key in keys for keys in bare.values()))
    tools = [agent.tools[number] for number in bare]
    names = [f"`{brief(tool.name or tool.scope or tool.access or 'unnamed')}`" for tool in tools]
    if len(bare) == 1:
        return f"tool {names[0]} of agent `{agent.id}` has {absent}"
    more = [f"and {len(names) - _SHOWN} more"] if len(names) > _SHOWN else []
    return f"{len(bare)} tools of agent `{agent.id}` have {absent}: {', '.join([*names[:_SHOWN], *more])}"


def _is_in_text(agent: Agent, number: int) -> bool:
    place = agent.place
    # in a list, a bracket or dash precedes the first item
    return place.in_body("tools", number) or place.offset(("tools",)) == place.offset(("tools", 0))


def _tool_with_scope(tool: Tool, in_text: bool) -> str:
    parts = (tool.name, tool.scope) if in_text else (quote_in_flow(tool.name), quote_in_flow(tool.scope))
    name, scope = parts[0] or "<its name>", parts[1] or "<what it may access>"
    return f"{name} ({scope})" if in_text else f"{{name: {name}, scope: {scope}}}"


def _rewritten(text: str) -> str:
    found = _SCOPED.fullmatch(text)
    return f"{found[1]} ({(found[2] or found[3]).strip()})" if found else ""

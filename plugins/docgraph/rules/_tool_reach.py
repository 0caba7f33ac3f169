"""What an agent can access with its tools, judged by their names and scopes."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

from docgraph.analysis.packet_tools import is_every_tool
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent, Tool
from docgraph.kinds.decision import Decision

_EVERYTHING = ("*", "**", "**/*", "/", "all", "everything", "anything")
_QUOTED = re.compile(r"`([^`]+)`")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_READING = frozenset(
    "browse cat describe fetch find get glob grep head inspect list lookup ls query read retrieve search show tail "
    "think todo todos view".split()
)
"""Words in names of tools that only read, search, or keep notes for the agent."""
_CHANGING = frozenset(
    "add apply approve bash close commit create delete deploy drop edit exec execute execution insert install invoke "
    "kill merge modify move post publish push put remove replace restart run save send set shell start stop update "
    "upload write".split()
)


def is_wild(tool: Tool) -> bool:
    """Whether a tool has no limits: its name or its scope covers everything, as `*` does."""
    return is_every_tool(tool) or tool.scope.strip().lower() in _EVERYTHING


def wild_part(tool: Tool) -> str:
    """The name of a tool if it contains `*`, else its scope.

    A decision that allows a tool without limits must contain this text.
    """
    return tool.name if "*" in tool.name else tool.scope.strip()


def only_reads(tool: Tool) -> bool:
    """Whether a tool only reads or searches, judged by `access` or, without it, by its name."""
    words = {word.lower() for word in _WORD.findall(tool.access or tool.name)}
    return bool(words & _READING) and not words & _CHANGING


def allowed(graph: DocGraph, agent: Agent, tool: Tool) -> bool:
    """Whether an accepted decision that affects the agent mentions the wildcard of a tool, such as `terraform/*`.

    The title, the text and the reasons of the decision are searched for `wild_part(tool)`.
    """
    part = wild_part(tool)
    words = re.compile(rf"(?<![\w*]){re.escape(part)}(?![\w*])")
    decisions = [decision for decision in graph.sources(agent, "affects") if isinstance(decision, Decision)]
    texts = [
        text
        for decision in decisions
        if decision.status == "accepted"
        for text in (decision.title, decision.decision, decision.why)
    ]
    if part.isalpha():
        texts = [quoted for text in texts for quoted in _QUOTED.findall(text)]
    return any(map(words.search, texts))


def forbidden(tool: Tool, text: str) -> bool:
    """Whether `text`, an item of the agent's `wont-do`, names the tool or a path in its scope."""
    if tool.name in _QUOTED.findall(text) or (not tool.name.isalpha() and tool.name in text.split()):
        return True
    if only_reads(tool):
        return False
    scopes = _paths(tool.scope) or ([tool.scope] if re.fullmatch(r"[\w.-]+", tool.scope) else [])
    return any(_overlap(scope, other) for scope in scopes for other in _paths(text))


def _paths(text: str) -> list[str]:
    words = (*_QUOTED.findall(text), *(word.strip("`'\"(),;.") for word in text.split()))
    return [word for word in words if "/" in word or "*" in word]


def _overlap(first: str, other: str) -> bool:
    """Whether two paths can match the same file: one contains the other or is a pattern for it."""
    pairs = zip(_segments(first), _segments(other), strict=False)
    return all(fnmatchcase(a, b) or fnmatchcase(b, a) for a, b in pairs)


def _segments(path: str) -> list[str]:
    return [part for part in path.removeprefix("./").split("/") if part]

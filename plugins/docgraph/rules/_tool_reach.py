"""How far the tools of an agent reach, as far as names and paths tell it."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

from docgraph.graph.doc_graph import Trace
from docgraph.kinds.agent import Agent, Tool
from docgraph.kinds.decision import Decision

_EVERYTHING = ("*", "**", "**/*", "/", "all", "everything", "anything")
_EVERY_TOOL = re.compile(r"(?:mcp[:/._]+)?\*+(?:[:/._]+\*+)*", re.IGNORECASE)
"""A pattern that fits every tool; `github/*` fits those of one server."""
_QUOTED = re.compile(r"`([^`]+)`")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_READING = frozenset(
    "browse cat describe fetch find get glob grep head inspect list lookup ls query read retrieve search show tail "
    "think todo todos view".split()
)
"""Words of tools that read and search, and of those that keep an agent's own notes."""
_CHANGING = frozenset(
    "add apply approve bash close commit create delete deploy drop edit exec execute execution insert install invoke "
    "kill merge modify move post publish push put remove replace restart run save send set shell start stop update "
    "upload write".split()
)


def is_wild(tool: Tool) -> bool:
    """Whether a tool is named by a pattern that fits every tool, or its scope has no bound."""
    every = _EVERY_TOOL.fullmatch(tool.name.strip()) is not None
    return every or tool.scope.strip().lower() in _EVERYTHING


def only_reads(tool: Tool) -> bool:
    """Whether a tool reads or searches and changes nothing: by its `access`, else by the words of its name."""
    words = {word.lower() for word in _WORD.findall(tool.access or tool.name)}
    return bool(words & _READING) and not words & _CHANGING


def allowed(trace: Trace, agent: Agent, tool: Tool) -> bool:
    """Whether an accepted decision that affects the agent says the pattern as it is written."""
    wild = tool.name if "*" in tool.name else tool.scope.strip()
    said = re.compile(rf"(?<![\w*]){re.escape(wild)}(?![\w*])")
    return any(
        isinstance(decision, Decision)
        and decision.status == "accepted"
        and any(said.search(text) for text in (decision.title, decision.decision, decision.why))
        for decision in trace.sources(agent, "affects")
    )


def forbidden(tool: Tool, text: str) -> bool:
    """Whether `text`, something that an agent must never do, names the tool or a path that it reaches."""
    if tool.name in _QUOTED.findall(text) or (not tool.name.isalpha() and tool.name in text.split()):
        return True
    if only_reads(tool):
        return False
    scopes = _paths(tool.scope) or ([tool.scope] if re.fullmatch(r"[\w.-]+", tool.scope) else [])
    return any(_overlap(one, other) for one in scopes for other in _paths(text))


def _paths(text: str) -> list[str]:
    """The words with a `/` or a `*`, and what stands between backticks."""
    words = (*_QUOTED.findall(text), *(word.strip("`'\"(),;.") for word in text.split()))
    return [word for word in words if "/" in word or "*" in word]


def _overlap(one: str, other: str) -> bool:
    """Whether two paths can mean the same file: one is the other's folder, or its pattern fits."""
    pairs = zip(_segments(one), _segments(other), strict=False)
    return all(fnmatchcase(a, b) or fnmatchcase(b, a) for a, b in pairs)


def _segments(path: str) -> list[str]:
    return [part for part in path.removeprefix("./").split("/") if part]

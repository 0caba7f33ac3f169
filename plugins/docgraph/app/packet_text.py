"""Creates the text of an agent packet from the definitions of the agent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from docgraph.analysis.tool_names import EVERYTHING, Capability, allowed_capabilities, capability_of
from docgraph.kinds.agent import Tool
from docgraph.model.definition import Definition
from docgraph.text.invisible import visible_text
from docgraph.text.secrets import redact
from docgraph.text.yaml_quote import TYPED_WORDS, quote_scalar

_LONGEST = 300
_WIDTH = 100
_SAFE = re.compile(r"(?:\.(?=[a-z]+/))?[A-Za-z][\w ./-]*(?<! )", re.ASCII)
"""Texts that every YAML parser reads as text, except the texts in `TYPED_WORDS`."""
_REVIEW = "Drafted by `docgraph hire`. Review the purpose, the tools and the boundaries, then delete this line."


def packet_text(
    definitions: Sequence[Definition],
    heading: str,
    owner: str,
    delegates_to: Sequence[str],
    boundaries: Sequence[str],
) -> str:
    """The text of an agent packet for the agent that `definitions` define.

    Without `owner`, the key has no value. A text from a definition becomes a quoted value on one line, so that it
    cannot add keys or Markdown.
    """
    purpose = _short(next((definition.description for definition in definitions if definition.description), ""))
    tools = tool_entries(definitions)
    models = tuple(dict.fromkeys(model for definition in definitions for model in definition.models))
    paths = dict.fromkeys(definition.path for definition in definitions)
    lines = ["---", "kind: agent", f"owner: {owner}".rstrip(), "backup:", "status: proposed"]
    lines += [f"purpose: {_scalar(purpose)}"] if purpose else []
    lines += ["tools: []"] if tools == () else _list("tools", tools or ())
    lines += [f"model: {_scalar(models[0])}"] if len(models) == 1 else _list("model", map(_scalar, models))
    lines += _list("delegates-to", map(_scalar, delegates_to))
    lines += _list("definitions", map(_scalar, paths))
    if boundaries:
        lines += ["# drafts, from the instructions of the agent: review each of them", "wont-do:"]
        lines += [f"  - {_scalar(_short(boundary))}" for boundary in boundaries]
    return "\n".join([*lines, "---", f"# {heading}", "", _REVIEW, ""])


def tool_entries(definitions: Iterable[Definition]) -> tuple[str, ...] | None:
    """The tools that definitions allow, as YAML list items; None if no definition says which.

    A later definition adds only tools that the earlier definitions do not allow. `*` is every tool.
    """
    names: list[str] = []
    granted: set[Capability] = set()
    is_known = False
    for definition in definitions:
        allowed = allowed_capabilities(definition)
        is_known = is_known or allowed is not None
        if allowed is not None and Capability(EVERYTHING) in allowed:
            return (_every_tool_but(definition.denied),)
        new = (allowed or frozenset()) - granted
        names += (name for name in definition.tools if capability_of(name) in new)
        granted |= new
        # a server by itself grants all of its tools
        servers = {capability.server for capability in granted}
        names += (server for server in definition.servers if server not in servers)
    return tuple(map(_tool, dict.fromkeys(names))) if is_known or names else None


def _every_tool_but(denied: Sequence[str]) -> str:
    scope = f"all but {', '.join(denied)}"
    return f'{{name: "*", scope: {_scalar(scope)}}}' if denied else '"*"'


def _tool(name: str) -> str:
    parsed = Tool.from_text(name)
    scope = parsed.get("scope", "")
    is_same = name == (f"{parsed['name']}({scope})" if scope else parsed["name"])
    return _scalar(name) if is_same and ":" not in parsed["name"] else f"{{name: {_scalar(name)}}}"


def _list(key: str, items: Iterable[str]) -> Iterator[str]:
    entries = tuple(items)
    short = f"{key}: [{', '.join(entries)}]"
    if not entries:
        return
    if len(short) <= _WIDTH:
        yield short
    else:
        yield f"{key}:"
        yield from (f"  - {entry}" for entry in entries)


def _short(text: str) -> str:
    line = _one_line(text)
    if len(line) <= _LONGEST:
        return line
    sentences, end, _ = line[: _LONGEST + 1].rpartition(". ")
    return f"{sentences}." if end else f"{line[:_LONGEST].rpartition(' ')[0] or line[:_LONGEST]} ..."


def _scalar(text: str) -> str:
    line = _one_line(text)
    return line if _SAFE.fullmatch(line) and line.lower() not in TYPED_WORDS else quote_scalar(line)


def _one_line(text: str) -> str:
    return redact(" ".join(visible_text(text).split()))

"""Agents in the settings of Codex: the tables `[agents.NAME]` of `.codex/config.toml`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from docgraph.definitions.definition_file import DefinitionFile, UnreadableFileError
from docgraph.definitions.file_values import toml_values
from docgraph.definitions.formats._format import Format
from docgraph.model.definition import Definition, ToolRule

_AGENT = re.compile(r"^[ \t]*\[[ \t]*agents[ \t]*\.[ \t]*(?P<name>[^\]\n]*?)[ \t]*\]", re.MULTILINE)


def _read(file: DefinitionFile) -> Iterator[Definition]:
    values = toml_values(file.content)
    if isinstance(values, str):
        if _AGENT.search(file.content):
            raise UnreadableFileError(f"the file is not valid TOML: {values}", "correct the TOML at this place")
        return
    agents = values.get("agents")
    for name in agents if isinstance(agents, dict) else ():
        # keys without a table are limits, such as `max_threads`
        is_agent = isinstance(values.get("agents", name), dict)
        if is_agent and not _is_in_agents(values.text("agents", name, "config_file")):
            yield Definition(
                file.at(_offset(file.content, name)),
                CODEX_CONFIG.name,
                CODEX_CONFIG.host,
                name,
                description=values.text("agents", name, "description"),
                tool_rule=ToolRule.UNKNOWN,
            )


def _is_in_agents(config_file: str) -> bool:
    return posixpath.normpath(config_file).startswith("agents/")


def _offset(content: str, name: str) -> int:
    tables = (table for table in _AGENT.finditer(content) if table["name"].strip("\"'") == name)
    return next((table.start() for table in tables), 0)


CODEX_CONFIG = Format(
    "codex-config",
    "Codex",
    "openai/codex codex-rs/core/src/config/agent_roles.rs @13730471",
    ("**/.codex/config.toml",),
    _read,
    has_exact_paths=False,
)

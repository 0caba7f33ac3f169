"""Agents and MCP servers in the configuration of OpenCode: `opencode.json` and `opencode.jsonc`."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.file_values import FileValues
from docgraph.definitions.formats._format import Format
from docgraph.definitions.formats.mcp_client import servers_of
from docgraph.definitions.formats.opencode_agent import FOLLOWED, OPENCODE, agent_of
from docgraph.model.definition import Definition

_KEYS = ("agents", "agent")


def _read(file: DefinitionFile) -> Iterator[Definition]:
    strict = file.required_json()
    # comments are allowed
    values = FileValues(strict.data, strict.offsets)
    for key in _KEYS:
        agents = values.get(key)
        for name, agent in agents.items() if isinstance(agents, dict) else ():
            if isinstance(agent, dict):
                yield agent_of(file, values, OPENCODE_CONFIG.name, name, key, name)
    yield from servers_of(file, values, "mcp", OPENCODE_CONFIG.name, OPENCODE)


def _instructions(file: DefinitionFile, name: str) -> str:
    texts = (file.json.lines(key, name, "prompt") for key in _KEYS) if file.json else ()
    return next(filter(None, texts), "")


OPENCODE_CONFIG = Format(
    "opencode-config",
    OPENCODE,
    FOLLOWED,
    ("**/opencode.json", "**/opencode.jsonc"),
    _read,
    instructions=_instructions,
)

"""Chat modes of Visual Studio Code, which are now called custom agents: `.chatmode.md` files."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.formats._format import Format
from docgraph.definitions.formats.copilot_agent import COPILOT_CUSTOM_AGENT, VSCODE
from docgraph.model.definition import Definition


def _read(file: DefinitionFile) -> Iterator[Definition]:
    for definition in COPILOT_CUSTOM_AGENT.read(file):
        yield replace(definition, format=VSCODE_CHAT_MODE.name)


VSCODE_CHAT_MODE = Format(
    "vscode-chat-mode",
    VSCODE,
    "vscode-docs custom agents @036c663",
    ("**/.github/chatmodes/*.chatmode.md",),
    _read,
    ending=".chatmode.md",
    required=(),
)

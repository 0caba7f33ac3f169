"""The formats of definitions. Each format has a module."""

from docgraph.definitions.formats._format import Format
from docgraph.definitions.formats.agent_card import AGENT_CARD
from docgraph.definitions.formats.agent_schema import AGENT_SCHEMA
from docgraph.definitions.formats.agent_skill import AGENT_SKILL
from docgraph.definitions.formats.claude_agent import CLAUDE_SUBAGENT
from docgraph.definitions.formats.codex_agent import CODEX_AGENT
from docgraph.definitions.formats.codex_config import CODEX_CONFIG
from docgraph.definitions.formats.copilot_agent import COPILOT_CUSTOM_AGENT
from docgraph.definitions.formats.crewai_agents import CREWAI_AGENTS
from docgraph.definitions.formats.cursor_agent import CURSOR_AGENT
from docgraph.definitions.formats.gemini_agent import GEMINI_AGENT
from docgraph.definitions.formats.langgraph import LANGGRAPH
from docgraph.definitions.formats.mcp_client import MCP_CLIENT
from docgraph.definitions.formats.mcp_server import MCP_SERVER
from docgraph.definitions.formats.oasf_record import OASF_RECORD
from docgraph.definitions.formats.opencode_agent import OPENCODE_AGENT
from docgraph.definitions.formats.opencode_config import OPENCODE_CONFIG
from docgraph.definitions.formats.vscode_chat_mode import VSCODE_CHAT_MODE

DEFINITION_FORMATS: tuple[Format, ...] = (
    AGENT_SKILL,
    CLAUDE_SUBAGENT,
    COPILOT_CUSTOM_AGENT,
    VSCODE_CHAT_MODE,
    OPENCODE_AGENT,
    OPENCODE_CONFIG,
    GEMINI_AGENT,
    CODEX_AGENT,
    CODEX_CONFIG,
    CURSOR_AGENT,
    CREWAI_AGENTS,
    AGENT_SCHEMA,
    LANGGRAPH,
    MCP_CLIENT,
    MCP_SERVER,
    AGENT_CARD,
    OASF_RECORD,
)
"""All formats. The first format with a pattern for the path of a file reads the file."""
FORMATS_BY_NAME = {form.name: form for form in DEFINITION_FORMATS}

__all__ = ["DEFINITION_FORMATS", "FORMATS_BY_NAME", "Format"]

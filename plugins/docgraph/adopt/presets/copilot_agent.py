"""Agents of GitHub Copilot: `.agent.md` files in `.github/agents`."""

from docgraph.adopt.presets._preset import Preset

COPILOT_AGENT = Preset(
    "copilot-agent",
    "agent",
    body=False,
    unquoted=True,
    keys={
        "name": "title",
        "description": "purpose",
        **dict.fromkeys(
            ("target", "disable-model-invocation", "user-invocable", "infer", "mcp-servers", "metadata"), ""
        ),
        **dict.fromkeys(("handoffs", "agents", "hooks", "argument-hint"), ""),
    },
)

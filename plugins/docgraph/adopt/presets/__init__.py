"""The presets of the `kinds` setting, one module each. Each has a page in `content/reference/presets`."""

from docgraph.adopt.presets._preset import Preset
from docgraph.adopt.presets.backstage import BACKSTAGE
from docgraph.adopt.presets.claude_agent import CLAUDE_AGENT
from docgraph.adopt.presets.copilot_agent import COPILOT_AGENT
from docgraph.adopt.presets.kep import KEP
from docgraph.adopt.presets.madr_2 import MADR_2
from docgraph.adopt.presets.madr_3 import MADR_3
from docgraph.adopt.presets.madr_4 import MADR_4
from docgraph.adopt.presets.nygard import NYGARD

__all__ = ["PRESETS", "Preset"]

PRESETS: dict[str, Preset] = {
    preset.name: preset for preset in (MADR_2, MADR_3, MADR_4, NYGARD, KEP, BACKSTAGE, CLAUDE_AGENT, COPILOT_AGENT)
}

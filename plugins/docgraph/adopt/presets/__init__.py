"""The presets for the setting `kinds`. Each preset is one module, and has a page in `content/reference/presets`."""

from docgraph.adopt.presets._preset import KindSettings, Preset
from docgraph.adopt.presets.backstage import BACKSTAGE
from docgraph.adopt.presets.claude_agent import CLAUDE_AGENT
from docgraph.adopt.presets.copilot_agent import COPILOT_AGENT
from docgraph.adopt.presets.kep import KEP
from docgraph.adopt.presets.madr_2 import MADR_2
from docgraph.adopt.presets.madr_3 import MADR_3
from docgraph.adopt.presets.madr_4 import MADR_4
from docgraph.adopt.presets.nygard import NYGARD
from docgraph.adopt.presets.okf import OKF

__all__ = ["PRESETS", "KindSettings", "Preset"]

PRESETS: dict[str, Preset] = {
    preset.name: preset for preset in (MADR_2, MADR_3, MADR_4, NYGARD, KEP, BACKSTAGE, OKF, CLAUDE_AGENT, COPILOT_AGENT)
}

"""The presets of the `kinds` setting, one module each."""

from docgraph.adopt.presets._preset import Preset
from docgraph.adopt.presets.madr_4 import MADR_4

__all__ = ["PRESETS", "Preset"]

PRESETS: dict[str, Preset] = {preset.name: preset for preset in (MADR_4,)}

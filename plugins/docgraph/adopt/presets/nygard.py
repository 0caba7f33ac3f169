"""Decision records in the format of Michael Nygard and adr-tools: `Date:`, then a section `Status`."""

from docgraph.adopt.presets._preset import Preset

NYGARD = Preset("nygard", "decision")

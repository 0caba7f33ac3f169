"""Decisions as Michael Nygard describes them, and as adr-tools writes them: `Date:`, then `## Status`."""

from docgraph.adopt.presets._preset import Preset

NYGARD = Preset("nygard", "decision")

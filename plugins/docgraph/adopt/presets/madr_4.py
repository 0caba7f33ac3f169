"""Markdown Any Decision Records (MADR) 4: `status`, `date` and `decision-makers` in the front matter."""

from docgraph.adopt.presets._preset import Preset

MADR_4 = Preset("madr-4", "decision")

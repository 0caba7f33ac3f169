"""Markdown Any Decision Records (MADR) 3: `status`, `date` and `deciders` in the front matter."""

from docgraph.adopt.presets._preset import Preset

MADR_3 = Preset("madr-3", "decision", keys={"deciders": "decision-makers"})

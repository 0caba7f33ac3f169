"""Markdown Any Decision Records (MADR) 2: a list with `Status`, `Deciders` and `Date` below the title."""

from docgraph.adopt.presets._preset import Preset

MADR_2 = Preset("madr-2", "decision")

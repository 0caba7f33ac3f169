"""Markdown Any Decision Records 3: `status`, `date` and `deciders` in the front matter."""

from docgraph.adopt.presets._preset import Preset

MADR_3 = Preset(
    "madr-3",
    "decision",
    "ADRs (MADR 3)",
    (r"^#? ?deciders:", r"^## Context and Problem Statement"),
    keys={"deciders": "decision-makers"},
)

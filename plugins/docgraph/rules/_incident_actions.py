"""Distinguishes actions in a table from actions in a list, because the fixes differ."""

from __future__ import annotations

from docgraph.kinds.incident import Incident


def in_table(incident: Incident, number: int) -> bool:
    """Whether the action at the index `number` is a row of a table in the body."""
    offset = incident.place.offset(("actions", number))
    if offset is None or not incident.place.in_body("actions", number):
        return False
    content = incident.place.text.content
    before = content[content.rfind("\n", 0, offset) + 1 : offset].rstrip()
    return not before.strip("> ") or before.endswith("|")

"""Where an action of an incident is written, because an edit of a table differs from one of a list."""

from __future__ import annotations

from docgraph.kinds.incident import Incident


def in_table(incident: Incident, number: int) -> bool:
    """Whether an action is the row of a table in the body: nothing but a `|` or the sign of a quote before it."""
    offset = incident.place.offset(("actions", number))
    if offset is None or not incident.place.in_body("actions", number):
        return False
    content = incident.place.text.content
    before = content[content.rfind("\n", 0, offset) + 1 : offset].rstrip()
    return not before.strip("> ") or before.endswith("|")

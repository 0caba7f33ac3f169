"""Days that a document says by its name."""

from __future__ import annotations

import re

from docgraph.model.record import Record
from docgraph.model.values import day

_BEGIN = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)", re.ASCII)


def day_in_name(record: Record) -> str:
    """The day that the file of a record's own page begins with, as in `2026-03-14-retry-storm.md`; empty if none."""
    found = _BEGIN.match(record.path.rpartition("/")[2]) if record.place.page else None
    try:
        return day(found[1]).isoformat() if found else ""
    except ValueError:
        return ""

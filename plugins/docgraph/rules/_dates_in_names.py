"""Findings about records without a date. The fix takes the date from the file name."""

from __future__ import annotations

import re

from docgraph.model.field_types import parse_day
from docgraph.model.finding import Finding
from docgraph.model.record import Record
from docgraph.rules._causes import is_unreadable, unread

_BEGIN = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)", re.ASCII)


def day_in_name(record: Record) -> str:
    """The date at the start of the record's file name: `2026-03-14` for `2026-03-14-outage.md`.

    Empty if the name does not start with a date, or if the file defines several records.
    """
    found = _BEGIN.match(record.path.rpartition("/")[2]) if record.place.is_own_page else None
    try:
        return parse_day(found[1]).isoformat() if found else ""
    except ValueError:
        return ""


def undated(record: Record) -> Finding:
    """The finding that the date of a record is missing or invalid.

    If the date is missing and the file name starts with a date, the fix adds that date.
    """
    found = day_in_name(record)
    if is_unreadable(record, "date"):
        message, help = f"{record.kind} `{record.id}` has an invalid date", "set"
    else:
        message, help = f"{record.kind} `{record.id}` has no date", "add"
    edits = [record.addition(("date",), found)] if found and help == "add" else []
    help = f"{help} `date: {found or 'YYYY-MM-DD'}`"
    return record.finding("date", message, help=help, edits=edits, unless=unread(record, "date"))

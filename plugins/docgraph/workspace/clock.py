"""The clock, and what is said where dates are evaluated as of a day that is far from it."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime
from typing import Any

CLOCK = "DOCGRAPH_CLOCK"
"""The variable that sets the clock for tests, as YYYY-MM-DD. No date is evaluated by it."""
_FAR = 30


def clock_day() -> date:
    """The day that it is, in UTC."""
    set_to = os.environ.get(CLOCK, "")
    return date.fromisoformat(set_to) if set_to else datetime.fromtimestamp(time.time(), UTC).date()


def far_note(as_of: date, setting: Any) -> str:
    """A line where the `as-of` of the settings, or else of `SOURCE_DATE_EPOCH`, is over 30 days away; else empty."""
    now = clock_day()
    days = (as_of - now).days
    if abs(days) <= _FAR:
        return ""
    source = "`as-of` in the settings" if setting else "`SOURCE_DATE_EPOCH`"
    away = f"{abs(days)} days {'after' if days > 0 else 'before'} today, {now}"
    return f"dates are evaluated as of {as_of} ({source}), {away}"

"""The current date, and a warning if the as-of date is far from the current date."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime
from typing import Any

CLOCK = "DOCGRAPH_CLOCK"
"""Environment variable with a date (YYYY-MM-DD) that replaces the current date in tests.

It does not set the as-of date.
"""
_FAR = 30


def clock_day() -> date:
    """The date in the variable `DOCGRAPH_CLOCK`; if it is not set, the current date in UTC."""
    set_to = os.environ.get(CLOCK, "")
    return date.fromisoformat(set_to) if set_to else datetime.fromtimestamp(time.time(), UTC).date()


def far_note(as_of: date, setting: Any) -> str:
    """A warning if the as-of date is more than 30 days before or after today; else empty.

    `setting` is the value of the setting `as-of`. If it is empty, the warning names `SOURCE_DATE_EPOCH` as the source
    of the date.
    """
    now = clock_day()
    days = (as_of - now).days
    if abs(days) <= _FAR:
        return ""
    source = "`as-of` in the settings" if setting else "`SOURCE_DATE_EPOCH`"
    away = f"{abs(days)} days {'after' if days > 0 else 'before'} today, {now}"
    return f"dates are evaluated as of {as_of} ({source}), {away}"

"""Findings about overdue reviews."""

from __future__ import annotations

from datetime import date

from docgraph.model.finding import Finding, Related
from docgraph.model.record import Record
from docgraph.rules._phrases import plural


def overdue_review(record: Record, as_of: date, what: str, related: tuple[Related, ...] = ()) -> Finding | None:
    """The finding that the review of a record is overdue; None if it is not.

    `review-due` is the last day on which the review is in time. `what` is the word for the record in messages.
    """
    if record.review_due is None or record.review_due >= as_of:
        return None
    days = plural((as_of - record.review_due).days, "day")
    message = f"review of {what} `{record.id}` was due on {record.review_due}, {days} ago"
    help = f"review the {what}, then move `review-due:`"
    return record.finding("review-due", message, help=help, related=related)

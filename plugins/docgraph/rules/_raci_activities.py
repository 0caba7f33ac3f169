"""Helpers for an activity of a RACI that has several rows."""

from __future__ import annotations

from docgraph.kinds.raci import Raci
from docgraph.model.cause import Cause
from docgraph.rules._causes import unread


def is_named_elsewhere(raci: Raci, rows: tuple[int, ...], role: str) -> bool:
    """Whether one of `rows` names anybody under `role`, such as `accountable`."""
    return any(raci.rows[number].__dict__[role] for number in rows)


def unread_in(raci: Raci, rows: tuple[int, ...], role: str) -> tuple[Cause, ...]:
    """Causes: findings about invalid values under `role`, such as `accountable`, in `rows`."""
    return unread(raci, *(("rows", number, role) for number in rows if raci.has_invalid("rows", number, role)))

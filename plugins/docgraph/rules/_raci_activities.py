"""Helpers for an activity of a RACI that has several rows."""

from __future__ import annotations

from docgraph.kinds.raci import Raci
from docgraph.model.cause import Cause
from docgraph.rules._causes import unread


def is_named_elsewhere(raci: Raci, rows: tuple[int, ...], role: str) -> bool:
    """Whether at least one of `rows` names somebody in the column `role`, such as `accountable`.

    `rows` are indexes of rows of the RACI.
    """
    return any(raci.rows[number].__dict__[role] for number in rows)


def unread_in(raci: Raci, rows: tuple[int, ...], role: str) -> tuple[Cause, ...]:
    """`Cause`s that match findings about invalid values in the column `role` of `rows`.

    `rows` are indexes of rows of the RACI.
    """
    return unread(raci, *(("rows", number, role) for number in rows if raci.has_invalid("rows", number, role)))

"""What is said of an activity of a RACI, in whichever of its rows."""

from __future__ import annotations

from docgraph.kinds.raci import Raci


def said_elsewhere(raci: Raci, rows: tuple[int, ...], role: str) -> bool:
    """Whether somebody has `role` in one of `rows`, or may have: what stands there could not be used."""
    return any(raci.rows[number].__dict__[role] or raci.unusable("rows", number, role) for number in rows)

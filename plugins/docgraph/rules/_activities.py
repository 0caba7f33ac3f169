"""Which rows of a RACI are about one activity, however often and in however many tables it is written."""

from __future__ import annotations

from collections import defaultdict

from docgraph.kinds.raci import Raci


def activities(raci: Raci) -> list[tuple[int, ...]]:
    """The numbers of the rows of each activity; a row without one stands alone. Case and runs of space do not count."""
    rows: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(raci.rows):
        rows[" ".join(row.activity.casefold().split()) or f"\0{number}"].append(number)
    return [tuple(numbers) for numbers in rows.values()]


def said_elsewhere(raci: Raci, rows: tuple[int, ...], role: str) -> bool:
    """Whether somebody has `role` in one of `rows`, or may have: what stands there could not be used."""
    return any(raci.rows[number].__dict__[role] or raci.unusable("rows", number, role) for number in rows)

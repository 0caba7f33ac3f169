"""What a RACI means nothing without: its scope and its rows."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.kinds.raci import Raci
from docgraph.model.cause import Cause
from docgraph.model.problem import Problem
from docgraph.model.record import Place
from docgraph.source.raci_table import without_rows


def missing_parts(raci: Raci, body: int, *, listed: bool) -> Iterator[Problem]:
    """The problems of a RACI without scope or rows; each defers to a value that stands there and could not be used.

    `body` is where the body of its document begins. `listed` says that it is an entry of a list, whose body is no
    place for rows."""
    if raci.missing("scope"):
        yield _missing(raci, "scope", f"raci `{raci.id}` has no scope", "add `scope: <agent or outcome id>`")
    if raci.missing("rows"):
        in_list = (f"raci `{raci.id}` has no rows", "add `rows:` to the entry")
        yield _missing(raci, "rows", *(in_list if listed else without_rows(raci.id, raci.place.text, body)))


def _missing(raci: Raci, key: str, message: str, help: str) -> Problem:
    at = Place(raci.place.text, raci.place.marks, raci.place.keys).at(())
    unless = (Cause((), None, raci.path, raci.ref, (key,)),)
    return Problem("wrong-type", at, message, help, raci.ref, unless=unless)

"""Links problems to other problems that cause them. A problem is not reported if its cause is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from docgraph.model.cause import Cause
from docgraph.model.location import Location
from docgraph.model.problem import Problem


def causes(problems: Iterable[Problem]) -> tuple[Cause, ...]:
    """The findings that `problems` become, as causes for other problems."""
    return tuple(problem.cause for problem in problems)


def deferring(problems: Iterable[Problem], others: Iterable[Problem]) -> Iterator[Problem]:
    """Yield `problems`. All `others` at the location of a problem become its causes."""
    by_place: dict[Location, list[Cause]] = defaultdict(list)
    for other in others:
        by_place[other.at].append(other.cause)
    for problem in problems:
        found = by_place.get(problem.at)
        yield replace(problem, unless=(*problem.unless, *found)) if found else problem

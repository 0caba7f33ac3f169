"""Finds gaps and overlaps between the terms in `history` or in the `holders` of a role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from heapq import heappop, heappush

from msgspec import Struct

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference
from docgraph.kinds.ownership import Tenure
from docgraph.kinds.role import Holder
from docgraph.model.record import Record


class Clash(Struct, frozen=True):
    """A gap or an overlap between two terms. `earlier` and `later` are the indexes of the terms.

    The earlier term runs from `begin` to `end`. The later term begins on `start`. An overlap ends on `until`, and
    `people` is the number of terms in it. A missing date is the first or last date of the calendar.
    """

    begin: date
    end: date
    start: date
    until: date
    earlier: int
    later: int
    people: int

    @property
    def is_gap(self) -> bool:
        return self.end < self.start

    def is_on(self, day: date) -> bool:
        """Whether the gap or overlap includes `day`."""
        return self.end <= day < self.start if self.is_gap else self.start <= day < self.until


def clashes(entries: Sequence[Tenure | Holder], most: int) -> Iterator[Clash]:
    """Yield a `Clash` for each term that begins after a gap or while `most` other terms run.

    Takes O(n log n) time.
    """
    spans = sorted((entry.from_ or date.min, entry.to or date.max, number) for number, entry in enumerate(entries))
    running: list[date] = []
    last: tuple[date, date, int] | None = None
    before: tuple[date, date, int] | None = None
    for start, stop, number in spans:
        while running and running[0] <= start:
            heappop(running)
        if last is not None and last[1] < start:
            yield Clash(last[0], last[1], start, start, last[2], number, 0)
        elif last is not None and before is not None and len(running) >= most:
            begin, end, earlier = before if before[1] > start else last
            yield Clash(begin, end, start, min(end, stop), earlier, number, len(running) + 1)
        before = (start, stop, number)
        last = before if last is None or stop > last[1] else last
        heappush(running, stop)


def owner_terms(graph: DocGraph, record: Record, owner: Record | None) -> list[tuple[date, int]]:
    """The first day after each term of `owner` in `history`, and the index of the term.

    A term without an end ends when the next term of another owner begins, because a record has one owner at a time.
    """
    links = graph.links_of(record, "history.owner")
    history = record.value("history") if links else ()
    others = [history[int(link.path[1])].from_ for link in links if link.target is not owner]
    found = []
    for number in (int(link.path[1]) for link in links if link.target is owner):
        begin = history[number].from_ or date.min
        next_begin = min((other for other in others if other and other > begin), default=date.max)
        found.append((history[number].to or next_begin, number))
    return found


def running_term_of_another(
    graph: DocGraph, record: Record, owner: Record, terms: Sequence[tuple[date, int]]
) -> Reference | None:
    """The reference to another owner in the latest term of `history`, if that term has no end.

    `terms` are the terms of `owner`, from `owner_terms`. None if `owner` has a current term, or if the latest term has
    an unresolved name. A role and its active holders count as the same owner.
    """
    links = graph.links_of(record, "history.owner")
    history = record.value("history") if links else ()
    begun = {number: term.from_ for number, term in enumerate(history) if term.from_ and term.from_ <= graph.as_of}
    ends = {number: end for end, number in terms}
    if not begun or any(ends[number] > graph.as_of for number in begun.keys() & ends.keys()):
        return None
    latest = max(begun, key=lambda number: (begun[number], number))
    named = [link for link in links if link.path[1] == latest]
    people = {owner, *graph.people_behind(owner)}
    same = any(
        link.target is None or not people.isdisjoint((link.target, *graph.people_behind(link.target))) for link in named
    )
    return None if history[latest].to or same else next(iter(named), None)

"""The picture of a record and what is next to it: what leads here above it, what it leads to below, as SVG with links.

Drawn as a spine with branches to both sides: narrow enough for a small screen, and every place is plain arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape
from msgspec import Struct

from docgraph.graph.reference import Edge
from docgraph.model.document import PlainPage
from docgraph.model.record import Record
from docgraph.site.context import display_name
from docgraph.site.figures.glyphs import GLYPHS, drawn_as, kind_word
from docgraph.site.figures.wrap_text import lines
from docgraph.site.i18n import Catalogue, current, said
from docgraph.site.render.format import PageLinks, visible

MAX_NEIGHBOURS = 12
"""So many neighbours are drawn."""
_WIDTH, _SPINE, _ROW, _BOX = 320, 160, 54, 46
_OUT = 26
"""How far from the spine the middle of a neighbour is."""
_LETTERS = 13.8
_OUTLINES = {
    kind: f'<path d="{glyph.outline}"/><text class="docgraph-letter" y="{glyph.lower}">{glyph.letters}</text>'
    for kind, glyph in GLYPHS.items()
}
_TEXT = ('<text text-anchor="end" x="-18"', '<text x="18"')
_SHAPES = [
    {
        kind: f'<rect x="{left}" y="-25" width="{_SPINE - _OUT}" height="50" rx="4"/>{outline}'
        for kind, outline in _OUTLINES.items()
    }
    for left in (14 - _SPINE + _OUT, -14)
]
"""Of a neighbour on the left and on the right: its outline, and the box that takes the pointer."""


class Side(NamedTuple):
    """The neighbours by one relation in one direction, each with all its edges. `name` reads along the arrow."""

    name: str
    out: bool
    edges: Sequence[Sequence[Edge]]


class Neighbourhood(Struct, frozen=True):
    """The picture, the kinds that are in it, and how many neighbours are not."""

    svg: Markup
    kinds: frozenset[str]
    more: int


_Found = tuple[Record | PlainPage, str]


def neighbourhood(record: Record, sides: Sequence[Side], link: PageLinks) -> Neighbourhood | None:
    """The picture of `record`; None if nothing is next to it."""
    into, out = _named(sides, False), _named(sides, True)
    number = len(into) + len(out)
    if not number:
        return None
    if number > MAX_NEIGHBOURS:
        below = min(len(out), max(MAX_NEIGHBOURS - len(into), MAX_NEIGHBOURS // 2))
        into, out = into[: MAX_NEIGHBOURS - below], out[:below]
    above = (len(into) + 1) // 2
    kinds = {record.kind, *(drawn_as(node) for node, _ in into), *(drawn_as(node) for node, _ in out)}
    nodes = [
        *_drawn(into, 0, said("%(relation)s this: %(name)s"), link),
        *_drawn(out, _top(above) + _BOX, said("%(relation)s: %(name)s"), link),
    ]
    height, paths = _lines(len(into), len(out))
    title = display_name(record)
    name = escape(said("%(name)s and what is next to it")) % {"name": _uncropped(title)}
    svg = (
        f'<svg class="docgraph-map" viewBox="0 0 {_WIDTH} {height}" role="group" '
        'aria-labelledby="docgraph-map-title" aria-describedby="docgraph-map-text">'
        f'<title id="docgraph-map-title">{name}</title>'
        f'<desc id="docgraph-map-text">{escape(_description(len(into), len(out)))}</desc>'
        f"{paths}{_middle(record.kind, title, _top(above))}"
        f"{''.join(nodes)}</svg>"
    )
    return Neighbourhood(Markup(svg), frozenset(kinds), max(number - MAX_NEIGHBOURS, 0))


def _description(above: int, below: int) -> str:
    """What the picture says to those who do not see it."""
    text = said("%(above)d above lead here, %(below)d below are led to. The list after the picture says the same.")
    return text % {"above": above, "below": below}


def _named(sides: Sequence[Side], out: bool) -> list[_Found]:
    """The neighbours in one direction, each once with the names of its relations."""
    chosen = [side for side in sides if side.out is out]
    names: dict[Record | PlainPage, str] = {}
    for name, _, edges in chosen if sum([len(side.edges) for side in chosen]) <= MAX_NEIGHBOURS else _in_turn(chosen):
        for several in edges:
            node = several[0].target if out else several[0].source
            names[node] = f"{names[node]}, {name}" if node in names else name
    return list(names.items())


def _in_turn(sides: Sequence[Side]) -> Iterator[Side]:
    """The same edges, some of each relation before the rest of any: no relation crowds out the others."""
    for number in range(MAX_NEIGHBOURS):
        yield from (Side(side.name, side.out, side.edges[number : number + 1]) for side in sides)
    yield from (Side(side.name, side.out, side.edges[MAX_NEIGHBOURS:]) for side in sides)


def _top(rows: int) -> int:
    """Where the box of the record begins under so many rows."""
    return rows * _ROW + (14 if rows else 1)


def _drawn(found: Sequence[_Found], top: int, reading: str, link: PageLinks) -> list[str]:
    drawn, spoken, catalogue = [], str(escape(reading)), current.get()
    for (node, names), (right, place) in zip(found, _places(top), strict=False):
        absent = link.absence(node)
        full, inside, first = _node(drawn_as(node), display_name(node), right, catalogue, absent)
        named, written = _relation(names, right, first, absent)
        url = link.url(node)
        # themes that swap pages in assign to every `href`, and in SVG that property cannot be assigned to
        start, end = (f'<a xlink:href="{url}"', "</a>") if url else ("<g", "</g>")
        start = f'{start} class="docgraph-absent"' if absent else start
        read = spoken % {"relation": named, "name": full}
        drawn.append(f"{start}{place}<title>{read}</title>{inside}{written}{end}")
    return drawn


@cache
def _places(top: int) -> list[tuple[int, str]]:
    """For each neighbour above or below: whether it is on the right, and where its middle is."""
    first = top + _ROW // 2 + (10 if top else 0)
    return [
        (at % 2, f' transform="translate({_SPINE + (_OUT if at % 2 else -_OUT)} {first + at // 2 * _ROW})">')
        for at in range(MAX_NEIGHBOURS)
    ]


@lru_cache(maxsize=16384)
def _uncropped(title: str) -> Markup:
    return escape(visible(title[:300]))


@lru_cache(maxsize=16384)
def _node(kind: str, title: str, right: int, catalogue: Catalogue, absent: str = "") -> tuple[str, str, int]:
    """The whole name, the drawing around the middle of the outline, and where the line above the title stands."""
    line, second = _two(title)
    start, first = _TEXT[right], 3 if second else 11
    inside = f'{_SHAPES[right][kind]}{start} y="{first}">{line}</text>'
    if second:
        inside = f'{inside}{start} y="18">{second}</text>'
    marked = f" ({escape(absent)})" if absent else ""
    return f"{_uncropped(title)}{marked}, {kind_word(kind)}", inside, first - 15


@lru_cache(maxsize=16384)
def _two(title: str) -> tuple[str, str]:
    """A title in one line or two, escaped; the second is empty if one is enough."""
    shown = lines(title, _LETTERS, 2)
    return escape(shown[0]), escape(shown[1]) if len(shown) > 1 else ""


@lru_cache(maxsize=4096)
def _relation(names: str, right: int, y: int, absent: str = "") -> tuple[str, str]:
    """The names of relations, whole, and as the line above the title, with why a person is not active."""
    (shown,) = lines(f"{names}, {absent}" if absent else names, _LETTERS, 1)
    return escape(names), f'{_TEXT[right]} y="{y}" class="docgraph-quiet">{escape(shown)}</text>'


def _middle(kind: str, title: str, top: int) -> str:
    """The record itself, in a box on the spine."""
    line, second = _two(title)
    start = '<text class="docgraph-own" x="106"'
    written = f'{start} y="{20 if second else 28}">{line}</text>'
    if second:
        written = f'{written}{start} y="36">{second}</text>'
    return (
        f'<g transform="translate(0 {top})"><rect class="docgraph-own" x="62" width="196" height="{_BOX}" rx="4"/>'
        f'<g transform="translate(86 23)">{_OUTLINES[kind]}</g>{written}</g>'
    )


@cache
def _lines(into: int, out: int) -> tuple[int, str]:
    """The height of the picture, and its lines: branches into the spine, the spine, branches out with arrowheads."""
    above, below = (into + 1) // 2, (out + 1) // 2
    top, foot = _top(above), _top(above) + _BOX
    path, heads = [], []
    for number in range(into):
        y, way = number // 2 * _ROW + _ROW // 2, 1 if number % 2 else -1
        path.append(f"M{_SPINE + 14 * way} {y}H{_SPINE + 6 * way}Q{_SPINE} {y} {_SPINE} {y + 6}")
    if into:
        path.append(f"M{_SPINE} {_ROW // 2 + 6}V{top - 4}")
        heads.append(f"M{_SPINE} {top - 1}l-4-7h8z")
    for number in range(out):
        y, way = foot + number // 2 * _ROW + _ROW // 2 + 10, 1 if number % 2 else -1
        path.append(f"M{_SPINE} {y - 6}Q{_SPINE} {y} {_SPINE + 6 * way} {y}H{_SPINE + 10 * way}")
        heads.append(f"M{_SPINE + 14 * way} {y}l{-6 * way}-4v8z")
    if out:
        path.append(f"M{_SPINE} {foot}V{foot + (below - 1) * _ROW + _ROW // 2 + 4}")
    height = foot + (below * _ROW + 10 if below else 1)
    drawn = f'<path class="docgraph-line" d="{"".join(path)}"/><path class="docgraph-arrow" d="{"".join(heads)}"/>'
    return height, drawn

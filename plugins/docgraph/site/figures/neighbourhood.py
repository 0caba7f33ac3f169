"""SVG picture of a record and its neighbours: incoming relations above, outgoing ones below.

Neighbours are on both sides of a vertical line. This is narrow enough for a phone and needs no layout algorithm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape
from msgspec import Struct

from docgraph.graph.definition_graph import DefinitionEdge, DefinitionNode
from docgraph.graph.reference import Edge
from docgraph.model.document import PlainPage
from docgraph.model.record import Record
from docgraph.site.context import display_name
from docgraph.site.figures.glyphs import GLYPHS, kind_word, picture_kind
from docgraph.site.figures.wrap_text import wrap_lines
from docgraph.site.i18n import Catalogue, current_catalogue, gettext
from docgraph.site.render.format import PageLinks, escape_hidden

MAX_NEIGHBOURS = 12
"""Maximum number of neighbours in the picture."""
_WIDTH, _SPINE, _ROW, _BOX = 320, 160, 54, 46
_OUT = 26
"""Horizontal distance from the spine to the centre of a neighbour."""
_LETTERS = 13.8
_OUTLINES = {
    kind: f'<path d="{glyph.outline}"/><text class="docgraph-letter" y="{glyph.text_offset}">{glyph.letters}</text>'
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
"""Outline and clickable box of a neighbour by kind, for the left side and the right side."""


class Side(NamedTuple):
    """The neighbours by one relation in one direction, each with all its edges to the record.

    `name` is the label of the relation in the direction of the edge: "owns", not "owned by".
    """

    name: str
    outgoing: bool
    edges: Sequence[Sequence[Edge | DefinitionEdge]]


class Neighbourhood(Struct, frozen=True):
    """A picture, the kinds of the nodes in it, and the number of neighbours that it omits."""

    svg: Markup
    kinds: frozenset[str]
    hidden: int


_NamedNode = tuple[Record | PlainPage | DefinitionNode, str]


def neighbourhood(record: Record, sides: Sequence[Side], link: PageLinks) -> Neighbourhood | None:
    """The picture of `record`; None if it has no neighbours."""
    into, out = _neighbour_names(sides, outgoing=False), _neighbour_names(sides, outgoing=True)
    number = len(into) + len(out)
    if not number:
        return None
    if number > MAX_NEIGHBOURS:
        below = min(len(out), max(MAX_NEIGHBOURS - len(into), MAX_NEIGHBOURS // 2))
        into, out = into[: MAX_NEIGHBOURS - below], out[:below]
    above = (len(into) + 1) // 2
    kinds = {record.kind, *(picture_kind(node) for node, _ in into), *(picture_kind(node) for node, _ in out)}
    nodes = [
        *_draw_nodes(into, 0, gettext("%(name)s – %(relation)s: this record"), link),
        *_draw_nodes(out, _box_top(above) + _BOX, gettext("%(relation)s: %(name)s"), link),
    ]
    height, paths = _draw_lines(len(into), len(out))
    title = display_name(record)
    name = escape(gettext("Connections of %(name)s")) % {"name": _full_title(title)}
    svg = (
        f'<svg class="docgraph-diagram" viewBox="0 0 {_WIDTH} {height}" role="group" '
        'aria-labelledby="docgraph-diagram-title" aria-describedby="docgraph-diagram-text">'
        f'<title id="docgraph-diagram-title">{name}</title>'
        f'<desc id="docgraph-diagram-text">{escape(_description(len(into), len(out)))}</desc>'
        f"{paths}{_draw_centre(record.kind, title, _box_top(above))}"
        f"{''.join(nodes)}</svg>"
    )
    return Neighbourhood(Markup(svg), frozenset(kinds), max(number - MAX_NEIGHBOURS, 0))


def _description(above: int, below: int) -> str:
    """Text alternative of the picture; `above` and `below` are the numbers of neighbours."""
    text = gettext("%(above)d incoming, %(below)d outgoing. The list below the picture has the same content.")
    return text % {"above": above, "below": below}


def _neighbour_names(sides: Sequence[Side], outgoing: bool) -> list[_NamedNode]:
    """Distinct neighbours in one direction, each with the names of its relations."""
    chosen = [side for side in sides if side.outgoing is outgoing]
    names: dict[Record | PlainPage | DefinitionNode, str] = {}
    for name, _, edges in (
        chosen if sum([len(side.edges) for side in chosen]) <= MAX_NEIGHBOURS else _interleaved(chosen)
    ):
        for parallel_edges in edges:
            node = parallel_edges[0].target if outgoing else parallel_edges[0].source
            names[node] = f"{names[node]}, {name}" if node in names else name
    return list(names.items())


def _interleaved(sides: Sequence[Side]) -> Iterator[Side]:
    """The same edges, alternating between relations, so that no relation is omitted completely."""
    for number in range(MAX_NEIGHBOURS):
        yield from (Side(side.name, side.outgoing, side.edges[number : number + 1]) for side in sides)
    yield from (Side(side.name, side.outgoing, side.edges[MAX_NEIGHBOURS:]) for side in sides)


def _box_top(rows: int) -> int:
    """`y` of the top of the record's box, which is below `rows` rows of neighbours."""
    return rows * _ROW + (14 if rows else 1)


def _draw_nodes(neighbours: Sequence[_NamedNode], top: int, description_pattern: str, link: PageLinks) -> list[str]:
    drawn, pattern, catalogue = [], str(escape(description_pattern)), current_catalogue.get()
    for (node, names), (right, transform) in zip(neighbours, _positions(top), strict=False):
        absent = link.absence(node)
        name, drawing, relation_y = _draw_node(picture_kind(node), display_name(node), right, catalogue, absent)
        relation, relation_text = _draw_relation(names, right, relation_y, absent)
        url = link.url(node)
        # themes with instant navigation assign to every `href`, which is read-only in SVG; hence `xlink:href`
        start, end = (f'<a xlink:href="{url}"', "</a>") if url else ("<g", "</g>")
        start = f'{start} class="docgraph-absent"' if absent else start
        description = pattern % {"relation": relation, "name": name}
        drawn.append(f"{start}{transform}<title>{description}</title>{drawing}{relation_text}{end}")
    return drawn


@cache
def _positions(top: int) -> list[tuple[int, str]]:
    """(1 if right, 0 if left; SVG `transform` of the centre) of each neighbour."""
    first = top + _ROW // 2 + (10 if top else 0)
    return [
        (at % 2, f' transform="translate({_SPINE + (_OUT if at % 2 else -_OUT)} {first + at // 2 * _ROW})">')
        for at in range(MAX_NEIGHBOURS)
    ]


@lru_cache(maxsize=16384)
def _full_title(title: str) -> Markup:
    return escape(escape_hidden(title[:300]))


@lru_cache(maxsize=16384)
def _draw_node(kind: str, title: str, right: int, _catalogue: Catalogue, absent: str = "") -> tuple[str, str, int]:
    """Full name of a node, its drawing, and the `y` of the text with its relation.

    The origin of the drawing is the centre of the outline.
    """
    line, second = _two_lines(title)
    start, first = _TEXT[right], 3 if second else 11
    drawing = f'{_SHAPES[right][kind]}{start} y="{first}">{line}</text>'
    if second:
        drawing = f'{drawing}{start} y="18">{second}</text>'
    absence = f" ({escape(absent)})" if absent else ""
    return f"{_full_title(title)}{absence}, {kind_word(kind)}", drawing, first - 15


@lru_cache(maxsize=16384)
def _two_lines(title: str) -> tuple[str, str]:
    """A title on at most two lines, HTML-escaped; the second line may be empty."""
    shown = wrap_lines(title, _LETTERS, 2)
    return escape(shown[0]), escape(shown[1]) if len(shown) > 1 else ""


@lru_cache(maxsize=4096)
def _draw_relation(names: str, right: int, y: int, absent: str = "") -> tuple[str, str]:
    """Full names of the relations of a neighbour, and the SVG text above its title.

    The text has the cropped names of the relations. If the neighbour is a person who is not active, it also says so.
    """
    (shown,) = wrap_lines(f"{names}, {absent}" if absent else names, _LETTERS, 1)
    return escape(names), f'{_TEXT[right]} y="{y}" class="docgraph-muted">{escape(shown)}</text>'


def _draw_centre(kind: str, title: str, top: int) -> str:
    """The drawing of the record itself, in a box on the vertical line."""
    line, second = _two_lines(title)
    start = '<text class="docgraph-current" x="106"'
    text = f'{start} y="{20 if second else 28}">{line}</text>'
    if second:
        text = f'{text}{start} y="36">{second}</text>'
    return (
        f'<g transform="translate(0 {top})"><rect class="docgraph-current" x="62" width="196" height="{_BOX}" rx="4"/>'
        f'<g transform="translate(86 23)">{_OUTLINES[kind]}</g>{text}</g>'
    )


@cache
def _draw_lines(into: int, out: int) -> tuple[int, str]:
    """Height of the picture, and its lines and arrowheads as SVG paths."""
    above, below = (into + 1) // 2, (out + 1) // 2
    top, foot = _box_top(above), _box_top(above) + _BOX
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
    drawn = f'<path class="docgraph-relation" d="{"".join(path)}"/><path class="docgraph-arrow" d="{"".join(heads)}"/>'
    return height, drawn

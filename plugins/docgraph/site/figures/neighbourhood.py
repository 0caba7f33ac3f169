"""Picture of a record between its neighbours, grouped by relation.

It consists of HTML, which wraps titles by the real width of their letters: beside each other where there is room, below
each other on a phone. Lines are borders. No layout algorithm is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup, escape
from msgspec import Struct

from docgraph.graph.definition_graph import DefinitionNode
from docgraph.kinds import Person
from docgraph.model.document import PlainPage
from docgraph.model.record import Record
from docgraph.site.context import display_name
from docgraph.site.figures.glyphs import GLYPHS, kind_word, picture_kind
from docgraph.site.i18n import Catalogue, current_catalogue, gettext
from docgraph.site.render.format import PageLinks, escape_hidden, isolated, truncate

MAX_NEIGHBOURS = 12
"""Maximum number of neighbours in the picture."""
_GLYPHS = {
    kind: f'<svg class="docgraph-glyph" data-kind="{kind}" viewBox="-15 -15 30 30" aria-hidden="true">'
    f'<path d="{glyph.outline}"/><text y="{glyph.text_offset}">{glyph.letters}</text></svg>'
    for kind, glyph in GLYPHS.items()
}
PictureNode = Record | PlainPage | DefinitionNode
Group = tuple[str, Sequence[PictureNode]]
"""The name of relations as seen from the record, and the neighbours with these relations."""


class Neighbourhood(Struct, frozen=True):
    """A picture, and the kinds of the nodes in it."""

    picture: Markup
    kinds: frozenset[str]


def neighbourhood(record: Record, groups: Sequence[Group], link: PageLinks) -> Neighbourhood | None:
    """The picture of `record`; None if it has no neighbours."""
    if not groups:
        return None
    chosen = list(zip([name for name, _ in groups], _chosen(groups), strict=True))
    kinds = {record.kind}
    drawn = [(len(nodes) + 1, _draw_group(name, nodes, link, kinds)) for name, nodes in chosen]
    name = escape(gettext("Connections of %(name)s")) % {"name": escape_hidden(display_name(record))}
    sides = "".join(
        [
            f'<div class="docgraph-side docgraph-{place}">{"".join(side)}</div>'
            for place, side in zip(("left", "right"), _halves(drawn), strict=True)
            if side
        ]
    )
    centre = f'{_GLYPHS[record.kind]}<span class="docgraph-name">{isolated(truncate(display_name(record)))}</span>'
    return Neighbourhood(
        Markup(
            f'<div class="docgraph-near" role="group" aria-label="{name}">'
            f'<div class="docgraph-node docgraph-current">{centre}</div>{sides}</div>'
        ),
        frozenset(kinds),
    )


def _chosen(groups: Sequence[Group]) -> list[list[PictureNode]]:
    """The neighbours in the picture: alternating between groups, so that no relation is omitted completely."""
    left, numbers = MAX_NEIGHBOURS, [0] * len(groups)
    while left:
        more = [place for place, (_, nodes) in enumerate(groups) if numbers[place] < len(nodes)][:left]
        if not more:
            break
        for place in more:
            numbers[place] += 1
        left -= len(more)
    return [list(nodes[:number]) for number, (_, nodes) in zip(numbers, groups, strict=True)]


def _halves(drawn: Sequence[tuple[int, str]]) -> tuple[list[str], list[str]]:
    """The groups for the left and the right side, in order and of about the same height."""
    total, height, left, right = sum([lines for lines, _ in drawn]), 0, list[str](), list[str]()
    for lines, html in drawn:
        (left if 2 * height + lines <= total else right).append(html)
        height += lines
    return left, right


def _draw_group(name: str, nodes: Sequence[PictureNode], link: PageLinks, kinds: set[str]) -> str:
    """A group with its name above its neighbours, whose kinds are added to `kinds`; empty if it has none."""
    if not nodes:
        return ""
    drawn = "".join([_draw_node(node, link, kinds) for node in nodes])
    return f'<div class="docgraph-relation"><div class="docgraph-muted">{escape(name)}</div>{drawn}</div>'


def _draw_node(node: PictureNode, link: PageLinks, kinds: set[str]) -> str:
    url, kind = link.url(node), picture_kind(node)
    kinds.add(kind)
    absent = link.absence(node) if isinstance(node, Person) else ""
    attributes, inside = _node(display_name(node), kind, absent, current_catalogue.get())
    return f'<a href="{url}"{attributes}>{inside}</a>' if url else f"<span{attributes}>{inside}</span>"


@lru_cache(maxsize=16384)
def _node(title: str, kind: str, absent: str, _catalogue: Catalogue) -> tuple[str, str]:
    """The attributes and the content of a node. The attribute `title` has the full name, which may be cropped."""
    full = escape(f"{escape_hidden(title)}{f' ({absent})' if absent else ''}, {kind_word(kind)}")
    style = "docgraph-node docgraph-absent" if absent else "docgraph-node"
    note = f" ({escape(absent)})" if absent else ""
    name = f'<span class="docgraph-name">{isolated(truncate(title))}{note}</span>'
    return f' class="{style}" title="{full}"', f"{_GLYPHS[kind]}{name}"

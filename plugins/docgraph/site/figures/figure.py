"""The picture of a record's neighbourhood as a figure: what its letters mean, what is not in it, where to go on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

from docgraph.model.record import Record
from docgraph.site.context import EXPLORER
from docgraph.site.figures.glyphs import GLYPHS, kind_word
from docgraph.site.figures.neighbourhood import Side, neighbourhood
from docgraph.site.i18n import Catalogue, current
from docgraph.site.render.environment import template
from docgraph.site.render.format import PageLinks

LIST = "docgraph-neighbours"
"""The id of the list of neighbours, which says all that the picture says."""


def figure(record: Record, sides: Sequence[Side], link: PageLinks) -> Markup:
    """The figure for `record`; nothing if nothing is next to it."""
    drawn = neighbourhood(record, sides, link)
    if drawn is None:
        return Markup()
    url = link.url(EXPLORER)
    explore = f"{url}#focus={quote(record.ref, safe='')}" if url else ""
    return template("figure")(drawn.svg, _key(drawn.kinds, current.get()), drawn.more, LIST, Markup(explore))


@lru_cache(maxsize=1024)
def _key(kinds: frozenset[str], catalogue: Catalogue) -> str:
    """What the letters mean: `A agent · P person`."""
    return " · ".join(f"{glyph.letters}\u00a0{kind_word(kind)}" for kind, glyph in GLYPHS.items() if kind in kinds)

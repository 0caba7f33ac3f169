"""The figure of a record's neighbourhood: picture, legend, and a link to the explorer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote

from markupsafe import Markup

from docgraph.model.record import Record
from docgraph.site.context import EXPLORER
from docgraph.site.figures.glyphs import GLYPHS, kind_word
from docgraph.site.figures.neighbourhood import MAX_NEIGHBOURS, Group, neighbourhood
from docgraph.site.i18n import Catalogue, current_catalogue
from docgraph.site.render.environment import template
from docgraph.site.render.format import PageLinks

NEIGHBOUR_LIST_ID = "docgraph-neighbours"
"""HTML id of the list of neighbours, the text alternative of the picture."""


def figure(record: Record, groups: Sequence[Group], number: int, link: PageLinks) -> Markup:
    """The figure for `record`, which has `number` neighbours; empty if it has none."""
    made = neighbourhood(record, groups, link)
    if made is None:
        return Markup()
    url = link.url(EXPLORER)
    explore = f"{url}#focus={quote(record.ref, safe='')}" if url else ""
    legend, hidden = _legend(made.kinds, current_catalogue.get()), max(number - MAX_NEIGHBOURS, 0)
    return template("figure")(made.picture, legend, hidden, NEIGHBOUR_LIST_ID, Markup(explore))


@lru_cache(maxsize=1024)
def _legend(kinds: frozenset[str], _catalogue: Catalogue) -> str:
    """Legend of the letters of `kinds`, such as `A agent · P person`."""
    return " · ".join(f"{glyph.letters}\u00a0{kind_word(kind)}" for kind, glyph in GLYPHS.items() if kind in kinds)

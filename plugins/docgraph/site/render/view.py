"""The inputs that the templates of all views share."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from docgraph.site.context import TRACEABILITY, Address, Site
from docgraph.site.render.environment import template
from docgraph.site.render.format import PageLinks


def render_view(name: str, address: Address, site: Site, link: PageLinks, **inputs: Any) -> Markup:
    """Render a view's template with its title, the as-of date, a link to the index and `inputs`."""
    return template(name)(title=address.title, as_of=site.graph.as_of, index=link(TRACEABILITY), **inputs)

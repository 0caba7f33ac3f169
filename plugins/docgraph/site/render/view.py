"""Renders the template of a view with the inputs that all views share."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from docgraph.site.context import TRACEABILITY, Address, Site
from docgraph.site.render.environment import template
from docgraph.site.render.format import PageLinks


def render_view(name: str, address: Address, site: Site, link: PageLinks, **inputs: Any) -> Markup:
    """Render the template of a view with `inputs` and the shared inputs.

    The shared inputs are its title, the as-of date and a link to the index.
    """
    return template(name)(title=address.title, as_of=site.graph.as_of, index=link(TRACEABILITY), **inputs)

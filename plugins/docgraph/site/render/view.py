"""Renders the template of a view with the inputs that all views share."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from docgraph.graph.definition_graph import DEFINITION
from docgraph.site.context import REPOSITORY_AGENTS, Address, Site
from docgraph.site.render.environment import template, word_table
from docgraph.site.render.format import PageLinks
from docgraph.site.view_addresses import VIEW_ADDRESSES


def render_view(name: str, address: Address, site: Site, link: PageLinks, **inputs: Any) -> Markup:
    """Render the template of a view with `inputs` and the shared inputs, which `view_top` returns."""
    return template(name)(**view_top(address, site, link), **inputs)


def view_top(address: Address, site: Site, link: PageLinks, title: str = "") -> dict[str, Markup]:
    """The inputs that all views share.

    `top` is the title with the navigation between views, in which `address` is the current one. `stamp` is the as-of
    date.
    """
    words = word_table("VIEWS")
    has_definitions = any(node.kind == DEFINITION for node in site.graph.definition_graph.nodes)
    listed = [view for view in VIEW_ADDRESSES if view != REPOSITORY_AGENTS or has_definitions]
    views = [(words[view.name], link.url(view), view == address) for view in listed]
    return {
        "top": template("components", "view_top")(title or address.title, views),
        "stamp": template("components", "stamp")(site.graph.as_of),
    }

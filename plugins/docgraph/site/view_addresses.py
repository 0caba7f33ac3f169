"""Addresses of the generated views, in the order in which the navigation between them lists them."""

from __future__ import annotations

from docgraph.site.context import EXPLORER, FINDINGS, PEOPLE, REPOSITORY_AGENTS, TRACEABILITY, Address

PORTFOLIO = Address("portfolio", "Portfolio review", "portfolio")
AUTONOMY = Address("autonomy", "Autonomy audit", "autonomy")
CALENDAR = Address("calendar", "Review calendar", "calendar")
CHANGES = Address("changes", "Changes", "changes")
WAIVERS = Address("waivers", "Waivers", "waivers")

VIEW_ADDRESSES = (
    TRACEABILITY,
    PORTFOLIO,
    AUTONOMY,
    REPOSITORY_AGENTS,
    PEOPLE,
    CALENDAR,
    CHANGES,
    WAIVERS,
    FINDINGS,
    EXPLORER,
)
"""Addresses of all views; a site without agent definitions has no `REPOSITORY_AGENTS`."""

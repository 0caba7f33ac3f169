"""What axe finds in what we add to a page, by the rules of WCAG 2.2 AA."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe, AxeResults
from playwright.sync_api import Page

RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
_OF_COLOURS = ["color-contrast", "link-in-text-block"]
COLOURS = {"type": "rule", "values": _OF_COLOURS}
"""All that another colour scheme can change."""
# axe measures no contrast over a shadow, nor while the theme fades from one scheme to the other
_STILL = ".docgraph-scroll { background: none !important } * { transition: none !important }"
_DARK = {
    "material": "document.body.setAttribute('data-md-color-scheme', 'slate')",
    "mkdocs": "document.documentElement.setAttribute('data-bs-theme', 'dark')",
}


def violations(page: Page, rules: Any = RULES, colours: bool = True) -> str:
    """A report of every rule that is broken; empty if none is. Without `colours` the slow rules about them are off."""
    if not page.evaluate("'axe' in globalThis"):
        page.add_style_tag(content=_STILL)
        page.evaluate(Axe().axe_script)
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    if not colours:
        options["rules"] = {name: {"enabled": False} for name in _OF_COLOURS}
    found = AxeResults(page.evaluate("(options) => axe.run({include: [['.docgraph']]}, options)", options))
    return str(found.generate_report()) if found.response["violations"] else ""


def violations_in_the_dark(page: Page, theme: str) -> str:
    """The same of the colours after the reader chose the dark scheme, if the theme has one; the page is left in it."""
    if theme not in _DARK:
        return ""
    page.emulate_media(color_scheme="dark")
    page.evaluate(_DARK[theme])
    return violations(page, COLOURS)

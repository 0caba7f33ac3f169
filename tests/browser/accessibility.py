"""What axe finds in what we add to a page, by the rules of WCAG 2.2 AA."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe, AxeResults
from playwright.sync_api import Page

_OF_COLOURS = ["color-contrast", "link-in-text-block"]
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
"""All rules but those about colours, which `colour_violations` measures."""
LAYOUT = {"type": "rule", "values": ["scrollable-region-focusable", "target-size"]}
"""All that another width can change: no style of ours shows or hides an element by the width of the screen."""
STYLE_SHEETS = {"type": "rule", "values": ["css-orientation-lock"]}
"""All that axe reads the style sheets for, which takes as long as many other rules. All pages have the same sheets."""
# axe measures no contrast over a shadow, nor while the theme fades from one scheme to the other
_STILL = ".docgraph-scroll { background: none !important } * { transition: none !important }"
_DARK = {
    "material": "document.body.setAttribute('data-md-color-scheme', 'slate')",
    "mkdocs": "document.documentElement.setAttribute('data-bs-theme', 'dark')",
}
# the look of a text is all of its element and the elements around it that decides its colours
_NEW_LOOKS = """(seen) => {
  const known = new Set(seen), paths = new Map();
  const path = (element) => {
    if (!element) return '';
    if (!paths.has(element)) {
      const {color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, textDecorationLine} =
        getComputedStyle(element);
      const look = [element.localName, element.getAttribute('class'), color, backgroundColor, backgroundImage, opacity,
        fontSize, fontWeight, textDecorationLine];
      paths.set(element, `${path(element.parentElement)}/${look.join()}`);
    }
    return paths.get(element);
  };
  for (const element of document.querySelectorAll('.docgraph, .docgraph *')) {
    element.removeAttribute('data-new-look');
    const isText = element.matches('a, button, input, select, textarea')
      || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!isText || !element.checkVisibility() || known.has(path(element))) continue;
    known.add(path(element));
    element.setAttribute('data-new-look', '');
  }
  return [...known];
}"""


def violations(page: Page, rules: Any = RULES) -> str:
    """A report of every rule that is broken; empty if none is. Only `STYLE_SHEETS` reads the style sheets."""
    off = {name: {"enabled": False} for name in _OF_COLOURS}
    return _report(page, ".docgraph", {"runOnly": rules, "preload": rules is STYLE_SHEETS, "rules": off})


def colour_violations(page: Page, seen: set[str]) -> str:
    """The same of the colours, for texts whose look is not in `seen`, where it is added: pages share most of them."""
    _prepare(page)
    looks = page.evaluate(_NEW_LOOKS, [*seen])
    if len(looks) == len(seen):
        return ""
    seen.update(looks)
    rules = {"type": "rule", "values": _OF_COLOURS}
    return _report(page, "[data-new-look]", {"runOnly": rules, "preload": False})


def colour_violations_in_the_dark(page: Page, theme: str, seen: set[str]) -> str:
    """The same after the reader chose the dark scheme, if the theme has one; the page is left in it."""
    if theme not in _DARK:
        return ""
    page.emulate_media(color_scheme="dark")
    page.evaluate(_DARK[theme])
    return colour_violations(page, seen)


def _prepare(page: Page) -> None:
    if not page.evaluate("'axe' in globalThis"):
        page.add_style_tag(content=_STILL)
        page.evaluate(Axe().axe_script)


def _report(page: Page, part: str, options: dict[str, Any]) -> str:
    _prepare(page)
    run = "([part, options]) => axe.run({include: [[part]]}, options)"
    found = AxeResults(page.evaluate(run, [part, {"resultTypes": ["violations"], **options}]))
    return str(found.generate_report()) if found.response["violations"] else ""

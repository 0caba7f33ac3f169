"""The picture of a neighbourhood, in a real browser: legible on a small screen, each one a stop of the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.browser
PAGES = ("agents/import-triage/", "people/jane.doe/", "outcomes/onboarding-under-15-minutes/")
_TEXTS = """() => [...document.querySelectorAll('.docgraph-diagram text')].map(text => {
  const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
  const box = text.getBoundingClientRect(), map = text.closest('svg').getBoundingClientRect();
  return [text.textContent, size, box.left - map.left, map.right - box.right];
})"""


def test_text_is_legible_and_not_cut(profile: BrowserContext, site: tuple[str, str]) -> None:
    page = profile.new_page()
    for path in PAGES:
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            if width == 320:
                page.goto(site[1] + path)
            texts = page.evaluate(_TEXTS)
            assert texts, path
            for text, size, left, right in texts:
                assert size >= 11, f"{path} at {width}: {text}: {size}"
                assert min(left, right) > -1, f"{path} at {width}: {text} is cut"
    page.close()


def test_every_neighbour_is_a_tab_stop_with_its_full_name(profile: BrowserContext, material: str) -> None:
    page = profile.new_page()
    page.goto(material + PAGES[0])
    links = page.locator(".docgraph-diagram a")
    links.first.focus()
    for number in range(1, links.count()):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.getAttribute('xlink:href')")
        assert here == links.nth(number).get_attribute("xlink:href")
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    accessible = [(node["role"]["value"], node.get("name", {}).get("value")) for node in tree if "role" in node]
    assert ("link", "Owned by: Jane Doe, person") in accessible
    assert ("group", "Connections of import-triage") in accessible
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith(PAGES[0]))
    page.close()

"""The picture of a neighbourhood, in a real browser: legible on a small screen, reached by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, FloatRect, Page

pytestmark = pytest.mark.browser
PAGES = ("agents/import-triage/", "people/jane.doe/", "outcomes/onboarding-under-15-minutes/")
_TEXTS = """() => [...document.querySelectorAll('.docgraph-near .docgraph-name, .docgraph-near text')].map(text => {
  const scale = text.getScreenCTM ? text.getScreenCTM().a : 1;
  const size = parseFloat(getComputedStyle(text).fontSize) * scale;
  const box = text.getBoundingClientRect(), map = text.closest('.docgraph-near').getBoundingClientRect();
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


def test_it_is_as_wide_as_the_column_and_the_record_is_in_the_middle(
    profile: BrowserContext, site: tuple[str, str]
) -> None:
    page = profile.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(site[1] + PAGES[0])
    column, picture, centre, left, right = _boxes(
        page,
        ".docgraph-foot",
        ".docgraph-near",
        ".docgraph-current",
        ".docgraph-side >> nth=0",
        ".docgraph-side >> nth=1",
    )
    assert abs(column["width"] - picture["width"]) < 2
    assert left["x"] + left["width"] <= centre["x"] and centre["x"] + centre["width"] <= right["x"]
    page.set_viewport_size({"width": 320, "height": 800})
    centre, first = _boxes(page, ".docgraph-current", ".docgraph-side >> nth=0")
    assert centre["y"] + centre["height"] <= first["y"] + 1
    page.close()


def _boxes(page: Page, *selectors: str) -> list[FloatRect]:
    boxes = [page.locator(selector).bounding_box() for selector in selectors]
    return [box for box in boxes if box is not None]


def test_every_neighbour_is_a_tab_stop_with_its_name(profile: BrowserContext, material: str) -> None:
    page = profile.new_page()
    page.goto(material + PAGES[0])
    links = page.locator(".docgraph-near a")
    links.first.focus()
    for number in range(1, links.count()):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.getAttribute('href')")
        assert here == links.nth(number).get_attribute("href")
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    accessible = [(node["role"]["value"], node.get("name", {}).get("value")) for node in tree if "role" in node]
    assert ("link", "Jane Doe") in accessible
    assert ("group", "Connections of import-triage") in accessible
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith(PAGES[0]))
    page.close()

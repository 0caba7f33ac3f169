"""What we add to the page of a record, in a real browser: lists without gaps, one rule between two parts."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.browser
_GAPS = """() => [...document.querySelectorAll('.docgraph-facts > div')].flatMap((row) => {
  const values = [...row.querySelectorAll(':scope > dd')].map((value) => value.getBoundingClientRect());
  return values.slice(1).map((value, place) => value.top - values[place].bottom);
})"""
_RULES = """() => [...document.querySelectorAll('.docgraph-head, .docgraph-foot')].flatMap((part) => {
  const rules = [part, ...part.querySelectorAll('.docgraph-facts, .docgraph-facts > div')]
    .filter((element) => parseFloat(getComputedStyle(element).borderTopWidth))
    .map((element) => element.getBoundingClientRect().top).sort((a, b) => a - b);
  return rules.slice(1).map((rule, place) => rule - rules[place]);
})"""


def test_values_of_one_name_follow_each_other_and_rules_have_content_between(
    profile: BrowserContext, site: tuple[str, str]
) -> None:
    page = profile.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    for path in ("people/jane.doe/", "agents/import-triage/", "roles/importer-lead/"):
        page.goto(site[1] + path)
        # the name of duties is wider than its column, and has several values
        page.add_style_tag(content=".docgraph .docgraph-facts > div { grid-template-columns: 3em minmax(0, 1fr); }")
        assert max(page.evaluate(_GAPS), default=0) < 1, path
        assert min(page.evaluate(_RULES), default=99) > 20, path
    page.close()


_RAIL = """() => {
  const [sentences, rail, below] = document.querySelector('.docgraph-entity').children;
  const [left, right] = [sentences, rail].map((part) => part.getBoundingClientRect());
  return {beside: left.right <= right.left && left.top <= right.top + 1, below: right.top >= left.bottom - 1,
    rest: below.getBoundingClientRect().top >= left.bottom - 1, fits: right.right <= innerWidth};
}"""


def test_facts_are_beside_the_sentences_where_there_is_room_and_below_them_elsewhere(
    profile: BrowserContext, site: tuple[str, str]
) -> None:
    page = profile.new_page()
    page.goto(site[1] + "agents/import-triage/")
    for width, media, is_beside in ((1280, "screen", True), (320, "screen", False), (1280, "print", False)):
        page.emulate_media(media="print" if media == "print" else "screen")
        page.set_viewport_size({"width": width, "height": 800})
        place = page.evaluate(_RAIL)
        assert place["fits"] and place["rest"], (site[0], width)
        assert place["beside"] == is_beside and place["below"] != is_beside, (site[0], width, media)
    page.close()

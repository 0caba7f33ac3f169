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

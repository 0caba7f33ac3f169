"""What the search of a site finds first, in the search of Material and in the one of MkDocs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.browser

ANSWERS = {
    "who owns spec-to-pr": "agents/spec-to-pr/",
    "who owns module-x-tested": "outcomes/module-x-tested/",
    "read_repo": "agents/spec-to-pr/",
    "lena fischer": "trace/person/lena.fischer/",
    "autonomy audit": "trace/autonomy/",
    "review calendar": "trace/calendar/",
}
WORKER = """query => new Promise(done => {
    const worker = new Worker('search/worker.js')
    worker.onmessage = ({data}) => {
        if (data.allowSearch) worker.postMessage({query})
        if (data.results) done(data.results.map(result => result.location))
    }
    worker.postMessage({init: true})
})"""


def _page_of(location: str) -> str:
    return location.partition("#")[0].partition("?")[0]


def test_the_search_of_mkdocs_finds_the_page_with_the_answer(
    profile: BrowserContext, sites: Callable[..., str]
) -> None:
    page = profile.new_page()
    page.goto(sites("mkdocs"))
    found = {query: [*map(_page_of, page.evaluate(WORKER, query)[:3])] for query in ANSWERS}
    page.close()
    assert {query: pages[0] for query, pages in found.items()} == ANSWERS, found


def test_the_search_of_material_finds_the_page_with_the_answer(
    profile: BrowserContext, sites: Callable[..., str]
) -> None:
    page, address = profile.new_page(), sites("material", search=True)
    page.set_viewport_size({"width": 1280, "height": 800})
    found = {}
    for query in ANSWERS:
        page.goto(address)
        page.locator(".md-search__input").click()
        page.keyboard.type(query)
        page.wait_for_selector(".md-search-result__link", state="attached")
        links = page.locator(".md-search-result__link").evaluate_all("links => links.map(link => link.href)")
        found[query] = [_page_of(link.removeprefix(address)) for link in links[:3]]
    page.close()
    assert {query: pages[0] for query, pages in found.items()} == ANSWERS, found

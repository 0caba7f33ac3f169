"""Ten thousand outcomes: all of them are found, sorted and reached, the first view is small, and nothing is blocked."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from docgraph.site import tables_script
from tests.browser.many import href, index, organisation, style, write_index

NUMBER = 10_000
KILO = 1_000
VIOLATIONS = """
globalThis.violations = [];
addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + event.blockedURI));
"""


def packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9, mtime=0))


def test_the_first_view_and_what_is_loaded_later_are_small() -> None:
    scripts, pages = index(NUMBER)
    (rows,) = scripts.values()
    assert packed(pages[0].render(organisation(NUMBER), href)) <= 12 * KILO
    assert packed(rows) <= 180 * KILO
    assert packed(tables_script()) <= 9 * KILO
    assert packed(style()) <= 5 * KILO


def test_the_data_grows_with_the_rows() -> None:
    sizes = [len(next(iter(index(number)[0].values()))) for number in (1_000, 2_000, 4_000)]
    assert sizes[1] <= 2.1 * sizes[0] and sizes[2] <= 2.1 * sizes[1]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_index(tmp_path_factory.mktemp("many"), NUMBER)


@pytest.fixture
def page(profile: BrowserContext, address: str) -> Iterator[Page]:
    page = profile.new_page()
    page.add_init_script(VIOLATIONS)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(address)
    yield page
    assert errors == []
    assert page.evaluate("violations") == []
    page.close()


def shown(page: Page) -> Locator:
    return page.locator("[aria-label=Outcomes] tbody tr")


def rows(page: Page) -> list[str]:
    return shown(page).all_inner_texts()


pytestmark = pytest.mark.browser


def test_no_row_is_loaded_before_the_filter_has_focus(page: Page) -> None:
    loaded = "performance.getEntriesByType('resource').map(one => one.name).filter(one => one.endsWith('-rows.js'))"
    assert page.evaluate(loaded) == []
    page.get_by_role("searchbox", name="Filter: All outcomes").focus()
    for _ in range(100):  # the page's policy forbids `wait_for_function` to try again
        if page.evaluate("Boolean(globalThis.docgraphRows)"):
            break
        page.wait_for_timeout(50)
    assert page.evaluate("docgraphRows[1].length") == 9


def test_a_filter_finds_rows_of_every_page_and_its_address_can_be_sent_on(page: Page) -> None:
    box = page.get_by_role("searchbox", name="Filter: All outcomes")
    box.fill("tess abel renewal")
    status = page.locator(".docgraph-filter [role=status]").first
    expect(status).to_contain_text(f"of {NUMBER} rows")
    number = status.inner_text().split()[0]
    expect(shown(page)).to_have_count(int(number))
    found = rows(page)
    assert len(found) > 20 and all(word in row.lower() for row in found for word in ("tess", "abel", "renewal"))
    assert page.locator(".docgraph-pages").first.is_hidden()
    page.goto(page.url)
    expect(status).to_contain_text(f"{number} of {NUMBER} rows")
    expect(shown(page)).to_have_count(int(number))
    assert rows(page) == found
    box = page.get_by_role("searchbox", name="Filter: All outcomes")
    box.fill("")
    expect(shown(page)).to_have_count(100)
    assert page.locator(".docgraph-pages").first.is_visible()


def test_the_first_rows_match_the_query_and_rows_of_the_query_before_are_gone(page: Page) -> None:
    box = page.get_by_role("searchbox", name="Filter: All outcomes")
    box.fill("a")
    expect(shown(page)).to_have_count(100)
    typed = """(texts) => {
        const field = document.querySelector('.docgraph-filter input');
        const body = document.querySelector('[aria-label=Outcomes] tbody');
        return texts.map(text => {
            field.value = text;
            field.dispatchEvent(new Event('input'));
            return body.rows.length;
        });
    }"""
    assert page.evaluate(typed, ["e", "tess"]) == [20, 20]
    expect(shown(page)).to_have_count(100)
    assert all("tess" in row.lower() for row in rows(page))


def test_a_word_is_found_in_a_cell_and_not_across_two(page: Page) -> None:
    box = page.get_by_role("searchbox", name="Filter: All outcomes")
    first = rows(page)[0].split("\t")
    box.fill(first[0][-4:] + first[1][:4])
    expect(page.locator(".docgraph-filter [role=status]").first).to_contain_text(f"0 of {NUMBER} rows")


def test_new_rows_take_the_focus_and_print_has_every_matching_row(page: Page) -> None:
    box = page.get_by_role("searchbox", name="Filter: All outcomes")
    box.fill("alert budget")
    status = page.locator(".docgraph-filter [role=status]").first
    expect(status).to_contain_text(f"of {NUMBER} rows")
    number = int(status.inner_text().split()[0])
    more = page.get_by_role("button", name=re.compile("^Show .* more")).first
    assert number > 100
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(rows(page)) == number
    box.fill("alert")
    box.fill("alert budget")
    expect(shown(page)).to_have_count(100)
    for seen in range(200, number + 100, 100):
        more.press("Enter")
        expect(shown(page)).to_have_count(min(seen, number))
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") == number // 100 * 100 + 1


def test_more_rows_leave_the_reader_where_they_were(page: Page) -> None:
    page.get_by_role("searchbox", name="Filter: All outcomes").fill("a")
    expect(shown(page)).to_have_count(100)
    more = page.get_by_role("button", name="Show 100 more").first
    more.scroll_into_view_if_needed()
    was = page.evaluate("scrollY")
    now = more.evaluate("(button) => { button.click(); document.body.getBoundingClientRect(); return scrollY; }")
    assert was > 1000 and now >= was
    expect(shown(page)).to_have_count(200)


def test_rows_from_the_script_equal_the_rows_of_the_pages(page: Page) -> None:
    """Every row of a sorted table equals the row on the numbered pages, element by element."""
    script = """() => Object.fromEntries([...document.querySelectorAll('[aria-label=Outcomes] tbody tr')].map(row => {
        const copy = row.cloneNode(true);
        const links = [...row.querySelectorAll('a')].map(a => a.href);
        copy.querySelectorAll('a').forEach((a, place) => a.setAttribute('href', links[place]));
        return [links[0], copy.innerHTML.replace(/\\s+/g, ' ').replaceAll('> <', '><').trim()];
    }))"""
    first = page.evaluate(script)
    page.locator(".docgraph-pages a", has_text="2").first.click()
    page.wait_for_load_state()
    second = page.evaluate(script)
    # sorted by the column that they are in the order of
    page.goto(page.url + "?outcomes.sort=1")
    expect(page.locator(".docgraph-pages").first).to_be_hidden()
    page.get_by_role("button", name="Show 100 more").click()
    page.get_by_role("button", name="Show 100 more").click()
    expect(shown(page)).to_have_count(300)
    made = page.evaluate(script)
    assert len(first) == len(second) == 100
    same = {url: html for url, html in made.items() if url in first or url in second}
    assert len(same) > 150
    assert same == {url: html for url, html in (first | second).items() if url in same}


def test_every_row_is_sorted_days_as_days(page: Page) -> None:
    table = page.get_by_role("table", name="All outcomes")
    table.get_by_role("button", name="Due").click()
    expect(page.locator(".docgraph-pages").first).to_be_hidden()
    assert all("22 Sep 2026, overdue" in row for row in rows(page)[:10])
    table.get_by_role("button", name="Due").click()
    assert all("3 Feb 2028" in row or "4 Feb 2028" in row for row in rows(page)[:10])
    table.get_by_role("button", name="Due").click()
    assert page.locator(".docgraph-pages").first.is_visible()


def test_without_the_data_the_rows_of_the_page_are_filtered(profile: BrowserContext, tmp_path: Path) -> None:
    address = write_index(tmp_path, 300)
    (tmp_path / "outcomes-rows.js").unlink()
    page = profile.new_page()
    page.goto(address)
    page.get_by_role("searchbox", name="Filter: All outcomes").fill("a")
    expect(page.get_by_text("on this page; all rows are in the CSV")).to_be_visible()
    expect(page.locator(".docgraph-filter [role=status]").first).to_contain_text("of 100 rows")
    page.close()

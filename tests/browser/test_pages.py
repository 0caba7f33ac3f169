"""What we add to pages, in a real browser: readable, reachable, quiet, in light and dark, narrow and wide."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.accessibility import (
    LAYOUT,
    RULES,
    STYLE_SHEETS,
    colour_violations,
    colour_violations_in_the_dark,
    violations,
)

pytestmark = pytest.mark.browser

PAGES = (
    "trace/",
    "trace/findings/",
    "trace/changes/",
    "trace/waivers/",
    "trace/portfolio/",
    "trace/autonomy/",
    "trace/people/",
    "trace/calendar/",
    "trace/definitions/",
    "agents/import-triage/",
    "agents/support-routing/",
    "outcomes/onboarding-under-15-minutes/",
)
WIDTHS = (320, 1280)
WIDE = """[...document.querySelectorAll('.docgraph, .docgraph caption')]
    .some(e => e.getBoundingClientRect().right > innerWidth + 1)"""

WIDE_CARDS = """innerWidth < 640 && [...document.querySelectorAll('.docgraph-scroll:has([data-label])')]
    .some(e => e.scrollWidth > e.clientWidth)"""


def test_pages_are_accessible_and_fit(browser: Browser, site: tuple[str, str]) -> None:
    theme, address = site
    context = browser.new_context(color_scheme="light", bypass_csp=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    light: set[str] = set()
    dark: set[str] = set()
    for path in PAGES:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": WIDTHS[0], "height": 800})
        answer = page.goto(address + path)
        assert answer is not None and answer.ok, f"{theme} has no {path}"
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            rules = RULES if width == WIDTHS[-1] else LAYOUT
            assert violations(page, rules) == "", f"{theme} {path} at {width}"
            assert not page.evaluate(WIDE), f"{theme} {path} is wider than {width}"
            assert not page.evaluate(WIDE_CARDS), f"{theme} {path} has a card wider than {width}"
        assert colour_violations(page, light) == "", f"{theme} {path} in light colours"
        assert colour_violations_in_the_dark(page, theme, dark) == "", f"{theme} {path} in dark colours"
    assert violations(page, STYLE_SHEETS) == "", theme
    assert not errors
    context.close()


def test_pages_fit_without_scripts(browser: Browser, site: tuple[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in PAGES:
        page.goto(site[1] + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert not page.evaluate(WIDE), f"{site[0]} {path} is wider than {width}"
    context.close()


def test_a_reader_finds_the_holder_of_an_outcome_in_one_click(profile: BrowserContext, material: str) -> None:
    page = profile.new_page()
    page.goto(material + "trace/")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="New admins are live"))
    assert row.first.get_by_role("link", name="Maria Chen").is_visible()
    page.get_by_role("link", name="New admins are live").first.click()
    assert "owns this outcome" in page.locator(".docgraph-summary").inner_text()
    page.close()


def test_pages_print(profile: BrowserContext, material: str, tmp_path: Path) -> None:
    page = profile.new_page()
    page.goto(material + "trace/")
    assert len(page.pdf()) > 5_000
    page.close()


def test_a_table_filters_and_sorts_in_place_and_the_address_says_how(
    profile: BrowserContext, site: tuple[str, str]
) -> None:
    page = profile.new_page()
    page.goto(site[1] + "trace/")
    table = page.get_by_role("table", name="All outcomes")
    rows = table.locator("tbody tr:visible")
    number = rows.count()
    filters = page.get_by_role("searchbox", name="Filter: All outcomes")
    filters.fill("NEW admins")
    assert 0 < rows.count() < number
    assert f"{rows.count()} of {number} rows" in page.locator(".docgraph-filter [role=status]").first.inner_text()
    shown = rows.all_inner_texts()
    page.goto(page.url)
    assert rows.all_inner_texts() == shown, "the address of a filtered table can be sent on"
    filters.fill("")
    assert rows.count() == number and "q=" not in page.url
    page.close()


def test_a_table_is_sorted_by_keyboard_days_as_days(profile: BrowserContext, material: str) -> None:
    page = profile.new_page()
    page.goto(material + "trace/")
    table = page.get_by_role("table", name="All outcomes")
    before = table.locator("tbody tr").all_inner_texts()
    button = table.get_by_role("button", name="Due")
    button.focus()
    page.keyboard.press("Enter")
    head = table.get_by_role("columnheader", name="Due")
    assert head.get_attribute("aria-sort") == "ascending"
    days = [datetime.strptime(text[:11], "%d %b %Y") for text in table.locator("td.docgraph-day").all_inner_texts()
            if text[:1].isdigit()]  # fmt: skip
    assert len(days) > 2 and days == sorted(days)
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") is None
    assert table.locator("tbody tr").all_inner_texts() == before
    page.close()


def test_values_of_a_column_are_offered_with_counts_and_select_rows(profile: BrowserContext, material: str) -> None:
    page = profile.new_page()
    page.goto(material + "trace/")
    rows = page.get_by_role("table", name="All outcomes").locator("tbody tr")
    status = page.get_by_role("combobox", name="Status").first
    status.focus()
    assert status.locator("option").all_inner_texts() == ["Status: all", "met (1)", "open (4)"]
    status.select_option("met")
    assert rows.count() == 1 and "outcomes.status=met" in page.url
    owner = page.get_by_role("combobox", name="Owner").first
    owner.focus()
    assert owner.locator("option").all_inner_texts() == ["Owner: all", "Priya Nair (1)"]
    status.select_option("")
    assert rows.count() == 5 and "status" not in page.url
    page.close()


def test_a_gap_of_the_first_screen_leads_to_its_rows(profile: BrowserContext, material: str) -> None:
    page = profile.new_page()
    page.goto(material + "trace/")
    page.locator(".docgraph-gaps").get_by_role("link", name="1 outcome").click()
    rows = page.get_by_role("table", name="All outcomes").locator("tbody tr")
    assert rows.count() == 1 and "no due date" in rows.inner_text()
    assert page.get_by_role("combobox", name="Gaps").first.input_value() == "no due date"
    page.close()


def test_a_table_filtered_to_no_rows_says_so(profile: BrowserContext, material: str) -> None:
    page = profile.new_page()
    page.goto(material + "trace/?outcomes.q=zzz")
    assert page.get_by_role("table", name="All outcomes").locator("tbody").inner_text() == "No rows match."
    page.get_by_role("searchbox", name="Filter: All outcomes").fill("")
    assert page.get_by_role("table", name="All outcomes").locator("tbody tr").count() == 5
    page.close()


def test_the_rows_of_a_table_are_saved_as_csv(profile: BrowserContext, material: str) -> None:
    page = profile.new_page()
    page.goto(material + "trace/?outcomes.q=urgent")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV of these rows").first.click()
    assert download.value.suggested_filename == "outcomes.csv"
    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert lines[0] == '"Outcome","Owner","Backup","Agents","Decisions","Runbook","RACI","Status","Due"'
    assert len(lines) == 2 and lines[1].startswith(
        '"Urgent tickets are answered within half an hour","Omar Hakim","Ada Obi"'
    )
    assert lines[1].endswith('"open","no due date"')
    page.close()


def test_rows_are_cards_on_a_narrow_screen(profile: BrowserContext, site: tuple[str, str]) -> None:
    page = profile.new_page()
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(site[1] + "trace/")
    region = page.get_by_role("region", name="Outcomes")
    assert region.evaluate("e => e.scrollWidth <= e.clientWidth")
    cell = region.locator("td[data-label=Owner]").first
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == '"Owner"'
    lefts = region.locator("tbody tr").first.locator("td:visible").evaluate_all("all => all.map(e => e.offsetLeft)")
    assert len(set(lefts)) == 1
    page.close()


def test_a_table_that_goes_on_shows_it_and_scrolls_by_keyboard(profile: BrowserContext, site: tuple[str, str]) -> None:
    page = profile.new_page()
    page.set_viewport_size({"width": 700, "height": 800})
    page.goto(site[1] + "trace/")
    region = page.get_by_role("region", name="Outcomes")
    assert region.evaluate("e => e.scrollWidth > e.clientWidth")
    assert "gradient" in region.evaluate("e => getComputedStyle(e).backgroundImage")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('[aria-label=Outcomes]').scrollLeft > 0")
    # to its end, where the last column is seen and the caption still stands at the start
    ends = """region => {
        region.scrollLeft = region.scrollWidth;
        const [{left, right}, caption, last] = [region, region.querySelector('caption'),
            region.querySelector('tbody tr').lastElementChild].map((one) => one.getBoundingClientRect());
        return [last.right - right, caption.left - left].map(Math.abs);
    }"""
    assert max(region.evaluate(ends)) <= 1
    page.close()

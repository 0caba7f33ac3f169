"""The explorer in a real browser: what a reader can do with it, by pointer, keyboard, address, and without a script."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests.browser.accessibility import (
    LAYOUT,
    RULES,
    STYLE_SHEETS,
    colour_violations,
    colour_violations_in_the_dark,
    violations,
)
from tests.browser.large import organisation, write_explorer

pytestmark = pytest.mark.browser
PATH = "trace/explore/"
FOCUSED = f"{PATH}#focus=agent%3Aimport-triage"
_STEPS = """async (key) => {
  const canvas = document.querySelector('canvas');
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const press = (name) => canvas.dispatchEvent(new KeyboardEvent('keydown', {key: name, cancelable: true}));
  const before = Number(canvas.dataset.frames);
  for (let step = 0; step < 60; step++) { press(key[Math.floor(step / 10) % 2]); await frame(); }
  return Number(canvas.dataset.frames) - before;
}"""

_DRAWN_TEXTS = """const draw = CanvasRenderingContext2D.prototype.fillText;
globalThis.drawnTexts = new Set();
CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
  drawnTexts.add(text);
  return draw.call(this, text, ...rest);
};"""


def opened(profile: BrowserContext, address: str, viewport: ViewportSize | None = None) -> Page:
    page = profile.new_page()
    if viewport:
        page.set_viewport_size(viewport)
    page.goto(address)
    page.wait_for_selector("canvas[data-frames]")
    return page


def search(page: Page) -> Locator:
    return page.locator(".docgraph-explorer").get_by_role("searchbox", name="Search")


def state(page: Page) -> dict[str, str]:
    return {key: value[0] for key, value in parse_qs(page.evaluate("location.hash.slice(1)")).items()}


def count(page: Page) -> int:
    status = page.locator("[data-part=status]").inner_text()
    found = re.search(r"(\d+) nodes?,", status)
    assert found, status
    return int(found[1])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_it_is_accessible_and_fits(browser: Browser, site: tuple[str, str], script: bool) -> None:
    theme, address = site
    context = browser.new_context(color_scheme="light", viewport={"width": 320, "height": 800}, bypass_csp=True)
    if not script:
        context.route("**/explore/*.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(address + FOCUSED)
    for details in page.locator("details:visible > summary").all():
        details.click()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        # a bar of the theme that stays at the top must not cover what is measured
        page.evaluate("scrollTo(0, 0)")
        assert violations(page, RULES if width == 1280 else LAYOUT) == ""
        assert page.evaluate("document.querySelector('.docgraph').getBoundingClientRect().right <= innerWidth + 1")
        assert page.locator("canvas").is_visible() is script
    assert colour_violations(page, set()) == ""
    assert colour_violations_in_the_dark(page, theme, set()) == ""
    assert violations(page, STYLE_SHEETS) == ""
    context.close()


def test_headings_follow_each_other_and_a_finger_scrolls_the_page(profile: BrowserContext, material: str) -> None:
    page = profile.new_page()
    for address in ("trace/explore/", "trace/explore/?q=import", "trace/explore/#"):
        page.goto(material + address)
        expect(page.locator(".docgraph-aside li").first).to_be_visible()
        levels = page.locator(".docgraph :is(h1, h2, h3)").evaluate_all("all => all.map(e => Number(e.tagName[1]))")
        assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels)), address
    assert page.locator("canvas").evaluate("e => getComputedStyle(e).touchAction") == "pan-y"
    page.close()


def test_every_kind_has_a_heading_on_a_narrow_page(profile: BrowserContext, material: str) -> None:
    page = profile.new_page()
    page.add_init_script(_DRAWN_TEXTS)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(material + PATH)
    page.wait_for_selector("canvas[data-frames]")
    drawn = page.evaluate("[...drawnTexts]")
    for beginning in ("undocumented", "agent def", "skills · 1", "MCP servers", "runbooks · 3"):
        assert any(text.startswith(beginning) for text in drawn), (beginning, drawn)
    page.close()


def test_without_a_script_it_leads_to_the_index(browser: Browser, material: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(material + PATH)
    plain = page.locator("[data-part=plain]")
    assert "which does not run here" in plain.inner_text()
    assert not page.locator("canvas").is_visible() and not search(page).is_visible()
    plain.get_by_role("link", name="Traceability index").click()
    assert page.url == material + "trace/"
    context.close()


def test_a_record_leads_to_its_place_in_the_explorer(profile: BrowserContext, material: str) -> None:
    page = profile.new_page()
    page.goto(material + "agents/import-triage/")
    page.get_by_role("link", name="Open in explorer").click()
    expect(page.locator(".docgraph-aside h2")).to_have_text("import-triage")
    assert state(page) == {"focus": "agent:import-triage"}
    page.close()


def test_the_address_contains_the_selection_and_restores_it(profile: BrowserContext, material: str) -> None:
    page = opened(profile, material + FOCUSED)
    near = count(page)
    page.get_by_label("Steps from the focus").select_option("2")
    assert count(page) > near
    page.get_by_label("Color by").select_option("finding")
    page.locator("summary", has_text="Kinds").click()
    page.get_by_label("people").uncheck()
    page.locator("summary", has_text="Relations").click()
    page.get_by_label("Mentions").uncheck()
    search(page).fill("admins")
    settings = state(page)
    assert settings["focus"] == "agent:import-triage" and settings["hops"] == "2"
    assert settings["colour"] == "finding" and settings["q"] == "admins"
    assert "person" not in settings["kinds"].split(",") and "mentions" not in settings["relations"].split(",")
    again = opened(profile, page.evaluate("location.href"))
    assert again.locator("[data-part=status]").inner_text() == page.locator("[data-part=status]").inner_text()
    assert search(again).input_value() == "admins"
    assert not again.locator("input[value=person]").is_checked()
    assert again.locator("[data-part=severities]").is_visible()
    page.close()
    again.close()


def test_back_leads_to_the_focus_before(profile: BrowserContext, material: str) -> None:
    page = opened(profile, material + FOCUSED)
    page.get_by_role("button", name="Focus on Jane Doe").first.click()
    expect(page.locator(".docgraph-aside h2")).to_have_text("Jane Doe")
    page.go_back()
    expect(page.locator(".docgraph-aside h2")).to_have_text("import-triage")
    page.close()


def test_everything_goes_by_keyboard(profile: BrowserContext, site: tuple[str, str]) -> None:
    page = opened(profile, site[1] + PATH)
    everything = count(page)
    search(page).focus()
    page.keyboard.type("import-tri")
    page.keyboard.press("Enter")
    assert state(page)["focus"] == "agent:import-triage"
    assert 1 < count(page) < everything
    owner = page.locator(".docgraph-aside").get_by_role("link", name="Jane Doe").first
    assert owner.get_attribute("href") == "../../people/jane.doe/"
    canvas = page.locator("canvas")
    canvas.focus()
    for key in ("ArrowLeft", "ArrowDown", "+", "-", "0"):
        before = canvas.get_attribute("data-frames")
        page.keyboard.press(key)
        expect(canvas).not_to_have_attribute("data-frames", str(before))
    page.keyboard.press("Escape")
    assert count(page) == everything
    page.close()


def test_a_click_in_the_picture_puts_a_record_in_focus(profile: BrowserContext, material: str) -> None:
    page = opened(profile, material + PATH, viewport={"width": 1280, "height": 1000})
    box = page.locator("canvas").bounding_box()
    assert box
    for x, y in ((x, y) for x in (25, 35, 45) for y in range(10, int(box["height"]), 8)):
        page.mouse.move(box["x"] + x, box["y"] + y)
        if page.locator("canvas[data-over]").count():
            page.mouse.down()
            page.mouse.up()
            break
    assert state(page)["focus"].startswith(("team:", "role:", "person:"))
    page.close()


def test_an_address_of_a_record_that_is_gone_says_so(profile: BrowserContext, material: str) -> None:
    page = opened(profile, material + PATH + "#focus=agent%3Agone&hops=9")
    assert page.locator("[data-part=status]").inner_text().startswith("agent:gone not found.")
    page.close()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_explorer(tmp_path_factory.mktemp("large"), organisation(2000))


def test_a_large_graph_is_drawn_once_a_step(profile: BrowserContext, large: Path) -> None:
    """A step is one frame, and no frame is drawn without one. `scripts/bench site` measures how long a frame takes."""
    page = opened(profile, large.as_uri(), viewport={"width": 1280, "height": 800})
    assert count(page) == 2000
    for keys in (["ArrowLeft", "ArrowRight"], ["+", "-"]):
        drawn = page.evaluate(_STEPS, keys)
        assert 50 <= drawn <= 62, f"{drawn} frames for 60 steps"
    page.close()


def test_a_strict_policy_is_kept_from_a_folder(profile: BrowserContext, large: Path) -> None:
    page = profile.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.goto(large.as_uri() + "#focus=person%3Ap1&hops=2")
    page.wait_for_selector("canvas[data-frames]")
    search(page).fill("agent")
    page.get_by_role("button", name="Fit").click()
    page.get_by_role("button", name="Show everything").click()
    assert messages == []
    page.close()

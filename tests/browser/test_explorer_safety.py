"""The explorer under a strict policy, with hostile titles, and where a theme swaps pages in without loading them."""

from __future__ import annotations

import functools
import json
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.large import POLICY
from tests.corpus import record
from tests.mkdocs.site import build

pytestmark = pytest.mark.browser
EVIL = "<img src=x onerror=alert(1)></script><script>alert(2)</script>\"'&"
VIOLATIONS = """
globalThis.violations = [];
addEventListener('securitypolicyviolation', (event) =>
  violations.push([event.effectiveDirective, event.blockedURI.split('/').pop(), event.sourceFile.split('/').pop()]));
"""


def project(root: Path, theme: str, extra: str = "") -> Path:
    docs = root / "docs"
    docs.mkdir()
    owned = {"owner": "jane", "backup": "sam"}
    files = {
        "index.md": "# Home\n\nSee [[fast]].\n",
        "jane.md": record("person", title=json.dumps(EVIL)),
        "sam.md": record("person"),
        "fast.md": record("outcome", title=json.dumps(EVIL + " again"), due="2027-01-01", **owned),
    }
    for name, content in files.items():
        (docs / name).write_text(content, encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        f"site_name: Test\ntheme: {theme}\nplugins: [docgraph: {{as-of: 2026-11-21, fail-on: never}}]\n{extra}",
        encoding="utf-8",
    )
    run = build(root, "mkdocs", "-q")
    assert run.returncode == 0, run.stderr
    return root / "site"


class _Strict(SimpleHTTPRequestHandler):
    policy = ""

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


class _Policed(_Strict):
    policy = POLICY


class _Server(ThreadingHTTPServer):
    request_queue_size = 64


def serving(folder: Path, handler: type[_Strict]) -> tuple[ThreadingHTTPServer, str]:
    server = _Server(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}/"


def test_we_break_no_policy_and_run_no_title(browser: Browser, tmp_path: Path) -> None:
    """The built-in theme has a script of its own in every page; a page without anything of ours tells which."""
    server, address = serving(project(tmp_path, "{name: mkdocs, highlightjs: false}"), _Policed)
    page = browser.new_page()
    page.add_init_script(VIOLATIONS)
    messages: list[str] = []
    page.on("dialog", lambda dialog: messages.append(dialog.message))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.goto(address + "404.html")
    plain, known = {tuple(one) for one in page.evaluate("violations")}, list(messages)
    messages.clear()
    page.goto(address + "trace/explore/#focus=outcome%3Afast")
    page.wait_for_selector("canvas[data-frames]")
    explorer = page.locator(".docgraph-explorer")
    expect(explorer.get_by_role("link", name=EVIL).first).to_be_visible()
    explorer.get_by_role("searchbox").fill(EVIL)
    box = page.locator("canvas").bounding_box()
    assert box
    for step in range(40):
        page.mouse.move(box["x"] + 30 + step * 5, box["y"] + 40 + step * 4)
    seen = {tuple(one) for one in page.evaluate("violations")}
    assert {one[:2] for one in seen} <= {one[:2] for one in plain}
    assert not any(one[2].startswith(("explorer", "graph")) and one[2].endswith(".js") for one in seen)
    assert set(messages) <= set(known)
    page.goto(address + "fast/")
    assert {tuple(one)[:2] for one in page.evaluate("violations")} <= {one[:2] for one in plain}
    expect(page.locator(".docgraph-near a").first).to_be_visible()
    assert set(messages) <= set(known)
    page.close()
    server.shutdown()


def test_the_data_may_come_after_the_script(browser: Browser, tmp_path: Path) -> None:
    site = project(tmp_path, "{name: mkdocs, highlightjs: false}")
    explorer = site / "trace" / "explore" / "index.html"
    text, data = explorer.read_text("utf-8"), '<script src="graph.js" defer></script>'
    assert data in text
    explorer.write_text(text.replace(data, ""), encoding="utf-8")
    page = browser.new_page()
    page.goto(explorer.as_uri())
    page.add_script_tag(path=explorer.with_name("graph.js"))
    page.wait_for_selector("canvas[data-frames]")
    page.close()


def test_it_survives_instant_navigation(browser: Browser, tmp_path: Path) -> None:
    server, address = serving(tmp_path / "site", _Strict)
    theme = "{name: material, font: false, features: [navigation.instant]}"
    project(tmp_path, theme, f"site_url: {address}\n")
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address + "fast/")
    page.evaluate("globalThis.same = true")
    page.wait_for_timeout(500)
    for _ in range(2):
        # the theme swaps a page part by part, and a click in between hits nothing
        page.wait_for_load_state("networkidle")
        page.get_by_role("link", name="Open in explorer").click()
        page.wait_for_selector("canvas[data-frames]")
        expect(page.locator(".docgraph-aside h2")).to_contain_text("again")
        page.locator(".docgraph-aside h2 a").click()
        page.wait_for_selector(".docgraph-near")
    assert page.evaluate("globalThis.same") is True, "the theme loaded the page: this tests nothing"
    assert errors == []
    page.close()
    server.shutdown()

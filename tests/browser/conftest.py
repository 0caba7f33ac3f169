"""One Chromium for all browser tests, and our own site built once, served from a folder."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.definitions import FILES
from tests.conftest import ROOT, chromium
from tests.definitions.repository import write
from tests.mkdocs.site import build

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # a process for a site, and not one for each page
    "--process-per-site",
    "--disable-site-isolation-trials",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield started
        started.close()


class _SilentHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


def served(folder: Path) -> tuple[ThreadingHTTPServer, str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_SilentHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}/"


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """The address of the example organisation in a theme, which is built and served when it is first used."""
    servers = []

    @functools.cache
    def address_of(theme: str, search: bool = False) -> str:
        folder = _built(tmp_path_factory.mktemp(theme), theme, search)
        server, address = served(folder)
        servers.append(server)
        return address

    yield address_of
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="session")
def profile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A profile for pages that need no settings of their own.

    A new profile starts a process for its page and compiles all scripts again. Here a page of each address stays open,
    and the process of the site with it.
    """
    folder = tmp_path_factory.mktemp("profile")
    (folder / "index.html").write_text("<!doctype html><title>Stays open</title>", encoding="utf-8")
    server, address = served(folder)
    context = browser.new_context()
    for url in (address, (folder / "index.html").as_uri()):
        context.new_page().goto(url)
    yield context
    context.close()
    server.shutdown()


def _built(root: Path, theme: str, search: bool) -> Path:
    """The folder of the example's site in a theme, in a repository with definitions."""
    write(root, FILES)
    # no theme may ask a third party for fonts or scripts: there is no network. The search of a theme indexes all pages
    # whenever one is opened, and is not ours; the scripts of the theme `mkdocs` fail without it
    search_plugin = "search, " if search or theme == "mkdocs" else ""
    theme_settings = "font: false, palette: {scheme: default}" if theme == "material" else "highlightjs: false"
    (root / "mkdocs.yml").write_text(
        f"site_name: Example\ndocs_dir: {ROOT / 'content' / 'example'}\nsite_dir: {root / 'site'}\n"
        f"theme: {{name: {theme}, {theme_settings}}}\n"
        f"plugins: [{search_plugin}docgraph: {{as-of: 2026-11-21, fail-on: never}}]\n"
        "markdown_extensions: [tables, attr_list]\n",
        encoding="utf-8",
    )
    run = build(root, "mkdocs", "-q")
    assert run.returncode == 0, run.stderr
    return root / "site"


@pytest.fixture(scope="session", params=["material", "mkdocs", "readthedocs"])
def site(request: pytest.FixtureRequest, sites: Callable[[str], str]) -> tuple[str, str]:
    """The example organisation in a theme: the theme's name and the address of the site."""
    return request.param, sites(request.param)


@pytest.fixture(scope="session")
def material(sites: Callable[[str], str]) -> str:
    """The address of the example organisation in the theme Material, for what no theme changes."""
    return sites("material")

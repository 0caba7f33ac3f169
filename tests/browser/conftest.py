"""One Chromium for all browser tests, and our own site built once, served from a folder."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import ROOT, chromium
from tests.mkdocs.site import build

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield started
        started.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


def served(folder: Path) -> tuple[ThreadingHTTPServer, str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}/"


@pytest.fixture(scope="session", params=["material", "mkdocs", "readthedocs"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The example organisation in a theme: the theme's name and the address of the site."""
    root = tmp_path_factory.mktemp(request.param)
    # no theme may ask a third party for fonts or scripts: there is no network
    quiet = "font: false, palette: {scheme: default}" if request.param == "material" else "highlightjs: false"
    theme = f"theme: {{name: {request.param}, {quiet}}}"
    (root / "mkdocs.yml").write_text(
        f"site_name: Example\ndocs_dir: {ROOT / 'content' / 'example'}\nsite_dir: {root / 'site'}\n{theme}\n"
        "plugins: [search, docgraph: {as-of: 2026-11-21}]\nmarkdown_extensions: [tables, attr_list]\n",
        encoding="utf-8",
    )
    run = build(root, "mkdocs", "-q")
    assert run.returncode == 0, run.stderr
    server, address = served(root / "site")
    yield request.param, address
    server.shutdown()

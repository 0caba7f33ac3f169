"""`serve` never dies and never hangs on a broken document; the page says what is wrong, and recovers."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ENVIRONMENT
from tests.mkdocs.site import FILES, HOSTS, config, write

pytestmark = pytest.mark.host


@contextmanager
def serving(root: Path, host: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", host, "serve", "-f", "mkdocs.yml", "-a", f"127.0.0.1:{port}"]
    with (root / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=root, env=ENVIRONMENT, stdout=log, stderr=log)
        try:
            yield f"http://127.0.0.1:{port}/"
            assert process.poll() is None, (root / "log").read_text()
        finally:
            process.terminate()
            process.wait(20)


def shown(url: str, text: str, absent: str = "\0", seconds: float = 40) -> str:
    """The page at `url` once it contains `text`; fails with its last content if it never does."""
    last = ""
    for _ in range(int(seconds * 4)):
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                last = answer.read().decode("utf-8", "replace")
        except (urllib.error.URLError, OSError) as error:
            last = str(error)
        if text in last and absent not in last:
            return last
        time.sleep(0.25)
    raise AssertionError(f"{text!r} never shown at {url}; last: {last[-2000:]}")


@pytest.mark.parametrize("host", HOSTS)
def test_a_broken_document_is_reported_on_its_page_and_the_site_recovers(tmp_path: Path, host: str) -> None:
    write(tmp_path, FILES, config("material"))
    outcome = tmp_path / "docs" / "outcomes" / "fast.md"
    fine = outcome.read_text(encoding="utf-8")
    with serving(tmp_path, host) as url:
        page = f"{url}outcomes/fast/"
        shown(page, "owns this outcome")
        outcome.write_text(fine.replace("owner: jane", "owner: "), encoding="utf-8")
        shown(page, "OWN001")
        outcome.write_text(fine.replace("owner: jane", "owner: @jane"), encoding="utf-8")
        shown(page, "DOC001")
        outcome.write_text("---\nkind: outcome\na: " + "[" * 100_000 + "\n---\n# Deep\n", encoding="utf-8")
        shown(page, "nested deeper")
        outcome.write_text(f"{fine}\n<![ and so on\n", encoding="utf-8")
        shown(page, "DOC015")
        (tmp_path / "docs" / "index.md").write_text("# Home\n\n" + "[" * 200_000, encoding="utf-8")
        shown(url, "DOC015")
        outcome.write_text(fine, encoding="utf-8")
        shown(page, "owns this outcome", absent="DOC001")


def test_after_an_edit_every_page_is_rendered_on_request(tmp_path: Path) -> None:
    text = config("mkdocs").replace("site_name: Test", "site_name: Test\nsite_url: https://example.org/docs/")
    write(tmp_path, FILES, text)
    outcome = tmp_path / "docs" / "outcomes" / "fast.md"
    with serving(tmp_path, "mkdocs") as root:
        url = f"{root}docs/"
        shown(f"{url}outcomes/fast/", "owns this outcome")
        outcome.write_text(outcome.read_text("utf-8") + "\nAnother sentence.\n", encoding="utf-8")
        page = shown(f"{url}outcomes/fast/", "Another sentence.")
        assert "owns this outcome" in page
        assert "docgraph-placeholder" not in page
        assert "outcomes/fast/" in shown(f"{url}trace/outcome/fast/", "http-equiv")
        assert '"outcome","fast",' in shown(f"{url}trace/records.csv", '"person","jane"')
        assert json.loads(shown(f"{url}trace/graph.json", "{"))["records"]
        shown(f"{url}trace/", "Jane")
        assert "404" in shown(f"{url}trace/outcome/slow/", "404")


def test_serve_starts_on_a_broken_project(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "outcomes/fast.md": "---\nkind: outcome\nowner: @jane\n---\n# Fast\n"})
    (tmp_path / "docs" / "utf16.md").write_bytes("# Hello".encode("utf-16"))
    with serving(tmp_path, "mkdocs") as url:
        shown(f"{url}outcomes/fast/", "DOC001")
        shown(f"{url}utf16/", "DOC009")

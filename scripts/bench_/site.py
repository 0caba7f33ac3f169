"""What readers wait for: our index beside those of two peers on the same items, and our index of 10,000 outcomes.

    scripts/bench site [--n 300,1000] [--write PAGE]

The first page of each site with all that it loads, gzipped; the time to its load event in Chromium; violations of WCAG
2.0 to 2.2 A and AA that axe finds in it. Needs the packages of the tests and a Chromium.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from .environments import OURS, ROOT, environment, versions
from .page import write_table

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Response

HEAD = "| site | items | first page, gzipped | HTML | load, median | axe violations |\n|---|---:|---:|---:|---:|---:|"
BUILDS = {
    "docgraph": ("mkdocs build -q -f {source}/mkdocs.yml -d {output}", "trace/index.html"),
    "sphinx-needs": ("sphinx-build -q -b html {source} {output}", "index.html"),
    "strictdoc": ("strictdoc export {source} --formats html --output-dir {output}", "html/index.html"),
}
MANY = 10_000
TYPED = ("a", "al", "ale", "aler", "alert", "tess", "tess abel", "renewal", "zzz", "export review", "2027", "")


def main(description: str | None, arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("scripts/bench site", description=description)
    parser.add_argument("--n", default="300,1000", help="numbers of items")
    parser.add_argument("--write", type=Path, help="put the tables between the `site` comments of this page")
    options = parser.parse_args(arguments)
    sys.path[:0] = [str(ROOT / "plugins"), str(ROOT)]
    from playwright.sync_api import sync_playwright
    from tests.browser.conftest import ARGUMENTS
    from tests.conftest import chromium

    with tempfile.TemporaryDirectory(prefix="docgraph-site-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        rows = [_peer(browser, Path(folder), name, int(number)) for number in options.n.split(",") for name in BUILDS]
        page = "\n".join([HEAD, *rows, "", _installed(), "", *_many(browser, Path(folder))])
        browser.close()
    print(page)
    if options.write:
        write_table(options.write, "site", page)
    return 0


@dataclass(frozen=True, slots=True)
class Opened:
    """A page as a reader without a cache opens it; sizes in bytes, gzipped, the time in milliseconds."""

    html: int
    all: int
    load: float
    violations: int


def _peer(browser: Browser, work: Path, name: str, number: int) -> str:
    source, output = work / f"{name}-{number}", work / f"{name}-{number}.out"
    write = [sys.executable, "-m", "scripts.bench_.write", name, str(number), str(source)]
    subprocess.run(write, check=True, cwd=ROOT)
    command, first = BUILDS[name]
    program, *rest = (word.format(source=source, output=output) for word in command.split())
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    build = [str(environment(name) / program), *rest]
    subprocess.run(build, check=True, cwd=source, stdin=subprocess.DEVNULL, capture_output=True, env=env)
    opened = _opened(browser, output, first)
    shutil.rmtree(output)
    cells = (
        name,
        f"{number:,}",
        _kilo(opened.all),
        _kilo(opened.html),
        f"{opened.load:.0f} ms",
        str(opened.violations),
    )
    return f"| {' | '.join(cells)} |"


def _opened(browser: Browser, folder: Path, first: str) -> Opened:
    from axe_playwright_python.sync_playwright import Axe
    from tests.browser.conftest import served

    server, address = served(folder)
    timing = "performance.getEntriesByType('navigation')[0].loadEventEnd"
    loads = []
    for _ in range(5):
        page = browser.new_context().new_page()
        page.goto(address + first, wait_until="load")
        page.wait_for_function(f"{timing} > 0")
        loads.append(float(page.evaluate(timing)))
        page.context.close()
    page = browser.new_context(bypass_csp=True).new_page()
    answers: list[Response] = []
    page.on("response", answers.append)
    page.goto(address + first, wait_until="networkidle")
    size = sum(len(gzip.compress(answer.body(), 9)) for answer in answers if answer.ok)
    tags = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    violations = len(Axe().run(page, options={"runOnly": tags}).response["violations"])
    page.context.close()
    server.shutdown()
    html = len(gzip.compress((folder / first).read_bytes(), 9))
    return Opened(html, size, median(loads), violations)


def _many(browser: Browser, work: Path) -> Sequence[str]:
    """Our own index of ten thousand outcomes: what it weighs, and how long a reader waits."""
    from tests.browser.many import href, index, organisation, style, write_index

    from docgraph.site import tables_script

    scripts, views = index(MANY)
    folder = work / "many"
    folder.mkdir()
    address = write_index(folder, MANY, 1)
    sizes = [
        ("HTML of the index", views[0].render(organisation(MANY), href), 12),
        ("all rows, loaded on first use", next(iter(scripts.values())), 180),
        ("script of the tables", tables_script(), 9),
        ("style sheet", style(), 5),
    ]
    lines = ["| 10,000 outcomes | measured | limit |", "|---|---:|---:|"]
    lines += [f"| {name} | {_kilo(len(gzip.compress(text.encode(), 9)))} | {most} KB |" for name, text, most in sizes]
    loads, data, typed = [], [], list[float]()
    for _ in range(5):
        page = browser.new_page()
        page.goto(address)
        loads.append(float(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")))
        data.append(float(page.evaluate(_FILTER_SCRIPT)))
        typed += [float(page.evaluate(_TYPED, text)) for text in TYPED]
        page.close()
    lines += [
        f"| load | {median(loads):.0f} ms | 500 ms |",
        f"| first key press until results over all rows | {median(data):.0f} ms | |",
        f"| key press in the filter, 95th percentile | {quantiles(typed, n=20)[-1]:.0f} ms | 50 ms |",
    ]
    return lines


_FILTER_SCRIPT = """async () => {
    const field = document.querySelector('.docgraph-filter input'), start = performance.now();
    field.value = 'ledger';
    field.dispatchEvent(new Event('input'));
    const status = document.querySelector('[role=status]');
    while (!status.textContent.includes('10000')) await new Promise((next) => setTimeout(next));
    return performance.now() - start;
}"""
_TYPED = """(text) => {
    const field = document.querySelector('.docgraph-filter input'), start = performance.now();
    field.value = text;
    field.dispatchEvent(new Event('input'));
    document.body.getBoundingClientRect();
    return performance.now() - start;
}"""


def _installed() -> str:
    names = ", ".join(version for name in (OURS, "sphinx-needs", "strictdoc") for version in versions(name))
    return f"{names}; each with its usual theme (ours Material), nothing cached, from a server on the same machine."


def _kilo(size: int) -> str:
    return f"{size / 1000:.1f} KB"

"""More than two hundred payloads in every place of a project: no page runs one, and every file gives them back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Dialog, Page

from docgraph.app import check
from docgraph.export import EXPORTS, payload_of
from docgraph.report.context import ReportContext
from docgraph.site.render.format import escape_hidden, truncate
from docgraph.site.tables.packed_rows import alphabet
from docgraph.workspace.config_file import found_by
from docgraph.workspace.load_project import project_at
from tests.browser.conftest import served
from tests.browser.hostile import NAMES, READ, files, titles, with_payload
from tests.conftest import ENVIRONMENT
from tests.export.reading import Flowchart, graph_of, node_values, plain, table_of, value
from tests.fork_server import run_module

pytestmark = pytest.mark.browser

WATCH = """
Object.defineProperty(globalThis, '__pwned', {set() { console.error('ran: ' + new Error().stack); }});
addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective));
"""
MARK = "<!doctype html><hr data-page>"
BATCH = 600_000
# what is not on the screen is not laid out: it is read, its images are loaded and its scripts run
STYLE = ".docgraph { content-visibility: auto }"
# a page with a script in its own folder is opened by itself
OF_ITS_FOLDER = re.compile(r'<script src="(?!\.\./)')
OURS = re.compile(r'class="docgraph[ "]')
STRANGE = """() => {
    const tags = 'a article aside bdi br button canvas caption code dd desc details div dl dt em fieldset figcaption'
        + ' figure form g h1 h2 h3 h4 input label legend li nav noscript ol option output p path rect section select'
        + ' small span strong summary svg table tbody td text th thead title tr tspan ul';
    const allowed = new Set(tags.split(' '));
    const ours = [...document.querySelectorAll('.docgraph, .docgraph *')];
    const wrong = ours.filter(one => !allowed.has(one.localName)
        && !['explorer.js', 'graph.js'].includes(one.getAttribute('src'))).map(one => one.outerHTML);
    for (const one of ours) {
        for (const {name, value} of one.attributes) {
            const link = name === 'href' || name === 'src' || name === 'xlink:href';
            if (name.startsWith('on') || name === 'srcdoc') wrong.push(one.outerHTML);
            if (!link || !URL.canParse(value, location)) continue;
            if (!['http:', 'https:', 'mailto:'].includes(new URL(value, location).protocol)) wrong.push(value);
            if (/evil/.test(new URL(value, location).host)) wrong.push(value);
        }
    }
    return [ours.length, wrong.map(one => one.slice(0, 300))];
}"""
# As themes do, it writes titles as they are handed to it.
THEME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title>
{% for path in config.extra_css %}<link rel="stylesheet" href="{{ path|url }}">{% endfor %}</head>
<body><h6>{{ page.title }}</h6>{{ page.content }}</body></html>
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    for name, text in files().items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "theme").mkdir()
    (root / "theme" / "main.html").write_text(THEME, encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        "site_name: Test\ntheme: {name: null, custom_dir: theme}\n"
        "plugins: [search, docgraph: {as-of: 2026-11-21, fail-on: never}]\n",
        encoding="utf-8",
    )
    done = run_module("mkdocs", "build", "-q", cwd=root, env=ENVIRONMENT, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    return root


def batches(site: Path) -> Iterator[list[Path]]:
    """Pages of folders side by side, whose relative addresses mean the same, up to so many bytes at once."""
    pages = [path for path in sorted(site.rglob("*.html")) if OURS.search(path.read_text(encoding="utf-8"))]
    assert len(pages) > len(READ) + 150
    pages.sort(key=lambda path: (path.parent.parent, path))
    for _, found in groupby(pages, lambda path: path.parent.parent):
        batch: list[Path] = []
        for path in found:
            alone = OF_ITS_FOLDER.search(path.read_text(encoding="utf-8")) is not None
            if batch and (alone or sum(each.stat().st_size for each in batch) > BATCH):
                yield batch
                batch = []
            batch.append(path)
            if alone:
                yield batch
                batch = []
        if batch:
            yield batch


def watch(page: Page) -> list[str]:
    """All that a page runs or reports from now on."""
    page.add_init_script(WATCH)
    messages: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        messages.append(f"{page.url} dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on(
        "console",
        lambda message: (
            messages.append(f"{page.url} {message.text}")
            if message.type == "error" and "favicon" not in str(message.location)
            else None
        ),
    )
    page.on("pageerror", lambda error: messages.append(f"{page.url} {error}"))
    return messages


def test_no_page_runs_a_payload(browser: Browser, project: Path) -> None:
    """Pages are opened many at a time: a browser reads documents one after the other like one with many bodies."""
    site = project / "site"
    server, address = served(site)
    page = browser.new_page()
    messages = watch(page)
    strange: list[Any] = []
    together = {"content_type": "text/html; charset=utf-8"}
    page.route(re.compile(r"\.html$"), lambda route: route.fulfill(**together))
    page.route(re.compile(r"\.css$"), lambda route: route.fulfill(body=STYLE, content_type="text/css"))
    for batch in batches(site):
        together["body"] = MARK.join(["", *(path.read_text(encoding="utf-8") for path in batch)])
        page.goto(address + quote(batch[0].relative_to(site).as_posix()))
        number, wrong = page.evaluate(STRANGE)
        assert number >= len(batch), batch
        if page.locator("[data-page]").count() != len(batch):
            strange.append(
                (batch[0].relative_to(site).as_posix(), "an open comment or attribute hides the pages after it")
            )
        strange += [(batch[0].relative_to(site).as_posix(), one) for one in wrong]
    page.unroute_all()
    # rows that a script makes from the data
    for words in ("<", "script", "javascript:", "x"):
        page.goto(f"{address}trace/?outcomes.q={quote(words)}")
        page.wait_for_function("document.querySelector('[role=status]').textContent.includes('rows')")
        number, wrong = page.evaluate(STRANGE)
        strange += [("trace/ filtered", one) for one in wrong]
    page.close()
    server.shutdown()
    assert (strange, messages) == ([], [])


@pytest.fixture(scope="module")
def graph(project: Path) -> dict[str, Any]:
    graph: dict[str, Any] = json.loads((project / "site/trace/graph.json").read_text(encoding="utf-8"))
    return graph


def records(graph: dict[str, Any], kind: str) -> Iterator[dict[str, Any]]:
    return (one for one in graph["records"] if one["kind"] == kind)


def published(text: str) -> str:
    """A payload as data of the site has it: payloads are aliases of people too, whose mail addresses it keeps back."""
    return " ".join(re.sub(r"[^\s:=]+@[^\s:=]+", "(hidden)", text).split())


def test_json_has_the_values_of_the_documents(graph: dict[str, Any]) -> None:
    titled = {one["id"]: one["title"] for one in records(graph, "outcome") if one["id"].startswith("t-")}
    assert [titled[f"t-{number}"].split() for number in range(len(READ))] == [one["title"].split() for one in titles()]
    seen: dict[str, set[str]] = {}
    for one in graph["records"]:
        for key, content in one["fields"].items():
            if isinstance(content, list):
                seen.setdefault(f"{one['kind']}.{key}", set()).update(each for each in content if isinstance(each, str))
    for key in ("agent.will-do", "agent.definitions", "outcome.success-criteria", "decision.options"):
        missing = {published(with_payload(evil)) for evil in READ} - {" ".join(text.split()) for text in seen[key]}
        assert not missing, key
    activities = {row["activity"].strip() for one in records(graph, "raci") for row in one["fields"]["rows"]}
    assert {published(with_payload(evil)) for evil in READ} <= {" ".join(activity.split()) for activity in activities}


def test_every_export_says_the_same(project: Path, graph: dict[str, Any]) -> None:
    rows = table_of((project / "site/trace/records.csv").read_bytes().decode())
    assert [value(plain(row["title"])) for row in rows] == [one["title"] for one in graph["records"]]
    assert not any(cell.startswith(tuple("=+-@\t\r\n")) for row in rows for cell in row.values())
    relations = table_of((project / "site/trace/relations.csv").read_bytes().decode())
    assert [value(plain(row["to"])) for row in relations] == [one["to"] for one in graph["relations"]]
    result = check(project_at(found_by(project / "mkdocs.yml").layout(), date(2026, 11, 21)))
    payload = payload_of(ReportContext(result.graph, result.findings, result.documents, result.pages))
    texts = {name: [*EXPORTS[name](payload).values()][-1] for name in ("json", "graphml", "mermaid")}
    exported = json.loads(texts["json"])
    nodes = graph_of(texts["graphml"])
    for one in exported["records"]:
        attributes = {key: value(each) for key, each in nodes.nodes[f"{one['kind']}:{one['id']}"].items()}
        assert attributes.get("title", "") == one["title"]
        assert attributes == node_values(one)
    assert len(Flowchart(texts["mermaid"]).labels) == len(nodes)


def test_calendars_hold_one_event_a_duty(project: Path) -> None:
    calendar = Calendar.from_ical((project / "site/trace/calendar.ics").read_bytes())
    events = list(calendar.walk("VEVENT"))
    assert len(events) == len(calendar.subcomponents) > len(READ) + 150
    shown = {str(event["summary"]).removeprefix("Outcome: ") for event in events}
    assert {" ".join(escape_hidden(one["title"]).split()) for one in titles()} <= {
        " ".join(one.split()) for one in shown
    }
    assert all(set(event) <= {"UID", "DTSTAMP", "DTSTART", "TRANSP", "SUMMARY", "DESCRIPTION"} for event in events)


def test_the_data_of_explorer_and_tables_says_it_too(project: Path, graph: dict[str, Any]) -> None:
    text = (project / "site/trace/explore/graph.js").read_text(encoding="utf-8")
    assert "<" not in text and text.count("\n") == 1
    data = json.loads(text.removeprefix("globalThis.docgraphExplorer = ").removesuffix(";\n"))
    names = {ref: name for _, ref, name, *_ in data["nodes"]}
    for one in graph["records"]:
        assert names[f"{one['kind']}:{one['id']}"] == escape_hidden(truncate(one["title"] or one["id"]))
    scripts = list((project / "site/trace").glob("*-rows.js"))
    assert scripts
    for script in scripts:
        text = script.read_text(encoding="utf-8")
        assert "<" not in text and len(text.split("\n")) == 2
        words, columns = json.loads(text.removeprefix("globalThis.docgraphRows = ").removesuffix(";\n"))
        assert len(words) <= len(alphabet()) and columns


def test_titles_in_the_index_of_search_are_escaped(project: Path) -> None:
    index = json.loads((project / "site/search/search_index.json").read_text(encoding="utf-8"))
    generated = [one for one in index["docs"] if one["location"].startswith("trace/") and "#" not in one["location"]]
    assert len(generated) >= len(READ)
    assert not [one["title"] for one in generated if "<" in one["title"]]


def test_hostile_names_of_files_are_pages_and_findings(project: Path, graph: dict[str, Any]) -> None:
    named = {one["path"] for one in records(graph, "outcome") if one["id"].startswith("named-")}
    assert named == {f"docs/{name}.md" for name in NAMES}
    refused = {one["path"] for one in graph["findings"] if one["code"] == "DOC010"}
    assert {f"docs/no id/{name}.md" for name in NAMES if "<" not in name} <= refused

"""A team's own templates and colours, the way users of MkDocs give them: `theme.custom_dir` and a style sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.mkdocs.site import FILES, build, config, page, write

pytestmark = pytest.mark.host
GUIDE = (ROOT / "content/guide/looks.md").read_text(encoding="utf-8")
BROKEN = "{% macro html() %}{{ kwargs.who.at }}{% endmacro %}"
CONFIGURATION = config().replace("theme: {name: mkdocs}", "theme: {name: mkdocs, custom_dir: overrides}")


def example(title: str) -> str:
    """The example below a heading of the guide's page."""
    found = re.search(rf'^``` ?\w+ title="{re.escape(title)}"\n(.*?)^```$', GUIDE, re.DOTALL | re.MULTILINE)
    assert found, title
    return found[1]


def project(root: Path, overrides: dict[str, str], configuration: str = CONFIGURATION) -> Path:
    for name, content in overrides.items():
        path = root / "overrides" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return write(root, FILES, configuration)


def test_the_examples_of_the_guide_work(tmp_path: Path) -> None:
    name, style = "docgraph/head/agent.html.jinja", "stylesheets/docgraph-colours.css"
    files = {**FILES, style: example(f"docs/{style}")}
    extra = f"extra_css: [{style}]\n"
    project(tmp_path, {name: example(f"overrides/{name}")}, CONFIGURATION + extra)
    write(tmp_path, files, CONFIGURATION + extra)
    run = build(tmp_path, "mkdocs", "--strict")
    assert run.returncode == 0, run.stderr
    agent = page(tmp_path, "agents/triage/index.html")
    assert agent.index('<p class="on-call">') < agent.index("owns this agent"), "theirs stands above ours"
    assert "on-call" not in page(tmp_path, "outcomes/fast/index.html")
    assert not (tmp_path / "site/docgraph").exists(), "templates are no files of the site"
    ours, theirs = agent.index("docgraph.css"), agent.index(style)
    assert ours < theirs, "later wins"


def test_the_variables_that_the_guide_names_are_the_ones_of_the_style_sheet() -> None:
    sheet = (ROOT / "plugins/docgraph/site/assets/docgraph.css").read_text(encoding="utf-8")
    used = set(re.findall(r"--docgraph-[a-z]+", sheet))
    assert set(re.findall(r"--docgraph-[a-z]+", GUIDE)) == used


def test_a_template_that_overrides_no_template_is_a_warning(tmp_path: Path) -> None:
    overrides = {"docgraph/head/agnet.html.jinja": "{% macro html() %}{% endmacro %}"}
    run = build(project(tmp_path, overrides))
    assert run.returncode == 0
    assert "docgraph/head/agnet.html.jinja overrides nothing" in run.stderr


@pytest.mark.parametrize(
    ("overrides", "configuration", "message"),
    [
        ({"docgraph/head/agnet.html.jinja": "{% macro html() %}{% endmacro %}"}, CONFIGURATION, "overrides nothing"),
        ({"docgraph/head/agent.html.jinja": "{% macro html("}, CONFIGURATION, "agent.html.jinja:1: "),
        ({"docgraph/record_page.html.jinja": BROKEN}, CONFIGURATION, "record_page.html.jinja:1: "),
        ({"docgraph/panel.html.jinja": BROKEN}, CONFIGURATION, "panel.html.jinja:1: "),
        ({}, config(plugins="[search, docgraph: {as-of: 2026-11-21, language: tlh}]"), "`language: tlh`"),
        ({"../docgraph.toml": ""}, CONFIGURATION, "docgraph.toml: is not read beside mkdocs.yml"),
    ],
)
def test_under_strict_the_old_site_outlives_a_fault_in_what_pages_are_made_of(
    tmp_path: Path, overrides: dict[str, str], configuration: str, message: str
) -> None:
    old = tmp_path / "site" / "old.html"
    write(tmp_path, {}, configuration)
    old.parent.mkdir()
    old.write_text("old", encoding="utf-8")
    run = build(project(tmp_path, overrides, configuration), "mkdocs", "--strict")
    assert run.returncode == 1
    assert message in run.stderr and "Traceback" not in run.stderr
    assert old.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{% macro html(", "agent.html.jinja:1: "),
        (
            "\n{% macro html() %}{{ kwargs.record.on_call }}{% endmacro %}",
            "agent.html.jinja:2: 'docgraph.kinds.agent.Agent object' has no attribute 'on_call'",
        ),
        ("{# nothing #}", "agent.html.jinja: has no macro `html`"),
        ("{% macro html() %}on call{% endmacro %}", "agent.html.jinja: macro 'html' takes no keyword argument"),
        ("{% macro html() %}{{ html(**kwargs) }}{% endmacro %}", "agent.html.jinja:1: maximum recursion depth"),
    ],
)
def test_a_broken_template_ends_the_build_with_its_place(tmp_path: Path, template: str, message: str) -> None:
    root = project(tmp_path, {"docgraph/head/agent.html.jinja": template})
    (root / "site").mkdir()
    (root / "site" / "old.html").write_text("old", encoding="utf-8")
    run = build(root)
    assert run.returncode == 1
    assert (root / "site" / "old.html").read_text(encoding="utf-8") == "old"
    assert message in run.stderr
    assert "Traceback" not in run.stderr

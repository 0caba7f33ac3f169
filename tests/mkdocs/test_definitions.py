"""Agent definitions on a real site: pages, links to the repository, search, and a server that follows a change."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from docgraph.mkdocs.build_check import watch_other_files
from docgraph.model.settings import Settings
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.load_project import project_at
from tests.definitions.handbook import CANARY, FILES
from tests.definitions.repository import write as put
from tests.mkdocs.site import build, config, page, write
from tests.mkdocs.test_serve import serving, shown
from tests.site.reading import reading

PLUGINS = "[search, docgraph: {as-of: 2026-11-21, fail-on: never}]"
REPOSITORY = "repo_url: https://github.com/example/team\n"


def project(root: Path, extra: str = "") -> Path:
    put(root, {".git/HEAD": "", **{name: text for name, text in FILES.items() if name != "docgraph.toml"}})
    return write(root, {"index.md": "# Home\n"}, config(plugins=PLUGINS, extra=extra))


@pytest.mark.host
def test_a_site_lists_agents_and_links_their_files(tmp_path: Path) -> None:
    run = build(project(tmp_path, REPOSITORY + "edit_uri: blob/main/docs/\n"))
    assert run.returncode == 0, run.stderr
    agents, agent = (
        reading(page(tmp_path, "trace/definitions/index.html")),
        reading(page(tmp_path, "reviewer/index.html")),
    )
    url = "https://github.com/example/team/blob/main/.claude/agents/reviewer.md"
    assert url in agents.hrefs and url in agent.hrefs
    assert "../../reviewer/" in agents.hrefs
    findings = reading(page(tmp_path, "trace/findings/index.html")).hrefs
    assert any(href.startswith("https://github.com/example/team/blob/main/docs/") and "#L" in href for href in findings)
    assert "../trace/definitions/" in agent.hrefs
    assert "undocumented" not in page(tmp_path, "trace/graph.json").partition('"definitions"')[0]
    assert '"url": "definitions/"' in page(tmp_path, "trace/graph.json")
    assert "fixer" in page(tmp_path, "trace/definitions.csv")
    assert "fixer" in page(tmp_path, "search/search_index.json")
    for path in (tmp_path / "site").rglob("*"):
        assert not path.is_file() or CANARY.encode() not in path.read_bytes(), path


@pytest.mark.host
@pytest.mark.parametrize("extra", ["", REPOSITORY + "edit_uri: edit/main/handbook/\n", REPOSITORY + "edit_uri: ''\n"])
def test_paths_are_plain_text_if_their_url_is_not_known(tmp_path: Path, extra: str) -> None:
    run = build(project(tmp_path, extra))
    assert run.returncode == 0, run.stderr
    content = reading(page(tmp_path, "trace/definitions/index.html"))
    assert ".claude/agents/reviewer.md" in content.text
    assert not [href for href in content.hrefs if ".claude" in href]


@pytest.mark.host
def test_a_server_reads_a_changed_and_a_new_definition(tmp_path: Path) -> None:
    project(tmp_path)
    with serving(tmp_path, "mkdocs") as url:
        shown(f"{url}trace/definitions/", "fixer")
        put(tmp_path, {".claude/agents/fixer.md": "---\nname: repairer\ndescription: Repairs.\n---\n"})
        shown(f"{url}trace/definitions/", "repairer")
        put(tmp_path, {".claude/agents/tester.md": "---\nname: tester\ndescription: Tests.\n---\n"})
        shown(f"{url}trace/definitions/", "tester")


def test_a_server_watches_few_folders_without_what_is_below_them(tmp_path: Path) -> None:
    skills = {f".claude/skills/s{n:03}/SKILL.md": f"---\nname: s{n:03}\ndescription: d\n---\n" for n in range(150)}
    put(tmp_path, {".git/HEAD": "", **FILES, **skills})
    watched: dict[str, bool] = {}

    class Server:
        def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
            watched[path] = recursive

    config = MkDocsConfig()
    config.load_dict({"site_name": "Test", "docs_dir": str(tmp_path / "docs")})
    watch_other_files(Server(), Settings(), project_at(layout_of(tmp_path)), config)
    assert {str(tmp_path / ".claude/agents"), str(tmp_path / ".github/agents")} < set(watched)
    assert not any(watched.values()) and len(watched) == 100
    assert str(tmp_path) not in watched

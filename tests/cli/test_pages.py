"""The command `pages`: what it writes, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest

from tests.conftest import Command
from tests.corpus import record
from tests.mkdocs.site import FILES, OUTCOME, write

ORPHAN = record("outcome", **{**OUTCOME, "owner": ""}) + "# Orphan\n"
HOSTILE = record("outcome", **OUTCOME, title='"{{ x }} {% y %} </h1> --8<-- `c` **b** [[fast]] *[a]: $$ ]] \'"')
PANELS = ("--panels", "overrides/panels")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides" / "main.html").write_text('{% extends "panels/main.html" %}\n', encoding="utf-8")
    return write(tmp_path, FILES)


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_pages_panels_and_files_are_created(project: Path, docgraph: Command) -> None:
    run = docgraph("pages", *PANELS, cwd=project)
    assert (run.returncode, run.stderr) == (0, "")
    pages, panels = files_below(project / "docs/trace"), files_below(project / "overrides/panels")
    counts = [f"docs/trace: {len(pages) - 1} files, ", f"overrides/panels: {len(panels) - 1} files, "]
    assert run.stdout == "".join(
        f"{text}{len(pages if 'docs' in text else panels) - 1} changed, 0 removed\n" for text in counts
    )
    assert {"index.md", "findings/index.md", "person/jane/index.md", "docgraph.css", "tables.js"} <= pages.keys()
    assert {"graph.json", "records.csv", "calendar.ics", "explore/explorer.js"} <= pages.keys()
    assert "outcomes/fast/_head.html" in panels and "outcomes/fast/_foot.html" in panels
    assert "index_head.html" not in panels and "_head.html" not in panels
    assert b'href="../../trace/person/jane/">Jane Doe</a> owns this outcome' in panels["outcomes/fast/_head.html"]


def test_an_equal_run_changes_no_file_and_a_check_finds_no_new_findings(project: Path, docgraph: Command) -> None:
    before = docgraph("check", cwd=project).stdout
    docgraph("pages", *PANELS, cwd=project)
    run = docgraph("pages", *PANELS, cwd=project)
    assert " 0 changed, 0 removed" in run.stdout.splitlines()[0] and " 0 changed" in run.stdout.splitlines()[1]
    assert docgraph("check", cwd=project).stdout == before


def test_files_of_changed_records_change_and_obsolete_ones_are_removed(project: Path, docgraph: Command) -> None:
    sam = "  - {id: sam}\n"
    (project / "docs/people.md").write_text(FILES["people.md"].replace(sam, sam + "  - {id: ann}\n"), encoding="utf-8")
    docgraph("pages", *PANELS, cwd=project)
    assert (project / "docs/trace/person/ann/index.md").exists()
    before = files_below(project / "overrides/panels")
    (project / "docs/people.md").write_text(FILES["people.md"], encoding="utf-8")
    run = docgraph("pages", *PANELS, cwd=project)
    assert run.stdout.splitlines()[0].endswith(" 1 removed") or "3 removed" in run.stdout
    assert not (project / "docs/trace/person/ann").exists()
    after = files_below(project / "overrides/panels")
    changed = {path for path in before if before[path] != after.get(path)}
    assert changed == {"people/_head.html", ".docgraph-pages.json"}


@pytest.mark.parametrize("text", [ORPHAN, "---\nkind: outcome\nid: [\n---\n"], ids=["orphan", "unreadable"])
def test_with_an_error_no_file_changes(project: Path, docgraph: Command, text: str) -> None:
    docgraph("pages", *PANELS, cwd=project)
    before = files_below(project)
    (project / "docs/outcomes/orphan.md").write_text(text, encoding="utf-8")
    run = docgraph("pages", *PANELS, cwd=project)
    assert (run.returncode, run.stdout) == (1, "")
    assert "docs/outcomes/orphan.md:" in run.stderr and "error[" in run.stderr
    assert run.stderr.endswith("docgraph: no page was changed\n")
    (project / "docs/outcomes/orphan.md").unlink()
    assert files_below(project) == before


def test_a_page_of_an_author_at_the_address_of_a_generated_page_is_an_error(project: Path, docgraph: Command) -> None:
    (project / "docs/trace").mkdir()
    (project / "docs/trace/people.md").write_text("# Mine\n", encoding="utf-8")
    run = docgraph("pages", cwd=project)
    assert run.returncode == 1 and "error[DOC013]" in run.stderr
    assert files_below(project / "docs/trace") == {"people.md": b"# Mine\n"}


def test_a_generated_file_that_was_changed_is_not_replaced(project: Path, docgraph: Command) -> None:
    docgraph("pages", cwd=project)
    page = project / "docs/trace/people/index.md"
    page.write_bytes(page.read_bytes() + b"\nMine\n")
    people = project / "docs/people.md"
    people.write_text(people.read_text(encoding="utf-8").replace("Jane Doe", "Jane Roe"), encoding="utf-8")
    run = docgraph("pages", cwd=project)
    assert run.returncode == 2
    assert run.stderr.startswith("docgraph: docs/trace/people/index.md: is in the way")


def test_a_record_is_checked_even_with_the_notice_of_a_generated_page(project: Path, docgraph: Command) -> None:
    docgraph("pages", cwd=project)
    notice = (project / "docs/trace/index.md").read_text(encoding="utf-8").splitlines()[1]
    text = ORPHAN.replace("---\n", f"---\n{notice}\n", 1)
    (project / "docs/orphan.md").write_text(text, encoding="utf-8")
    run = docgraph("check", cwd=project)
    assert run.returncode == 1 and "docs/orphan.md:" in run.stdout and "OWN001" in run.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--out", "elsewhere"), "`--out elsewhere` must be a folder in the docs folder"),
        (("--out", "docs"), "`--out docs` must be a folder in the docs folder"),
        (("--out", "docs/a b"), "`--out docs/a b` must have a short name"),
        (("--out", "docs/index.md"), "docs/index.md"),
        (("--panels", "docs/panels"), "`--panels docs/panels` must be outside the docs folder, which is published"),
        (("--panels", "overrides"), "`--panels overrides` must be a folder in the `custom_dir` of the theme"),
        (("--panels", "."), "`--panels .` must be a folder in the `custom_dir` of the theme"),
        (("--panels", 'overrides/a"b'), "must have a name of letters, digits, `-`, `_` and `.`"),
        (("--panels", "overrides/main.html"), "overrides/main.html: is a file, not a folder"),
    ],
)
def test_unusable_folders_are_named(project: Path, docgraph: Command, options: tuple[str, str], message: str) -> None:
    before = files_below(project)
    run = docgraph("pages", *options, cwd=project)
    assert run.returncode == 2
    assert message in run.stderr and "Traceback" not in run.stderr
    assert files_below(project) == before


def test_another_folder_of_pages(project: Path, docgraph: Command) -> None:
    run = docgraph("pages", "--out", "docs/who", *PANELS, cwd=project)
    assert run.returncode == 0 and run.stdout.startswith("docs/who: ")
    assert b'href="../../who/"' in (project / "overrides/panels/outcomes/fast/_head.html").read_bytes()
    assert docgraph("check", cwd=project).returncode == 0


@pytest.mark.parametrize("text", [None, '{% extends "base.html" %}\n'], ids=["missing", "without-panels"])
def test_a_theme_that_does_not_show_the_panels_is_reported(project: Path, docgraph: Command, text: str | None) -> None:
    template = project / "overrides/main.html"
    template.unlink() if text is None else template.write_text(text, encoding="utf-8")
    run = docgraph("pages", *PANELS, cwd=project)
    assert run.returncode == 0
    assert run.stderr == (
        "docgraph: overrides/main.html does not show the panels; "
        'its first line should be `{% extends "panels/main.html" %}`\n'
    )


def test_templates_of_the_team_are_used_and_their_errors_named(project: Path, docgraph: Command) -> None:
    folder = project / "overrides/docgraph"
    folder.mkdir()
    (folder / "unknown.html.jinja").write_text("", encoding="utf-8")
    template = folder / "waivers.html.jinja"
    template.write_text("{% macro html() %}<p>Ours{{ kwargs and 1 }}</p>{% endmacro %}", encoding="utf-8")
    run = docgraph("pages", *PANELS, cwd=project)
    assert "docgraph/unknown.html.jinja overrides nothing" in run.stderr
    assert "<p>Ours1</p>" in (project / "docs/trace/waivers/index.md").read_text(encoding="utf-8")
    before = files_below(project)
    template.write_text("{% macro html() %}{{ 1 / 0 }}{{ kwargs }}{% endmacro %}", encoding="utf-8")
    run = docgraph("pages", *PANELS, cwd=project)
    assert run.returncode == 2 and "waivers.html.jinja:1: division by zero" in run.stderr
    template.unlink()
    after = files_below(project)
    assert after == {path: content for path, content in before.items() if path in after}


def test_a_project_without_a_site_generator(tmp_path: Path, docgraph: Command) -> None:
    write(tmp_path, FILES)
    (tmp_path / "mkdocs.yml").unlink()
    (tmp_path / "docgraph.toml").write_text('docs-dir = "docs"\nlanguage = "de"\n', encoding="utf-8")
    assert docgraph("pages", cwd=tmp_path).returncode == 0
    assert "Jedes Ergebnis hat" in (tmp_path / "docs/trace/index.md").read_text(encoding="utf-8")
    (tmp_path / "docgraph.toml").write_text('docs-dir = "docs"\nlanguage = "tlh"\n', encoding="utf-8")
    assert "there is no catalogue for `language: tlh`" in docgraph("pages", *PANELS, cwd=tmp_path).stderr


def test_no_records_are_an_error(tmp_path: Path, docgraph: Command) -> None:
    write(tmp_path, {"index.md": "# Home\n"})
    run = docgraph("pages", cwd=tmp_path)
    assert run.returncode == 2 and "no page was changed" in run.stderr
    assert not (tmp_path / "docs/trace").exists()


def test_markdown_keeps_the_html_of_every_page(project: Path, docgraph: Command) -> None:
    (project / "docs/outcomes/hostile.md").write_text(HOSTILE, encoding="utf-8")
    docgraph("pages", cwd=project)
    extensions = ["extra", "attr_list", "md_in_html", "toc", "pymdownx.superfences", "pymdownx.arithmatex"]
    for path in (project / "docs/trace").rglob("*.md"):
        body = path.read_text(encoding="utf-8").split("---\n", 2)[2].strip()
        assert "\n\n" not in body and "{" not in body and "&lt;h2" not in body and "&#34;" not in body, path
        assert markdown.markdown(body, extensions=extensions).strip() == body, path

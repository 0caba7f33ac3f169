"""Real builds: the gate, the pages, both hosts and the built-in themes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ENVIRONMENT
from tests.corpus import record
from tests.fork_server import run_module
from tests.mkdocs.site import FILES, HOSTS, OUTCOME, build, config, page, write

pytestmark = pytest.mark.host
ORPHAN = {**FILES, "outcomes/orphan.md": record("outcome", **{**OUTCOME, "owner": ""}) + "# Orphan\n"}


# ProperDocs ships no themes of its own
@pytest.mark.parametrize(
    ("host", "theme"),
    [("mkdocs", "mkdocs"), ("mkdocs", "readthedocs"), ("mkdocs", "material"), ("properdocs", "material")],
)
def test_a_clean_project_builds_with_heads_feet_and_the_index(tmp_path: Path, host: str, theme: str) -> None:
    run = build(write(tmp_path, FILES, config(theme)), host, "--strict")
    assert run.returncode == 0, run.stderr
    outcome = page(tmp_path, "outcomes/fast/index.html")
    assert "Jane Doe" in outcome
    assert "owns this outcome" in outcome
    assert outcome.index("owns this outcome") < outcome.index("The text.") < outcome.index("Served by")
    assert 'href="../../trace/person/jane/"' in outcome
    assert "Fast" in page(tmp_path, "trace/index.html")
    assert "Jane Doe" in page(tmp_path, "trace/person/jane/index.html")
    assert "docgraph.css" in outcome
    assert page(tmp_path, "trace/calendar.ics").startswith("BEGIN:VCALENDAR")
    assert "Outcome: Fast" in page(tmp_path, "trace/calendar/jane.ics")
    assert 'href="../calendar.ics"' in page(tmp_path, "trace/calendar/index.html")
    assert 'href="jane.ics"' in page(tmp_path, "trace/calendar/index.html")


ADDING = """
from mkdocs.structure.files import File

def on_files(files, config):
    people = "---\\nkind: people\\npeople: [{id: jane}]\\n---\\n"
    files.append(File.generated(config, "people.md", content=people))
"""


@pytest.mark.parametrize("host", HOSTS)
def test_an_orphan_ends_the_build_with_its_place_and_the_old_site_stays(tmp_path: Path, host: str) -> None:
    write(tmp_path, FILES, config("material"))
    assert build(tmp_path, host).returncode == 0
    before = sorted(path.relative_to(tmp_path) for path in (tmp_path / "site").rglob("*"))
    write(tmp_path, ORPHAN, config("material"))
    run = build(tmp_path, host)
    assert run.returncode == 1
    assert "docs/outcomes/orphan.md:3:7: error[OWN001]: outcome `orphan` has no owner" in run.stderr
    assert "fix: write `owner:" in run.stderr
    assert "Traceback" not in run.stderr
    assert sorted(path.relative_to(tmp_path) for path in (tmp_path / "site").rglob("*")) == before


@pytest.mark.parametrize("urls", ["true", "false"])
@pytest.mark.parametrize("nav", ["", "nav: [index.md, {Trace: trace/index.md}, {Fast: outcomes/fast.md}]\n"])
def test_links_hold_with_and_without_directory_urls_and_navigation(tmp_path: Path, urls: str, nav: str) -> None:
    write(tmp_path, FILES, config("material", f"use_directory_urls: {urls}\n{nav}"))
    run = build(tmp_path, "mkdocs", "--strict")
    assert run.returncode == 0, run.stderr
    home = page(tmp_path, "index.html")
    if urls == "true":
        assert 'href="outcomes/fast/"' in home
        assert 'href="agents/triage/"' in home
    else:
        assert 'href="outcomes/fast.html"' in home
    assert ">the agent</a>" in home
    assert "[[nothing]]" in home
    assert "<code>[[fast]]</code>" in home


def test_every_numbered_page_has_an_address_of_its_own(tmp_path: Path) -> None:
    entries = "".join(f"  - {{id: o{number}, owner: jane}}\n" for number in range(250))
    files = {**FILES, "outcomes.md": f"---\nkind: outcomes\noutcomes:\n{entries}---\n"}
    run = build(write(tmp_path, files, config(plugins="[docgraph: {as-of: 2026-11-21, profile: adopt}]")))
    assert run.returncode == 0, run.stderr
    index = page(tmp_path, "trace/index.html")
    assert 'href="outcomes/2/">2</a>' in index and 'href="outcomes/3/">3</a>' in index


def test_warnings_are_the_hosts_warnings_so_that_strict_counts_them(tmp_path: Path) -> None:
    files = {**FILES, "outcomes/fast.md": FILES["outcomes/fast.md"].replace("due: 2027-01-01\n", "")}
    write(tmp_path, files)
    run = build(tmp_path)
    assert run.returncode == 0
    assert "warning[OUT002]" in run.stderr
    (tmp_path / "site" / "old").write_text("", encoding="utf-8")
    strict = build(tmp_path, "mkdocs", "--strict")
    assert strict.returncode == 1
    assert "warning[OUT002]" in strict.stderr
    assert (tmp_path / "site" / "old").exists(), "the old site is gone"


def test_records_that_another_plugin_adds_are_checked(tmp_path: Path) -> None:
    permitted = "[search, docgraph: {as-of: 2026-11-21, allow-empty: true}]"
    write(tmp_path, {"index.md": "# Home\n"}, config(extra="hooks: [adding.py]\n", plugins=permitted))
    (tmp_path / "adding.py").write_text(ADDING, encoding="utf-8")
    run = build(tmp_path, "mkdocs", "--strict")
    assert run.returncode == 0, run.stderr
    assert "no document" not in run.stderr and (tmp_path / "site" / "trace" / "person" / "jane").is_dir()


def test_what_never_fails_does_not_fail_under_strict_either(tmp_path: Path) -> None:
    files = {**FILES, "outcomes/fast.md": record("outcome", **{**OUTCOME, "owner": ""})}
    write(tmp_path, files, config(plugins="[search, docgraph: {as-of: 2026-11-21, fail-on: never}]"))
    run = build(tmp_path, "mkdocs", "--strict")
    assert run.returncode == 0 and "OWN001" in run.stderr


def test_a_page_that_another_plugin_adds_is_checked_too(tmp_path: Path) -> None:
    hook = (
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        f"    files.append(File.generated(config, 'late.md', content={ORPHAN['outcomes/orphan.md']!r}))\n"
        "    return files\n"
    )
    write(tmp_path, FILES, config(extra="hooks: [hook.py]\n"))
    (tmp_path / "hook.py").write_text(hook, encoding="utf-8")
    run = build(tmp_path)
    assert run.returncode == 1
    assert "docs/late.md:3:7: error[OWN001]" in run.stderr


@pytest.mark.parametrize(("here", "above"), [(".", "docs/"), ("conf", "../docs/")])
def test_the_path_of_a_docs_folder_is_relative_to_the_working_directory(
    tmp_path: Path, docgraph: object, here: str, above: str
) -> None:
    write(tmp_path, ORPHAN, config(extra="docs_dir: ../docs\nsite_dir: ../site\n"))
    (tmp_path / "conf").mkdir()
    (tmp_path / "mkdocs.yml").rename(tmp_path / "conf" / "mkdocs.yml")
    file = str(tmp_path / "conf" / "mkdocs.yml")
    built = run_module("mkdocs", "build", "-q", "-f", file, cwd=tmp_path / here, env=ENVIRONMENT)
    assert f"\n{above}outcomes/orphan.md:3:7: error[OWN001]" in built.stderr
    assert callable(docgraph)
    (tmp_path / "beside.md").write_text(ORPHAN["outcomes/orphan.md"], encoding="utf-8")
    output = docgraph("check", "--config", file, cwd=tmp_path / here).stdout
    assert f"\n{above}outcomes/orphan.md:3:7: error[OWN001]" in output
    assert "beside.md" not in output
    output = docgraph("check", "--config", file, "--format", "json", cwd=tmp_path / here).stdout
    assert '"path": "../docs/outcomes/orphan.md"' in output


def test_fields_inherited_through_meta_yml_count_in_build_and_command_alike(tmp_path: Path, docgraph: object) -> None:
    orphan = ORPHAN["outcomes/orphan.md"].replace("owner: \n", "")
    files = {**FILES, "outcomes/orphan.md": orphan, "outcomes/.meta.yml": "owner: jane\n"}
    write(tmp_path, files, config("material", plugins="[meta, docgraph]"))
    assert build(tmp_path).returncode == 0
    assert callable(docgraph)
    assert docgraph("check", cwd=tmp_path).returncode == 0


def test_markup_in_titles_and_fields_stays_text(tmp_path: Path) -> None:
    payload = "<img src=x onerror=alert(1)>"
    files = {
        **FILES,
        "outcomes/fast.md": record(
            "outcome", **{**OUTCOME, "title": f"'{payload}'", "success_criteria": f"['{payload}']"}
        ),
    }
    write(tmp_path, files, config("material"))
    assert build(tmp_path).returncode == 0
    for html in (path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*.html")):
        assert "<img src=x" not in html


def test_wrong_settings_are_refused_by_name(tmp_path: Path) -> None:
    write(tmp_path, FILES, config(plugins="[{docgraph: {profle: strict}}]"))
    run = build(tmp_path)
    assert run.returncode == 1
    assert "profle" in run.stderr


@pytest.mark.parametrize("host", HOSTS)
def test_a_plugin_that_is_listed_twice_is_reported_once(tmp_path: Path, host: str) -> None:
    write(tmp_path, FILES, config("material", plugins="[docgraph, docgraph]"))
    run = build(tmp_path, host)
    assert run.returncode == 1
    assert "docgraph: `docgraph` is listed twice under `plugins`; keep one of the two" in run.stderr
    assert "DOC013" not in run.stderr


@pytest.mark.parametrize("epoch", ["99999999999999", "abc", "-5"])
def test_a_time_that_is_none_ends_the_build_in_words(tmp_path: Path, epoch: str) -> None:
    write(tmp_path, FILES)
    run = build(tmp_path, SOURCE_DATE_EPOCH=epoch)
    assert run.returncode == 1
    assert f"`SOURCE_DATE_EPOCH` must be whole seconds since 1970-01-01, not `{epoch}`" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_header_at_the_very_end_of_a_file_is_still_a_header(tmp_path: Path) -> None:
    files = {**FILES, "agents/triage.md": FILES["agents/triage.md"].split("# Triage")[0].rstrip("\n")}
    write(tmp_path, files)
    assert build(tmp_path).returncode == 0
    assert "kind: agent" not in page(tmp_path, "agents/triage/index.html")


@pytest.mark.parametrize("urls", ["true", "false"])
def test_records_have_an_address_by_id_and_aliases_keep_old_ones_alive(tmp_path: Path, urls: str) -> None:
    fast = record("outcome", **OUTCOME, title="Fast & <b>first", aliases="[quick, FAST, 'not an id']")
    people = "---\nkind: people\npeople:\n  - {id: jane, aliases: [jd, 0170-222222]}\n  - {id: sam}\n---\n# People\n"
    write(
        tmp_path,
        {**FILES, "outcomes/fast.md": fast, "people.md": people},
        config("mkdocs, locale: de", f"use_directory_urls: {urls}\n"),
    )
    assert build(tmp_path).returncode == 0
    end = "/index.html" if urls == "true" else ".html"
    for name in ("outcome/fast", "outcome/quick", "person/jd"):
        stub = page(tmp_path, f"trace/{name}{end}")
        assert '<html lang="de">' in stub
        [target] = re.findall(r'url=([^"]+)"', stub)
        folder = (tmp_path / "site" / "trace" / f"{name}{end}").parent
        landed = (folder / target / ("index.html" if urls == "true" else "")).resolve()
        assert landed.is_file()
        assert "refresh" not in landed.read_text(encoding="utf-8")
    assert "<title>Fast &amp; &lt;b&gt;first</title>" in page(tmp_path, f"trace/outcome/fast{end}")
    assert "refresh" not in page(tmp_path, f"trace/person/jane{end}"), "a generated page is its own address"
    assert len(list((tmp_path / "site" / "trace" / "outcome").rglob("*.html"))) == 2
    assert not list((tmp_path / "site").rglob("*0170*")), "a phone number is no address"


def test_an_address_by_id_is_that_of_its_record_and_of_no_file_that_is_there(tmp_path: Path) -> None:
    """Ids go before the old names of others, in any case; a file is never made a folder, nor a folder a file."""
    aliases = {"a": "[b, C, index.html]", "b": "[a]", "c": "[old]"}
    outcomes = {f"{id}.md": record("outcome", **OUTCOME, title=id, aliases=old) for id, old in aliases.items()}
    mine = {"trace/outcome/old": "a file of the team", "trace/outcome/index.md": "# Mine\n"}
    write(tmp_path, {"people.md": FILES["people.md"], **outcomes, **mine})
    assert build(tmp_path).returncode == 0
    for id in "abc":
        assert f"<title>{id}</title>" in page(tmp_path, f"trace/outcome/{id}/index.html")
    assert (tmp_path / "site" / "trace" / "outcome" / "old").is_file()
    assert (tmp_path / "site" / "trace" / "outcome" / "index.html").is_file()


@pytest.mark.parametrize("host", HOSTS)
def test_a_link_to_a_page_of_the_docs_folder_is_no_second_record(tmp_path: Path, host: str) -> None:
    root = write(tmp_path, {**FILES, "outcomes/named.md": record("outcome", id="named", **OUTCOME)}, config("material"))
    (tmp_path / "docs" / "again.md").symlink_to("outcomes/named.md")
    run = build(root, host)
    assert run.returncode == 0, run.stderr
    assert "DOC005" not in run.stderr

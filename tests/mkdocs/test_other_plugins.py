"""Real builds beside the plugins that teams use, and on MaterialX, with docgraph before and after them in the list."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import ENVIRONMENT, ROOT
from tests.corpus import record
from tests.fork_server import run_module
from tests.mkdocs.site import FILES, OUTCOME, build, config, page, write

pytestmark = pytest.mark.host
OURS = "docgraph: {as-of: 2026-11-21}"
BESIDE = (
    "awesome-nav",
    "macros",
    "gen-files: {scripts: [people.py]}",
    "minify: {minify_html: true, minify_css: true, css_files: [assets/docgraph/docgraph.css]}",
    "redirects: {redirect_maps: {old.md: outcomes/fast.md, matrix.md: trace/index.md}}",
    "git-revision-date-localized: {enable_creation_date: true}",
    "mike",
    "tags",
    "social: {enabled: false}",
)
LANGUAGES = "languages: [{locale: en, name: English, default: true}, {locale: de, name: Deutsch}]"
ORPHAN = record("outcome", **{**OUTCOME, "owner": ""}) + "# Orphan\n"
SCRIPT = """
import mkdocs_gen_files

with mkdocs_gen_files.open("people/gen.md", "w") as file:
    file.write("---\\nkind: person\\nid: gen\\ntitle: Made by a script\\n---\\n# Made by a script\\n")
"""
# MaterialX ships the package `material` too, so the two cannot be installed side by side
APART = ROOT / "requirements" / "materialx.txt"
ORDERS = pytest.mark.parametrize("first", [True, False], ids=["first", "last"])


def plugins(first: bool, *others: str) -> str:
    listed = [OURS, *others] if first else [*others, OURS]
    return "\n" + "".join(f"  - {{{one}}}\n" if ":" in one else f"  - {one}\n" for one in ("search", *listed))


def project(root: Path, first: bool, files: dict[str, str], theme: str, *others: str) -> Path:
    return write(root, files, config(theme, "site_url: https://example.org/x/\n", plugins(first, *others)))


def beside(root: Path, first: bool, more: dict[str, str] | None = None) -> Path:
    """A project with all the plugins that go together, in a repository."""
    fast = FILES["outcomes/fast.md"].replace("---\n", "---\ntags: [promise]\n", 1)
    files = {
        **FILES,
        "outcomes/fast.md": fast + "\nWritten for {{ config.site_name }}.\n",
        ".nav.yml": "nav: [{Who holds what: trace/index.md}, index.md, '*']\n",
        **(more or {}),
    }
    project(root, first, files, "material", *BESIDE)
    (root / "people.py").write_text(SCRIPT, encoding="utf-8")
    for command in (["init", "-q"], ["add", "docs"], ["commit", "-qm", "first"]):
        who = ["-c", "user.name=Jane Doe", "-c", "user.email=jane@example.org"]
        subprocess.run(["git", *who, *command], cwd=root, check=True, capture_output=True)
    return root


def broken_links(site: Path) -> list[str]:
    """The links of every page to a file of the site that is not there."""
    broken = []
    for html in sorted(site.rglob("*.html")):
        if html.name == "404.html":
            continue
        for found in re.findall(r"""(?:href|src)=("[^"]*"|'[^']*'|[^\s>"']+)""", html.read_text(encoding="utf-8")):
            address = urlsplit(found.strip("\"'"))
            if address.scheme or address.netloc or not address.path or "${" in address.path:
                continue
            path = unquote(address.path)
            target = (site / path.removeprefix("/x/") if path.startswith("/x/") else html.parent / path).resolve()
            if not (target.is_file() or (target / "index.html").is_file()):
                broken.append(f"{html.relative_to(site)}: {found}")
    return broken


def assert_complete_site(
    root: Path, folder: str = "", head: str = "owns this outcome", foot: str = "Served by"
) -> None:
    """Heads, feet, views and data are there, and every link holds."""
    outcome = page(root, f"{folder}outcomes/fast/index.html")
    assert outcome.index(head) < outcome.index("The text.") < outcome.index(foot)
    index = page(root, f"{folder}trace/index.html")
    assert "outcomes/fast/" in index and "Jane Doe" in index
    for view in ("portfolio", "autonomy", "people", "calendar", "changes", "waivers", "findings", "explore"):
        assert "docgraph" in page(root, f"{folder}trace/{view}/index.html"), view
    assert json.loads(page(root, f"{folder}trace/graph.json"))
    assert broken_links(root / "site") == []


@ORDERS
def test_the_usual_plugins_together(tmp_path: Path, first: bool) -> None:
    run = build(beside(tmp_path, first), "mkdocs", "--strict")
    assert run.returncode == 0, run.stderr
    assert_complete_site(tmp_path)
    outcome = page(tmp_path, "outcomes/fast/index.html")
    assert "Written for Test." in outcome
    assert "git-revision-date-localized-plugin" in outcome
    assert "md-tag" in outcome and "promise" in outcome
    assert "Made by a script" in page(tmp_path, "trace/people/index.html")
    assert 'url=outcomes/fast/"' in page(tmp_path, "old/index.html").replace("../", "")
    assert 'url=trace/"' in page(tmp_path, "matrix/index.html").replace("../", "")
    navigation = page(tmp_path, "index.html").partition("md-nav--primary")[2]
    assert navigation.index("Who holds what") < navigation.index("Home")
    assert "docgraph.min.css" in outcome and "\n" not in page(tmp_path, "assets/docgraph/docgraph.min.css").strip()


@ORDERS
def test_the_gate_holds_beside_the_usual_plugins(tmp_path: Path, first: bool) -> None:
    run = build(beside(tmp_path, first, {"outcomes/orphan.md": ORPHAN}))
    assert run.returncode == 1
    assert "docs/outcomes/orphan.md:3:7: error[OWN001]" in run.stderr
    assert "Traceback" not in run.stderr


@ORDERS
def test_the_gate_holds_for_pages_that_another_plugin_makes(tmp_path: Path, first: bool) -> None:
    beside(tmp_path, first)
    script = SCRIPT.replace("kind: person", "kind: runbook")
    (tmp_path / "people.py").write_text(script, encoding="utf-8")
    run = build(tmp_path)
    assert run.returncode == 1
    assert "docs/people/gen.md:3:1: error[RUN001]" in run.stderr


@pytest.fixture(scope="session")
def materialx() -> dict[str, str]:
    """The environment in which MaterialX lies over Material: installed once for each list of pinned packages."""
    pinned = APART.read_bytes()
    folder = ROOT / ".cache" / f"materialx-{sha256(pinned).hexdigest()[:12]}"
    if not folder.is_dir():
        making = folder.with_suffix(f".{os.getpid()}")
        command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(making), "-r", str(APART)]
        subprocess.run(command, check=True)
        making.rename(folder)
    return {"PYTHONPATH": os.pathsep.join((str(folder), ENVIRONMENT["PYTHONPATH"]))}


@ORDERS
def test_materialx(tmp_path: Path, first: bool, materialx: dict[str, str]) -> None:
    project(tmp_path, first, FILES, "materialx", "tags")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    run = subprocess.run(
        command, cwd=tmp_path, env=ENVIRONMENT | materialx, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "MaterialX" in page(tmp_path, "index.html")
    assert_complete_site(tmp_path)


@ORDERS
@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_a_site_in_two_languages(tmp_path: Path, first: bool, structure: str) -> None:
    translated = FILES["outcomes/fast.md"].replace("The text.", "The text. Der Text.")
    if structure == "suffix":
        files = {**FILES, "outcomes/fast.de.md": translated}
    else:
        files = {f"en/{path}": text for path, text in FILES.items()} | {"de/outcomes/fast.md": translated}
    i18n = f"i18n: {{docs_structure: {structure}, {LANGUAGES}}}"
    run = build(project(tmp_path, first, files, "material", i18n), "mkdocs", "--strict")
    assert run.returncode == 0, run.stderr
    assert_complete_site(tmp_path)
    assert_complete_site(tmp_path, "de/", "verantwortet dieses Ergebnis", "Bedient durch")
    assert "verantwortet dieses Ergebnis" in page(tmp_path, "de/outcomes/fast/index.html")
    assert "Der Text." in page(tmp_path, "de/outcomes/fast/index.html")
    assert "Der Text." not in page(tmp_path, "outcomes/fast/index.html")
    assert run.stderr.count("info[CTX001]") == 1, "a finding is told once, not once a language"
    [target] = re.findall(r"url=([^\"]+)\"", page(tmp_path, "de/trace/outcome/fast/index.html"))
    assert (tmp_path / "site/de/trace/outcome/fast" / target).resolve() == tmp_path / "site/de/outcomes/fast"
    for folder in ("", "de/"):
        records = json.loads(page(tmp_path, f"{folder}trace/graph.json"))["records"]
        [fast] = [one for one in records if one["id"] == "fast"]
        assert (tmp_path / "site" / folder / "trace" / fast["url"]).resolve().is_dir()

    checked = run_module("docgraph", "check", cwd=tmp_path, env=ENVIRONMENT)
    assert checked.returncode == 0, checked.stdout

    where = "outcomes/orphan.md" if structure == "suffix" else "en/outcomes/orphan.md"
    write(tmp_path, {where: ORPHAN}, (tmp_path / "mkdocs.yml").read_text(encoding="utf-8"))
    refused = build(tmp_path)
    assert refused.returncode == 1
    assert f"docs/{where}:3:7: error[OWN001]" in refused.stderr


def test_mike_publishes_what_the_plugin_made(tmp_path: Path) -> None:
    beside(tmp_path, True)
    command = [
        sys.executable,
        "-c",
        "from mike.driver import main; main()",
        "deploy",
        "1.0",
        "--config-file",
        "mkdocs.yml",
    ]
    who = {"GIT_COMMITTER_NAME": "Jane Doe", "GIT_COMMITTER_EMAIL": "jane@example.org"}
    run = subprocess.run(command, cwd=tmp_path, env={**ENVIRONMENT, **who}, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    shown = ["git", "show", "gh-pages:1.0/outcomes/fast/index.html"]
    outcome = subprocess.run(shown, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert "owns this outcome" in outcome

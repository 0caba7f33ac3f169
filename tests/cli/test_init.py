"""`docgraph init`: what it finds, and what it writes."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
import yaml

from docgraph.model.install_source import INSTALL_SOURCE
from tests.adopt.test_detect import MADR_4
from tests.conftest import ENVIRONMENT, Command
from tests.mkdocs.site import build

CREATED = ["docgraph.toml", ".github/workflows/docgraph.yml", ".pre-commit-config.yaml"]


def tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def put(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.mark.host
def test_five_commands_make_a_green_project_within_a_minute(tmp_path: Path, docgraph: Command) -> None:
    root = tmp_path / "who-owns-what"
    root.mkdir()
    start = time.monotonic()
    for command in (
        "init --yes --site",
        "new person jane.doe",
        "new outcome faster-onboarding --owner jane.doe",
        "new agent import-triage --owner jane.doe",
        "check",
    ):
        run = docgraph(*command.split(), cwd=root)
        assert (run.returncode, run.stderr) == (0, ""), command
    assert run.stdout == "no findings in 3 documents, as of 2026-11-21\n"
    assert time.monotonic() - start < 60
    assert build(root).returncode == 0
    assert "Import triage" in (root / "site/trace/index.html").read_text(encoding="utf-8")


def test_it_writes_settings_a_job_and_a_hook_once(tmp_path: Path, docgraph: Command) -> None:
    first = docgraph("init", "--yes", cwd=tmp_path)
    assert (first.returncode, first.stderr) == (0, "")
    assert f"\nWritten: {', '.join(CREATED)}\n" in first.stdout
    assert (
        f"\nBefore you commit {CREATED[1]} and {CREATED[2]}: replace the address on example.org, a placeholder, "
        "with the Git address of docgraph\n"
    ) in first.stdout
    created = tree(tmp_path)
    assert sorted(created) == sorted(CREATED)
    assert tomllib.loads(created["docgraph.toml"].decode()) == {"docs-dir": "docs", "profile": "adopt"}
    job = yaml.safe_load(created[".github/workflows/docgraph.yml"])
    assert job["env"] == {"DOCGRAPH": INSTALL_SOURCE}
    (hook,) = yaml.safe_load(created[".pre-commit-config.yaml"])["repos"][0]["hooks"]
    assert hook["additional_dependencies"] == [INSTALL_SOURCE]
    # a roster, CODEOWNERS or an agent definition may change the result, too
    assert (hook["always_run"], hook["pass_filenames"], "files" in hook) == (True, False, False)
    for path in CREATED[1:]:
        text = created[path].decode()
        assert text.count(INSTALL_SOURCE) == 1
        comment = next(line for line in text.splitlines()[text[: text.index(INSTALL_SOURCE)].count("\n") - 1 :])
        assert (
            comment.strip() == "# Replace this address: example.org is a placeholder for the Git address of docgraph."
        )

    second = docgraph("init", "--yes", cwd=tmp_path)
    assert second.returncode == 0
    assert f"\nAlready there: {', '.join(CREATED)}\n\nNothing to write. Next: docgraph check\n" in second.stdout
    assert tree(tmp_path) == created


@pytest.mark.slow
def test_300_decisions_pass_after_two_commands(tmp_path: Path, docgraph: Command) -> None:
    put(tmp_path, {f"docs/decisions/{number:04}-a.md": MADR_4 for number in range(1, 301)})
    put(tmp_path, {"docs/decisions/README.md": "# Decisions\n", ".claude/agents/bot.md": "# Bot\n"})
    decisions = {name: text for name, text in tree(tmp_path).items() if name.startswith("docs")}
    run = docgraph("init", "--yes", cwd=tmp_path)
    assert "  docs folder: docs/ (301 pages)\n" in run.stdout
    assert "  ADRs (MADR 4): 300 in docs/decisions/\n" in run.stdout
    assert "  agent definitions: 1 in .claude/agents/\n" in run.stdout
    assert docgraph("check", cwd=tmp_path).returncode == 1
    assert docgraph("baseline", "--until", "2027-03-01", cwd=tmp_path).returncode == 0
    fine = docgraph("check", cwd=tmp_path)
    assert fine.returncode == 0
    assert fine.stdout.startswith("no findings in 300 documents, ")
    put(tmp_path, {"docs/decisions/0301-new.md": MADR_4})
    assert docgraph("check", cwd=tmp_path).returncode == 1
    assert {name: text for name, text in tree(tmp_path).items() if name in decisions} == decisions


@pytest.mark.parametrize(
    ("files", "step"),
    [({}, "docgraph new agent ID"), ({".claude/agents/fixer.md": "---\nname: fixer\n---\n"}, "docgraph hire --all")],
)
def test_next_step_where_files_define_agents_is_hire(
    tmp_path: Path, docgraph: Command, files: dict[str, str], step: str
) -> None:
    run = docgraph("init", "--yes", cwd=put(tmp_path, {"docs/index.md": "# Docs\n", **files}))
    assert run.stdout.endswith(f"\nNext: docgraph new person ID, docgraph new outcome ID, {step}, docgraph check\n"), (
        run.stdout
    )


def test_without_a_terminal_it_needs_yes(tmp_path: Path, docgraph: Command) -> None:
    run = docgraph("init", cwd=tmp_path)
    assert run.returncode == 2
    assert "\nTo be written:\n  docgraph.toml\n" in run.stdout
    assert run.stderr == "docgraph: nothing was written; add `--yes` to write these files\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize(("typed", "status"), [("n\n", 1), ("\n", 1), ("y\n", 0)])
def test_at_a_terminal_it_asks_once(tmp_path: Path, typed: str, status: int) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "docgraph", "init"],
        cwd=tmp_path, env=ENVIRONMENT, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    os.write(ours, typed.encode())
    _, errors = process.communicate(timeout=60)
    assert process.returncode == status
    assert "Write these files? [y/N]" in errors
    assert bool(list(tmp_path.iterdir())) == (status == 0)
    assert status == 0 or "nothing was written" in errors


def test_a_repository_root_with_many_pages_is_never_the_docs_folder(tmp_path: Path, docgraph: Command) -> None:
    put(tmp_path, {f"packages/p{number}/README.md": "# P\n" for number in range(300)})
    docgraph("init", "--yes", cwd=tmp_path)
    assert (tmp_path / "docs").is_dir()
    run = docgraph("check", cwd=tmp_path)
    assert "(0 pages read)" in run.stderr


@pytest.mark.parametrize("folder", ["adr", "services/a/doc/adr"])
def test_its_settings_read_decisions_outside_the_docs_folder(tmp_path: Path, docgraph: Command, folder: str) -> None:
    put(tmp_path, {"docs/index.md": "# Home\n", f"{folder}/0001-a.md": MADR_4, f"{folder}/0002-b.md": MADR_4})
    assert docgraph("init", "--yes", cwd=tmp_path).returncode == 0
    run = docgraph("check", "--format", "concise", cwd=tmp_path)
    assert run.stdout.count("DEC001") == 2


def test_decisions_in_the_project_folder_itself_are_refused_until_they_are_moved(
    tmp_path: Path, docgraph: Command
) -> None:
    files = {"0001-a.md": MADR_4, "0002-b.md": MADR_4, "README.md": "# Project\n"}
    run = docgraph("init", "--yes", cwd=put(tmp_path, files))
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == (
        "docgraph: ADRs (MADR 4): 2 in the project folder itself, which docgraph does not read; "
        "move them to docs/adr/, then run `docgraph init` again; nothing was written\n"
    )
    assert sorted(tree(tmp_path)) == sorted(files)
    (tmp_path / "docs/adr").mkdir(parents=True)
    for name in ("0001-a.md", "0002-b.md"):
        (tmp_path / name).rename(tmp_path / "docs/adr" / name)
    assert docgraph("init", "--yes", cwd=tmp_path).returncode == 0
    assert docgraph("check", "--format", "concise", cwd=tmp_path).stdout.count("DEC001") == 2


@pytest.mark.parametrize(
    ("files", "docs", "generator"),
    [
        ({"doc/a.md": ""}, "doc", "none"),
        ({"adr/0001-a.md": MADR_4}, "adr", "none"),
        ({"hugo.toml": "", "content/a.md": "", "docs/b.md": ""}, "content", "Hugo"),
        ({"docusaurus.config.js": "", "docs/b.md": ""}, "docs", "Docusaurus"),
        ({"zensical.toml": ""}, "docs", "Zensical"),
        ({"mkdocs.yml": "site_name: x\ndocs_dir: pages\n", "pages/b.md": "", "docs/c.md": ""}, "pages", "MkDocs"),
    ],
)
def test_it_finds_the_docs_folder_and_the_site_generator(
    tmp_path: Path, docgraph: Command, files: dict[str, str], docs: str, generator: str
) -> None:
    run = docgraph("init", cwd=put(tmp_path, files))
    assert f"  docs folder: {docs}/ (" in run.stdout
    assert f"  site generator: {generator}\n" in run.stdout


def test_it_prints_what_belongs_into_existing_files_and_leaves_them(tmp_path: Path, docgraph: Command) -> None:
    hooks = "repos:\n  - repo: local\n    hooks: []\n"
    files = {"mkdocs.yml": "site_name: x\nplugins: [search]\n", ".pre-commit-config.yaml": hooks, "docs/index.md": ""}
    put(tmp_path, {**files, "docs/adr/0001-a.md": MADR_4})
    run = docgraph("init", "--yes", cwd=tmp_path)
    entry = '  - docgraph:\n      profile: adopt\n      kinds:\n        "docs/adr/[0-9]*.md": { like: "madr-4" }\n'
    assert f"Add to `plugins` in mkdocs.yml:\n\n{entry}" in run.stdout
    assert "Add to `repos` in .pre-commit-config.yaml:\n\n    - repo: local\n" in run.stdout
    assert "\nNext: add the entry above to mkdocs.yml, then docgraph check\n" in run.stdout
    added = [name for name in tree(tmp_path) if name not in files]
    assert added == [CREATED[1], "docs/adr/0001-a.md", "people-draft.csv"]
    assert {name: text.decode() for name, text in tree(tmp_path).items() if name in files} == files

    put(tmp_path, {"mkdocs.yml": f"site_name: x\nplugins:\n{entry}"})
    assert docgraph("check", cwd=tmp_path).returncode == 1
    again = docgraph("init", "--yes", cwd=tmp_path)
    assert f"\nAlready there: mkdocs.yml, people-draft.csv, {CREATED[1]}\n" in again.stdout
    assert "Nothing to write but the above." in again.stdout


def test_below_the_root_of_a_repository_it_writes_only_settings(tmp_path: Path, docgraph: Command) -> None:
    (tmp_path / ".git").mkdir()
    inner = tmp_path / "service"
    inner.mkdir()
    run = docgraph("init", "--yes", cwd=inner)
    assert list(tree(tmp_path)) == ["service/docgraph.toml"]
    assert "Write .github/workflows/docgraph.yml in the root of the repository:" in run.stdout


def test_gitlab_gets_no_workflow_of_github(tmp_path: Path, docgraph: Command) -> None:
    put(tmp_path, {".gitlab-ci.yml": "test: {script: [make]}\n"})
    run = docgraph("init", "--yes", cwd=tmp_path)
    assert "Add to .gitlab-ci.yml:\n\n  docgraph:\n" in run.stdout
    assert CREATED[1] not in tree(tmp_path)


def test_a_site_is_refused_beside_a_docgraph_toml(tmp_path: Path, docgraph: Command) -> None:
    docgraph("init", "--yes", cwd=tmp_path)
    run = docgraph("init", "--yes", "--site", cwd=tmp_path)
    assert run.returncode == 2
    assert "--site: docgraph.toml exists" in run.stderr
    assert not (tmp_path / "mkdocs.yml").exists()


@pytest.mark.slow
def test_ten_thousand_files_take_less_than_five_seconds(tmp_path: Path, docgraph: Command) -> None:
    for folder in range(100):
        (tmp_path / f"f{folder}").mkdir()
        for number in range(100):
            (tmp_path / f"f{folder}" / f"{number:04}-a.md").touch()
    start = time.monotonic()
    assert docgraph("init", cwd=tmp_path).returncode == 2
    assert time.monotonic() - start < 5

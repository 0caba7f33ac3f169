"""`docgraph diff` in real Git repositories: revisions, bad input, exit status, and an untouched checkout."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.revisions import FILES, ONBOARDING, PACKET, commit, git, make_three_changes, write
from tests.conftest import Command


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with two people, an outcome, and an agent with a packet and a definition, in one commit."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    commit(folder, FILES)
    return folder


def test_three_changes_are_facts_with_location_and_fix(repository: Path, docgraph: Command) -> None:
    make_three_changes(repository)
    run = docgraph("diff", "main", cwd=repository)
    assert (run.returncode, run.stderr) == (1, "")
    assert run.stdout.startswith(
        "docs/outcomes/onboarding.md:3:8: owner lost: outcome `onboarding` has no owner from 2026-12-01: `jane.doe` "
        "has left by then\n"
        "  fix: write `owner: <person or role id>` in docs/outcomes/onboarding.md; to keep `jane.doe` until then, also "
        "add a term with `to: 2026-12-01` to `history`\n"
        "docs/agents/spec-to-pr.md:8:11: autonomy raised: agent `spec-to-pr` is raised from L2 to L3; no accepted "
        "decision promotes it\n"
        "  fix: add an accepted decision with its evidence and `promotes: {agent: spec-to-pr, from: L2, to: L3}`, or "
        "write `autonomy: L2` in docs/agents/spec-to-pr.md\n"
        ".claude/agents/spec-to-pr.md:4:1: tools widened: agent `spec-to-pr` gains `Bash` in "
        ".claude/agents/spec-to-pr.md; its packet does not list it\n"
        "  fix: list `Bash` in `tools` of docs/agents/spec-to-pr.md, or remove it from "
        ".claude/agents/spec-to-pr.md\n\n"
        ".claude/agents/spec-to-pr.md:4:1: error[SHD004]: "
    )
    assert run.stdout.splitlines()[-3].startswith(
        "outcome `onboarding` is left without an owner from 2026-12-01, agent `spec-to-pr` is raised to L3, "
        "agent `spec-to-pr` gains `Bash`; 2 new errors"
    )


def test_reports_go_to_files(repository: Path, docgraph: Command) -> None:
    make_three_changes(repository)
    printed = {
        name: docgraph("diff", "main", "--format", name, cwd=repository) for name in ("text", "json", "markdown")
    }
    files = ("--output", "json=diff.json", "--output", "markdown=comment.md")
    run = docgraph("diff", "main", *files, cwd=repository, GITHUB_STEP_SUMMARY=str(repository / "summary"))
    assert (run.returncode, run.stdout) == (printed["text"].returncode, printed["text"].stdout)
    assert (repository / "diff.json").read_text(encoding="utf-8") == printed["json"].stdout
    assert (repository / "comment.md").read_text(encoding="utf-8") == printed["markdown"].stdout
    json_printed = docgraph("diff", "main", "--output", "json=-", "--output", "text=diff.txt", cwd=repository)
    assert json_printed.stdout == printed["json"].stdout
    assert (repository / "diff.txt").read_text(encoding="utf-8") == printed["text"].stdout
    assert not (repository / "summary").exists()


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("sarif=a.sarif", "unknown format `sarif`; the formats are text, json, markdown, github"),
        ("json=docs/a.json", "docs/a.json: is in the docs folder, where it would be published; name a file outside"),
        ("json=none/a.json", "none/a.json: the folder `none` does not exist; create it first"),
    ],
)
def test_a_report_file_that_cannot_be_used(repository: Path, docgraph: Command, output: str, message: str) -> None:
    run = docgraph("diff", "main", "--output", output, cwd=repository)
    assert (run.returncode, run.stdout) == (2, "")
    assert message in run.stderr


def test_two_commits_are_compared_without_the_checkout(repository: Path, docgraph: Command) -> None:
    make_three_changes(repository)
    later = commit(repository, {})
    write(repository, {"docs/outcomes/onboarding.md": "---\nkind: outcome\n---\n"})
    status = git(repository, "status", "--porcelain")
    before = {path: path.stat().st_mtime_ns for path in repository.rglob("*")}
    run = docgraph("diff", "HEAD~1", later, "--format", "json", cwd=repository)
    report = json.loads(run.stdout)
    assert [difference["event"] for difference in report["differences"][:3]] == ["lost", "raised", "widened"]
    assert report["differences"][0]["on"] == "2026-12-01"
    assert {path: path.stat().st_mtime_ns for path in repository.rglob("*")} == before
    assert git(repository, "status", "--porcelain") == status


def test_equal_revisions_have_no_difference(repository: Path, docgraph: Command) -> None:
    run = docgraph("diff", "HEAD", cwd=repository)
    assert run.returncode == 0
    lines = run.stdout.splitlines()
    assert lines[0] == "no change of accountability"
    assert lines[1].startswith("HEAD (") and lines[1].endswith(") to the working tree, as of 2026-11-21")
    assert docgraph("diff", "HEAD", "HEAD", cwd=repository / "docs" / "agents").returncode == 0


@pytest.mark.parametrize(
    ("fail_on", "status"),
    [("new-error", 1), ("new-warning", 1), ("owner-lost", 1), ("level-raised", 1), ("never", 0)],
)
def test_fail_on(repository: Path, docgraph: Command, fail_on: str, status: int) -> None:
    make_three_changes(repository)
    assert docgraph("diff", "main", "--fail-on", fail_on, cwd=repository).returncode == status
    assert docgraph("diff", "HEAD", "main", "--fail-on", fail_on, cwd=repository).returncode == 0


def test_merge_base_leaves_out_what_the_base_gained_since(repository: Path, docgraph: Command) -> None:
    git(repository, "switch", "-q", "-c", "topic")
    commit(repository, {"docs/outcomes/fast.md": ONBOARDING.replace("Onboarding", "Fast")})
    git(repository, "switch", "-q", "main")
    commit(repository, {"docs/outcomes/slow.md": ONBOARDING.replace("Onboarding", "Slow")})
    assert "outcome `slow` is removed" in docgraph("diff", "main", "topic", cwd=repository).stdout
    run = docgraph("diff", "--merge-base", "main", "topic", cwd=repository)
    assert "slow" not in run.stdout
    assert "record added: outcome `fast` is added" in run.stdout


def test_variables_of_a_hook_select_no_other_repository(repository: Path, docgraph: Command) -> None:
    make_three_changes(repository)
    plain = docgraph("diff", "HEAD", cwd=repository)
    hook = docgraph("diff", "HEAD", cwd=repository, GIT_DIR="/nowhere", GIT_INDEX_FILE="/nowhere/index")
    assert (hook.returncode, hook.stdout, hook.stderr) == (1, plain.stdout, "")


def test_untracked_documents_count(repository: Path, docgraph: Command) -> None:
    write(repository, {"docs/agents/new.md": "---\nkind: agent\n---\n"})
    assert "owner lost: new agent `new` has no owner\n" in docgraph("diff", "HEAD", cwd=repository).stdout


def test_tracked_files_count_although_they_are_ignored(repository: Path, docgraph: Command) -> None:
    commit(repository, {".gitignore": ".claude/\n"})
    run = docgraph("diff", "HEAD~1", "HEAD", cwd=repository)
    assert (run.returncode, run.stdout.splitlines()[0]) == (0, "no change of accountability")


def test_filters_of_the_repository_do_not_run(repository: Path, docgraph: Command) -> None:
    ran = repository.parent / "ran"
    commit(repository, {".gitattributes": "*.md filter=spy\n"})
    git(repository, "config", "filter.spy.smudge", f"touch {ran}; cat")
    assert docgraph("diff", "HEAD~1", "HEAD", cwd=repository).returncode == 0
    assert not ran.exists()


def test_renaming_every_file_is_no_change_of_accountability(repository: Path, docgraph: Command) -> None:
    for path in sorted((repository / "docs").rglob("*.md")):
        path.rename(path.with_name(f"x-{path.name}"))
    for path in (repository / "docs").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        for name in ("jane.doe", "sam.lee", "onboarding"):
            text = text.replace(f": {name}", f": x-{name}").replace(f"[{name}", f"[x-{name}")
        path.write_text(text, encoding="utf-8")
    run = docgraph("diff", "HEAD", cwd=repository)
    assert (run.returncode, run.stdout.count("record renamed"), run.stdout.count("removed")) == (0, 4, 0)
    assert "no change of accountability" in run.stdout


MESSAGES = {
    "mian": "no revision `mian` in this clone; did you mean `main`?",
    "release": "no revision `release` in this clone; did you mean `origin/release`?",
    "nonsense": "no revision `nonsense` in this clone; fetch it with `git fetch origin`",
    "-x": "`-x` is not a revision",
    "both": "`both` names several revisions; write `refs/heads/both`, `refs/tags/both` or a longer commit id",
}


@pytest.mark.parametrize("base", MESSAGES)
def test_an_unusable_base_is_explained(repository: Path, docgraph: Command, base: str) -> None:
    git(repository, "update-ref", "refs/remotes/origin/release", "HEAD")
    git(repository, "branch", "both")
    git(repository, "tag", "both")
    run = docgraph("diff", "--", base, cwd=repository)
    assert (run.returncode, run.stdout, run.stderr) == (2, "", f"docgraph: {MESSAGES[base]}\n")


def test_an_abbreviation_of_two_commits_names_both(repository: Path, docgraph: Command) -> None:
    tree = git(repository, "rev-parse", "HEAD^{tree}").strip()
    commits: dict[str, str] = {}
    for number in range(2_000):
        content = f"tree {tree}\nauthor a <a@example.org> {number} +0000\ncommitter a <a@example.org> 0 +0000\n\na\n"
        digest = hashlib.sha1(f"commit {len(content)}\0{content}".encode(), usedforsecurity=False).hexdigest()
        if digest[:4] in commits:
            break
        commits[digest[:4]] = content
    for text in (content, commits[digest[:4]]):
        (repository / "commit").write_text(text, encoding="utf-8")
        git(repository, "hash-object", "-t", "commit", "-w", "commit")
    run = docgraph("diff", digest[:4], cwd=repository)
    assert run.returncode == 2
    pattern = (
        rf"docgraph: `{digest[:4]}` names the commits {digest[:4]}\w+ and {digest[:4]}\w+; write one of these ids\n"
    )
    assert re.fullmatch(pattern, run.stderr), run.stderr


def test_a_shallow_clone_says_how_to_fetch(repository: Path, docgraph: Command) -> None:
    first = git(repository, "rev-parse", "HEAD").strip()
    commit(repository, {"docs/x.md": "x"})
    clone = repository.parent / "clone"
    git(repository.parent, "clone", "-q", "--depth", "1", repository.as_uri(), str(clone))
    run = docgraph("diff", first, cwd=clone)
    assert run.returncode == 2
    assert run.stderr == (
        f"docgraph: no revision `{first}` in this clone, which is shallow; fetch its history with `git fetch "
        "--unshallow`, or in CI with `fetch-depth: 0` (actions/checkout) or `GIT_DEPTH: 0` (GitLab)\n"
    )


def test_no_repository_and_no_git(tmp_path: Path, repository: Path, docgraph: Command) -> None:
    outside = tmp_path / "outside"
    write(outside, FILES)
    run = docgraph("diff", "main", cwd=outside)
    assert (run.returncode, run.stderr) == (2, f"docgraph: {outside}: is not in a Git repository\n")
    run = docgraph("diff", "main", cwd=repository, PATH="")
    assert run.returncode == 2
    assert run.stderr == "docgraph: the command `git` was not found; install Git to compare revisions\n"


def test_a_base_with_invalid_settings_is_read_with_the_later_ones(repository: Path, docgraph: Command) -> None:
    commit(repository, {"docgraph.toml": 'docs-dir = "docs"\nprofil = "strict"\n'})
    write(repository, {"docgraph.toml": FILES["docgraph.toml"]})
    run = docgraph("diff", "HEAD", cwd=repository)
    assert run.returncode == 0
    assert (
        "the settings of HEAD cannot be read (docgraph.toml:2:1: unknown setting `profil`; did you mean `profile`?); "
        "its documents are read with the later settings\n"
    ) in run.stdout


def test_a_base_with_a_broken_document_is_compared_as_far_as_it_can_be_read(
    repository: Path, docgraph: Command
) -> None:
    commit(repository, {"docs/agents/spec-to-pr.md": PACKET.replace("owner: sam.lee", "owner: [sam.lee")})
    write(repository, {"docs/agents/spec-to-pr.md": PACKET})
    run = docgraph("diff", "HEAD", cwd=repository)
    assert "docs/agents/spec-to-pr.md cannot be parsed in HEAD; what it contains counts as new\n" in run.stdout
    assert "fixed error[DOC001]" in run.stdout
    assert "record added: agent `spec-to-pr` is added" in run.stdout


def test_a_base_without_the_folder_or_the_settings(repository: Path, docgraph: Command) -> None:
    write(repository / "service", FILES)
    run = docgraph("diff", "HEAD", cwd=repository / "service")
    assert "HEAD has no folder service; everything in it is new" in run.stdout
    assert run.stdout.count("record added") == 4
    shutil.rmtree(repository / "service")
    git(repository, "rm", "-q", "--cached", "docgraph.toml")
    git(repository, "commit", "-q", "-m", "no settings")
    run = docgraph("diff", "HEAD", cwd=repository)
    assert "HEAD has no settings of docgraph; its documents are read with the later settings" in run.stdout
    assert run.returncode == 0


def test_submodules_are_read_if_their_commit_is_there(repository: Path, docgraph: Command) -> None:
    inner = repository.parent / "inner"
    inner.mkdir()
    git(inner, "init", "-q", "-b", "main")
    commit(inner, {"fast.md": ONBOARDING.replace("Onboarding", "Fast")})
    git(repository, "submodule", "--quiet", "add", inner.as_uri(), "docs/inner")
    commit(repository, {})
    assert "fast" not in docgraph("diff", "HEAD", cwd=repository).stdout
    git(repository, "update-index", "--cacheinfo", f"160000,{'1' * 40},docs/inner")
    git(repository, "commit", "-q", "-m", "unknown")
    run = docgraph("diff", "HEAD~1", "HEAD", cwd=repository)
    assert "the submodule docs/inner is not compared: its commit 111111111111 is not in this clone" in run.stdout


def test_a_link_out_of_the_repository_is_not_followed(repository: Path, docgraph: Command) -> None:
    secret = repository.parent / "secret.md"
    secret.write_text("---\nkind: agent\n---\n# Secret\n", encoding="utf-8")
    (repository / "docs" / "leak.md").symlink_to(secret)
    commit(repository, {})
    (repository / "docs" / "leak.md").unlink()
    run = docgraph("diff", "HEAD", cwd=repository)
    assert "Secret" not in run.stdout and "agent `leak`" not in run.stdout
    assert "fixed error" in run.stdout


def test_settings_of_mkdocs_are_found_in_a_revision(repository: Path, docgraph: Command) -> None:
    (repository / "docgraph.toml").unlink()
    site = "site_name: a\ndocs_dir: docs\nplugins:\n  - docgraph:\n      profile: adopt\n"
    commit(repository, {"mkdocs.yml": site})
    commit(repository, {"mkdocs.yml": site.replace("adopt", "strict")})
    run = docgraph("diff", "HEAD~1", cwd=repository)
    assert "setting changed: the setting `profile` changes" in run.stdout


def test_dates_of_all_revisions_are_evaluated_on_one_day(repository: Path, docgraph: Command) -> None:
    commit(repository, {"docgraph.toml": 'docs-dir = "docs"\nas-of = "2024-01-01"\n'})
    run = docgraph("diff", "HEAD~1", "--as-of", "2026-12-05", cwd=repository)
    assert run.stdout.splitlines()[-1].endswith("as of 2026-12-05")
    assert [line for line in run.stdout.splitlines() if "setting" in line] == [
        ".:1:1: setting changed: the setting `as-of` changes; compare findings with this in mind",
        "a setting of docgraph changes",
    ]

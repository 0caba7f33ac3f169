"""The command: arguments, output and exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from docgraph.rules import RULES
from tests.conftest import ENVIRONMENT, Command
from tests.corpus import record

PEOPLE = {"jane.md": record("person", title="Jane Doe"), "sam.md": record("person")}
OUTCOME = {
    "owner": "jane",
    "backup": "sam",
    "due": "2027-01-01",
    "success_criteria": "[it is live]",
    "if_wrong": "owner",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a clean outcome and one without an owner."""
    (tmp_path / "docs").mkdir()
    files = {
        **PEOPLE,
        "held.md": record("outcome", **OUTCOME),
        "orphan.md": record("outcome", **{**OUTCOME, "owner": ""}),
    }
    for name, content in files.items():
        (tmp_path / "docs" / name).write_text(content, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [docgraph]\n", encoding="utf-8")
    return tmp_path


def test_findings_exit_1_and_a_clean_project_exits_0(project: Path, docgraph: Command) -> None:
    assert docgraph("check", cwd=project).returncode == 1
    (project / "docs" / "orphan.md").unlink()
    assert docgraph("check", cwd=project).returncode == 0


@pytest.mark.parametrize("path", [".", "docs", "mkdocs-less"])
def test_a_path_is_a_project_or_a_docs_folder(project: Path, docgraph: Command, path: str) -> None:
    if path == "mkdocs-less":
        (project / "mkdocs.yml").unlink()
        (project / "docs").rename(project / path)
    run = docgraph("check", path, "--format", "json", cwd=project)
    [finding] = [each for each in json.loads(run.stdout)["findings"] if each["severity"] == "error"]
    assert finding["code"] == "OWN001"
    assert finding["path"] == ("orphan.md" if path == "mkdocs-less" else "docs/orphan.md")


@pytest.mark.parametrize(
    ("folder", "arguments", "expected"),
    [
        (".", (), "docs/orphan.md:"),
        ("..", ("{name}",), "{name}/docs/orphan.md:"),
        ("docs", (), "orphan.md:"),
        ("docs/deep", (), "../../docs/orphan.md:"),
        ("/", ("{root}",), "{root}/docs/orphan.md:"),
    ],
)
def test_paths_are_relative_to_the_current_folder(
    project: Path, docgraph: Command, folder: str, arguments: tuple[str, ...], expected: str
) -> None:
    names = {"name": project.name, "root": str(project.resolve())}
    path = [argument.format(**names) for argument in arguments]
    place = expected.format(**names).removeprefix("/" if folder == "/" else "")
    kept = {"DOCGRAPH_CACHE_DIR": str(project / "kept")}
    (project / "docs" / "deep").mkdir()
    run = docgraph("check", *path, cwd=project / folder, **kept)
    assert f"\n{place}" in f"\n{run.stdout}" and run.stdout.count("orphan.md:") == 1
    # a cached report is not used for another folder
    again = docgraph("check", cwd=project, **kept)
    assert "\ndocs/orphan.md:" in f"\n{again.stdout}"


def test_paths_of_other_commands_are_relative_to_the_current_folder(project: Path, docgraph: Command) -> None:
    waiver = "{code: OWN001, reason: x, owner: jane, until: 2026-12-31}"
    orphan = record("outcome", **{**OUTCOME, "owner": "", "waivers": f"[{waiver}]"})
    (project / "docs" / "orphan.md").write_text(orphan, encoding="utf-8")
    here = project / "docs"
    assert "\nheld.md:" in docgraph("who", "held", cwd=here).stdout
    assert "\nheld.md:" in docgraph("leaver", "jane", cwd=here).stdout
    assert docgraph("waivers", cwd=here).stdout.startswith("orphan.md:")


def test_github_paths_are_relative_to_the_workspace(project: Path, docgraph: Command) -> None:
    workspace = {"GITHUB_WORKSPACE": str(project.parent)}
    output = docgraph("check", "--format", "github", cwd=project, **workspace).stdout
    assert f"file={project.name}/docs/orphan.md,line=" in output
    assert docgraph("check", cwd=project, **workspace).stdout.startswith("docs/orphan.md:")


@pytest.mark.slow
def test_formats_and_statistics_do_not_share_a_cached_report(project: Path, docgraph: Command) -> None:
    kept = {"DOCGRAPH_CACHE_DIR": str(project / "kept")}
    options = [
        (),
        ("--statistics",),
        ("--format", "concise"),
        ("--format", "json"),
        ("--format", "json", "--statistics"),
    ]
    reports = [docgraph("check", *given, cwd=project, **kept).stdout for given in options]
    assert len(set(reports)) == len(options)
    assert reports == [docgraph("check", *given, cwd=project, **kept).stdout for given in options]


@pytest.mark.parametrize("hosted", [True, False])
def test_installed_packages_are_skipped_unless_mkdocs_publishes_them(
    project: Path, docgraph: Command, hosted: bool
) -> None:
    environment, package = project / "docs" / "venv", project / "docs" / "web" / "node_modules" / "x"
    for folder in (environment / "lib", package):
        folder.mkdir(parents=True)
        (folder / "broken.md").write_text("---\nkind: outcome\n", encoding="utf-8")
    (environment / "pyvenv.cfg").touch()
    if not hosted:
        (project / "mkdocs.yml").unlink()
    output = docgraph("check", "docs", cwd=project).stdout
    assert ("venv/lib/broken.md" in output) is hosted and ("node_modules/x/broken.md" in output) is hosted


def test_help_prints_the_summary_of_each_command_in_full(project: Path, docgraph: Command) -> None:
    listed = docgraph("--help", cwd=project).stdout.partition("Commands:")[2]
    assert "who" in listed and "..." not in listed


def test_explaining_a_family_lists_its_rules(project: Path, docgraph: Command) -> None:
    output = docgraph("explain", "wav", cwd=project).stdout.splitlines()
    assert [line[:6] for line in output] == [rule.code for rule in RULES if rule.code.startswith("WAV")]
    assert len(docgraph("explain", cwd=project).stdout.splitlines()) > 90


def test_the_json_report_has_the_promised_keys(project: Path, docgraph: Command) -> None:
    output = json.loads(docgraph("check", "--format", "json", "--as-of", "2026-11-21", cwd=project).stdout)
    assert list(output) == ["version", "as-of", "documents", "pages", "records", "relations", "findings"]
    assert (output["version"], output["as-of"], output["documents"], output["pages"]) == (1, "2026-11-21", 4, 0)
    assert output["records"] == {"outcome": 2, "person": 2}
    assert output["relations"] == {"answers-for": 1, "backed-by": 2, "owned-by": 1}
    keys = "code name severity message help path line column subject owner related fingerprint fixable".split()
    assert all(list(finding) == keys for finding in output["findings"])


def test_a_fingerprint_stays_when_lines_move(project: Path, docgraph: Command) -> None:
    def fingerprint() -> str:
        found = json.loads(docgraph("check", "--format", "json", "--select", "OWN001", cwd=project).stdout)["findings"]
        return str(found[0]["fingerprint"])

    before = fingerprint()
    orphan = project / "docs" / "orphan.md"
    orphan.write_text(
        orphan.read_text(encoding="utf-8").replace("kind: outcome", "tags: [a]\nkind: outcome"), encoding="utf-8"
    )
    assert fingerprint() == before


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["check", "nowhere"], "does not exist"),
        (["check", "--select", "OWN999"], "unknown rule `OWN999`"),
        (["check", "--select", ","], "`--select` is empty"),
        (["check", "--ignore", " , "], "`--ignore` is empty"),
        (["check", "--as-of", "2026-02-30"], "2026-02-30"),
        (["check", "--config", "missing.yml"], "missing.yml: does not exist"),
        (["check", "--format", "xml"], "xml"),
        (["check", "--format", "github", "--statistics"], "--statistics works with the formats text, concise and json"),
        (["explain", "OWN0001"], "did you mean"),
        (["who", "hold"], "did you mean `held`"),
    ],
)
def test_invalid_usage_exits_2_with_a_message(
    project: Path, docgraph: Command, arguments: list[str], word: str
) -> None:
    run = docgraph(*arguments, cwd=project)
    assert run.returncode == 2, run
    assert word in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("epoch", ["99999999999999", "abc", "-5", "1.5"])
def test_an_invalid_source_date_epoch_is_invalid_usage(project: Path, docgraph: Command, epoch: str) -> None:
    for arguments in (["check"], ["check", "--as-of", "2026-11-21"], ["who", "held"]):
        run = docgraph(*arguments, cwd=project, SOURCE_DATE_EPOCH=epoch)
        assert (run.returncode, run.stdout) == (2, "")
        message = f"docgraph: `SOURCE_DATE_EPOCH` must be whole seconds since 1970-01-01, not `{epoch}`\n"
        assert run.stderr == message


def test_a_subfolder_of_the_docs_is_checked_with_its_project(project: Path, docgraph: Command) -> None:
    """The people it refers to may be in another folder."""
    folder = project / "docs" / "outcomes"
    folder.mkdir()
    (project / "docs" / "held.md").rename(folder / "held.md")
    full = docgraph("check", cwd=project)
    assert docgraph("check", "docs/outcomes", cwd=project).stdout == full.stdout
    assert "held.md" not in full.stdout


def test_a_folder_without_documents_exits_2_unless_allowed(tmp_path: Path, docgraph: Command) -> None:
    (tmp_path / "index.md").write_text("# Hello\n", encoding="utf-8")
    run = docgraph("check", ".", cwd=tmp_path)
    assert run.returncode == 2
    assert not run.stdout
    assert str(tmp_path) in run.stderr
    assert run.stderr.endswith("(1 page read); use `--allow-empty` if this is intended\n")
    assert not docgraph("check", ".", "--format", "concise", cwd=tmp_path).stdout
    assert docgraph("export", ".", cwd=tmp_path).stderr.endswith("(1 page read)\n")
    assert docgraph("check", ".", "--allow-empty", cwd=tmp_path).returncode == 0


def test_fail_on_sets_the_lowest_severity_that_fails(project: Path, docgraph: Command) -> None:
    (project / "docs" / "orphan.md").unlink()
    outcome = project / "docs" / "held.md"
    outcome.write_text(outcome.read_text(encoding="utf-8").replace("due: 2027-01-01\n", ""), encoding="utf-8")
    assert docgraph("check", cwd=project).returncode == 0
    assert docgraph("check", "--fail-on", "warning", cwd=project).returncode == 1
    assert docgraph("check", "--profile", "strict", cwd=project).returncode == 1
    assert docgraph("check", "--profile", "strict", "--fail-on", "never", cwd=project).returncode == 0


def test_who_prints_where_the_owner_is_named(project: Path, docgraph: Command) -> None:
    run = docgraph("who", "held", "--as-of", "2026-11-21", cwd=project)
    assert run.stdout.splitlines() == [
        "Jane Doe (jane) owns outcome `held`",
        "docs/held.md:3:8: outcome:held -> person:jane",
        "backup: docs/held.md:4:9: outcome:held -> person:sam",
        "as of 2026-11-21",
    ]
    assert docgraph("who", "orphan", cwd=project).stdout.startswith("outcome `orphan` has no owner\n")


def test_leaver_names_the_activities_of_a_raci(project: Path, docgraph: Command) -> None:
    row = "{activity: %s, responsible: sam, accountable: jane}"
    rows = f"[{row % 'merge'}, {row % 'stop'}]"
    (project / "docs" / "r.md").write_text(record("raci", scope="outcome:held", rows=rows), encoding="utf-8")
    output = docgraph("leaver", "jane", cwd=project).stdout
    assert [line.partition(" loses ")[2] for line in output.splitlines() if "raci" in line] == [
        "`rows.accountable` of `merge`",
        "`rows.accountable` of `stop`",
    ]


def test_leaver_lists_a_shared_duty_only_for_the_last_person(project: Path, docgraph: Command) -> None:
    row = "{activity: %s, responsible: %s, accountable: sam}"
    rows = f"[{row % ('merge', 'jane')}, {row % ('stop', '[jane, sam]')}]"
    docs = project / "docs"
    (docs / "r.md").write_text(record("raci", scope="outcome:held", rows=rows), encoding="utf-8")
    (docs / "t.md").write_text(record("team", lead="jane", members="[jane, sam]"), encoding="utf-8")
    (docs / "b.md").write_text(record("runbook", owner="sam", escalation="jane"), encoding="utf-8")
    output = docgraph("leaver", "jane", cwd=project).stdout
    duties = [line.partition(" loses ")[2] for line in output.splitlines() if "held" not in line and " loses " in line]
    assert duties == ["`rows.responsible` of `merge`", "`escalation`", "`lead`"]


def test_who_of_a_person_lists_what_they_own_in_roles(project: Path, docgraph: Command) -> None:
    files = {
        "lead.md": record("role", holders="[{person: jane, from: 2026-01-01}]"),
        "orphan.md": record("outcome", **{**OUTCOME, "owner": "lead"}),
    }
    for name, content in files.items():
        (project / "docs" / name).write_text(content, encoding="utf-8")
    output = docgraph("who", "jane", cwd=project).stdout.splitlines()
    assert [line.partition(": ")[2] for line in output[1:]] == ["owns outcome:held", "owns outcome:orphan, as lead"]


def test_who_of_a_team_names_its_lead(project: Path, docgraph: Command) -> None:
    (project / "docs" / "t.md").write_text(record("team", lead="jane", members="[jane, sam]"), encoding="utf-8")
    output = docgraph("who", "t", "--as-of", "2026-11-21", cwd=project).stdout.splitlines()
    assert output == ["lead: docs/t.md:3:7: team:t -> person:jane", "members: Jane Doe (jane), sam", "as of 2026-11-21"]


def test_who_of_a_raci_names_who_is_accountable(project: Path, docgraph: Command) -> None:
    rows = "[{activity: merge, responsible: sam, accountable: jane}]"
    (project / "docs" / "r.md").write_text(record("raci", scope="outcome:held", rows=rows), encoding="utf-8")
    assert docgraph("who", "r", "--as-of", "2026-11-21", cwd=project).stdout.splitlines() == [
        "raci `r` has no owner by design; accountable:",
        "merge: docs/r.md:4:57: raci:r -> person:jane",
        "as of 2026-11-21",
    ]


def test_extra_keys_must_not_be_known_keys(project: Path, docgraph: Command) -> None:
    (project / "mkdocs.yml").write_text(
        "plugins:\n- docgraph:\n    extra-keys: [team-colour, title]\n", encoding="utf-8"
    )
    run = docgraph("check", cwd=project)
    assert run.returncode == 2
    assert "mkdocs.yml:3:31: `extra-keys`: `title` is already a key of every kind" in run.stderr


def test_settings_come_from_docgraph_toml_without_mkdocs_yml(project: Path, docgraph: Command) -> None:
    (project / "mkdocs.yml").unlink()
    (project / "docgraph.toml").write_text('ignore = ["OWN001"]\n', encoding="utf-8-sig")
    assert docgraph("check", cwd=project).returncode == 0
    (project / "docgraph.toml").write_text('ignroe = ["OWN001"]\n', encoding="utf-8")
    run = docgraph("check", cwd=project)
    assert run.returncode == 2
    assert "docgraph.toml" in run.stderr
    assert "ignroe" in run.stderr


def test_mkdocs_yml_is_read_without_running_anything(project: Path, docgraph: Command) -> None:
    (project / "mkdocs.yml").write_text(
        "INHERIT: base.yml\nsite_name: !ENV [HOME, x]\nx: !!python/object/apply:os.system ['touch ran']\n"
        "markdown_extensions:\n  - toc:\n      slugify: !!python/name:os.system\n",
        encoding="utf-8",
    )
    (project / "base.yml").write_text(
        "docs_dir: docs\nplugins:\n  - docgraph:\n      ignore: OWN001\n", encoding="utf-8"
    )
    run = docgraph("check", cwd=project)
    assert run.returncode == 0, run
    assert not (project / "ran").exists()


@pytest.mark.slow
def test_an_internal_error_exits_70_without_content_of_the_documents(project: Path) -> None:
    program = (
        "import docgraph.app.run_check as c, sys\n"
        "def boom(*a): raise KeyError('secret')\n"
        "c.build = boom\n"
        "sys.argv = ['docgraph', 'check']\n"
        "from docgraph.cli.main import main\nmain()\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=project, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 70
    assert "secret" not in run.stderr
    assert "Traceback" not in run.stderr


@pytest.fixture
def fixable(project: Path) -> Path:
    """A project with fixable findings, in a file with Windows line endings and a byte order mark."""
    (project / "docs" / "orphan.md").unlink()
    content = "---\nkind: agnet  # which?\nowner:   jane\nbackup: 'sam'\noutcmes: [held]\n---\nText.\n"
    (project / "docs" / "bot.md").write_bytes(b"\xef\xbb\xbf" + content.replace("\n", "\r\n").encode())
    return project


def test_fix_edits_in_place_and_reports_the_remaining_findings(fixable: Path, docgraph: Command) -> None:
    run = docgraph("check", "--fix", "--select", "DOC", cwd=fixable)
    assert (run.returncode, run.stderr) == (0, "docgraph: fixed 2 findings in 1 file\n")
    fixed = "---\nkind: agent  # which?\nowner:   jane\nbackup: 'sam'\noutcomes: [held]\n---\nText.\n"
    assert (fixable / "docs" / "bot.md").read_bytes() == b"\xef\xbb\xbf" + fixed.replace("\n", "\r\n").encode()
    again = docgraph("check", "--fix", "--select", "DOC", cwd=fixable)
    assert again.stderr == "docgraph: fixed 0 findings in 0 files\n"
    assert sorted(path.name for path in (fixable / "docs").iterdir()) == ["bot.md", "held.md", "jane.md", "sam.md"]


def test_diff_prints_the_edits_and_changes_no_file(fixable: Path, docgraph: Command) -> None:
    before = (fixable / "docs" / "bot.md").read_bytes()
    run = docgraph("check", "--diff", cwd=fixable)
    assert run.returncode == 1
    changed = [line.rstrip() for line in run.stdout.splitlines() if line[:1] in "+-"]
    assert changed == ["--- a/docs/bot.md", "+++ b/docs/bot.md", "-kind: agnet  # which?", "+kind: agent  # which?",
                       "-outcmes: [held]", "+outcomes: [held]"]  # fmt: skip
    assert (fixable / "docs" / "bot.md").read_bytes() == before


def test_a_diff_counts_lines_as_git_does(fixable: Path, docgraph: Command) -> None:
    content = '---\nkind: agent\ntitle: "a\u2028b\x85c"\noutcmes: [held]\n---\n'
    (fixable / "docs" / "bot.md").write_text(content, encoding="utf-8", newline="")
    shown = docgraph("check", "--diff", cwd=fixable).stdout
    assert "@@ -1,5 +1,5 @@" in shown
    assert [line for line in shown.split("\n") if line[:1] == "-"] == ["--- a/docs/bot.md", "-outcmes: [held]"]


def test_fix_changes_no_file_behind_a_link_out_of_the_docs_folder(fixable: Path, docgraph: Command) -> None:
    bot = fixable / "docs" / "bot.md"
    before = bot.read_bytes()
    bot.rename(fixable / "real.md")
    bot.symlink_to(fixable / "real.md")
    run = docgraph("check", "--fix", cwd=fixable)
    assert run.returncode == 1
    assert (fixable / "real.md").read_bytes() == before

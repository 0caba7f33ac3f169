"""`docgraph hire`: packets for agents that files define, and owners written back into such files."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.definitions.repository import write

PEOPLE = "---\nkind: people\npeople: [{id: jane.doe}, {id: sam.lee}, {id: gone, left: 2026-01-01}]\n---\n"
LINTER = "---\nname: linter\ndescription: Lints the code.\ntools: Read, Grep\n---\nNever change code.\n"
TESTER = "---\ndescription: Runs tests.\ntools: [read, execute]\n---\n"
FILES = {
    "docgraph.toml": 'docs-dir = "docs"\n',
    "docs/people.md": PEOPLE,
    ".claude/agents/linter.md": LINTER,
    ".github/agents/tester.agent.md": TESTER,
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return write(tmp_path, FILES)


def files_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_one_packet_from_a_file(project: Path, docgraph: Command) -> None:
    before = files_of(project)
    run = docgraph("hire", "--from", ".claude/agents/linter.md", cwd=project)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == (
        "docs/agents/linter.md: packet of agent `linter` drafted\n"
        "  OWN002: agent `linter` has no owner\n"
        "  OWN005: agent `linter` has no backup\n"
        "Next: write `owner: <person or role id>`, and run `docgraph check` (9 findings in all)\n"
    )
    after = files_of(project)
    assert {path: after[path] for path in before} == before
    assert set(after) - set(before) == {"docs/agents/linter.md"}


def test_a_draft_passes_after_two_edits(project: Path, docgraph: Command) -> None:
    docgraph("hire", "--from", ".claude/agents/linter.md", cwd=project)
    packet = project / "docs/agents/linter.md"
    text = packet.read_text(encoding="utf-8")
    edited = text.replace("owner:\n", "owner: jane.doe\n").replace("backup:\n", "backup: sam.lee\n")
    packet.write_text(edited, encoding="utf-8")
    (project / ".github/agents/tester.agent.md").unlink()
    assert docgraph("check", cwd=project).returncode == 0


@pytest.mark.parametrize("path", [".claude/agents/it's a linter.md", ".github/agents/b.agent.md"])
def test_the_fix_of_an_undocumented_agent_is_the_command_that_drafts_its_packet(
    project: Path, docgraph: Command, path: str
) -> None:
    write(project, {path: LINTER.replace("name: linter", "name: other")})
    report = json.loads(docgraph("check", "--select", "SHD001", "--format", "json", cwd=project).stdout)
    (fix,) = (finding["help"] for finding in report["findings"] if finding["path"] == path)
    command = shlex.split(fix.split("`")[1])
    assert docgraph(*command[1:], cwd=project).returncode == 0
    left = json.loads(docgraph("check", "--select", "SHD001", "--format", "json", cwd=project).stdout)
    assert {finding["path"] for finding in report["findings"]} - {finding["path"] for finding in left["findings"]} == {
        path
    }


def test_an_agent_that_cannot_be_read_is_one_finding_about_its_file(project: Path, docgraph: Command) -> None:
    write(project, {".codex/agents/bad.toml": "name ="})
    run = docgraph("check", "--select", "SHD", "--format", "concise", cwd=project)
    assert [line.split()[1] for line in run.stdout.splitlines() if "bad.toml" in line] == ["SHD009"]


def test_all_agents_get_packets_once(project: Path, docgraph: Command) -> None:
    run = docgraph("hire", "--all", "--owner", "jane.doe", cwd=project)
    assert run.returncode == 0
    assert run.stdout.startswith(
        "docs/agents/linter.md: packet of agent `linter` drafted\n"
        "docs/agents/tester.md: packet of agent `tester` drafted\n"
        "2 packets drafted\n"
        "Next: write `backup: <person, role or team id other than the owner>`, and run `docgraph check` ("
    )
    assert "\nowner: jane.doe\n" in (project / "docs/agents/tester.md").read_text(encoding="utf-8")
    before = files_of(project)
    again = docgraph("hire", "--all", cwd=project)
    assert (again.returncode, again.stdout) == (0, "every agent has a packet; nothing to write\n")
    assert files_of(project) == before


def test_agents_of_one_name_in_two_folders_get_packets_with_different_ids(project: Path, docgraph: Command) -> None:
    write(project, {f"{folder}/.claude/agents/linter.md": LINTER for folder in ("apps/web", "apps/api", "libs/api")})
    docgraph("hire", "--all", cwd=project)
    packets = {path.name for path in (project / "docs/agents").iterdir()}
    assert packets == {"linter.md", "api-linter.md", "web-linter.md", "libs-api-linter.md", "tester.md"}
    assert "no packet" not in docgraph("scan", cwd=project).stdout


def test_the_diff_changes_no_file_and_can_be_applied(project: Path, docgraph: Command) -> None:
    before = files_of(project)
    run = docgraph("hire", "--all", "--diff", cwd=project)
    assert (run.returncode, run.stderr) == (1, "docgraph: would write 2 packets\n")
    assert files_of(project) == before
    docgraph("hire", "--all", cwd=project)
    drafted = files_of(project)
    (project / "docs/agents/linter.md").unlink()
    (project / "docs/agents/tester.md").unlink()
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    subprocess.run(["git", "apply", "-"], cwd=project, input=run.stdout.encode(), check=True)
    assert {path: files_of(project)[path] for path in drafted} == drafted
    assert docgraph("hire", "--all", "--diff", cwd=project).returncode == 0


def test_a_file_that_no_host_reads_is_named_and_left_out(project: Path, docgraph: Command) -> None:
    write(project, {".codex/agents/bad.toml": "name ="})
    run = docgraph("hire", "--all", cwd=project)
    assert run.returncode == 0
    assert run.stderr == "docgraph: .codex/agents/bad.toml: cannot be read; no packet is drafted\n"
    assert "2 packets drafted\n" in run.stdout
    again = docgraph("hire", "--all", cwd=project)
    assert (again.returncode, again.stdout) == (0, "every other agent has a packet; nothing to write\n")


def test_a_repository_without_agents_has_none_to_hire(tmp_path: Path, docgraph: Command) -> None:
    (tmp_path / "docgraph.toml").write_text('docs-dir = "docs"\n', encoding="utf-8")
    (tmp_path / "docs").mkdir()
    run = docgraph("hire", "--all", cwd=tmp_path)
    assert (run.returncode, run.stdout) == (0, "no file defines an agent; nothing to write\n")


@pytest.mark.parametrize("folder", [".", "docs", ".claude/agents", "sub/deep"])
def test_the_file_is_relative_to_the_current_folder_or_to_the_repository(
    project: Path, docgraph: Command, folder: str
) -> None:
    (project / folder).mkdir(parents=True, exist_ok=True)
    path = "linter.md" if folder == ".claude/agents" else ".claude/agents/linter.md"
    run = docgraph("hire", "--from", path, cwd=project / folder)
    assert run.returncode == 0
    assert (project / "docs/agents/linter.md").exists()


def test_a_link_to_a_definition_names_it(project: Path, docgraph: Command) -> None:
    (project / "link.md").symlink_to(".claude/agents/linter.md")
    assert docgraph("hire", "--from", "link.md", cwd=project).returncode == 0
    assert (project / "docs/agents/linter.md").exists()


def test_drafts_are_never_in_a_folder_from_which_a_host_loads_agents(tmp_path: Path, docgraph: Command) -> None:
    # a plugin at the top of the repository, which is the docs folder
    files = {
        "docgraph.toml": 'docs-dir = "."\n',
        ".git/HEAD": "",
        ".claude-plugin/plugin.json": '{"name": "tools"}',
        ".claude/agents/linter.md": LINTER,
        "people.md": PEOPLE,
    }
    run = docgraph("hire", "--all", cwd=write(tmp_path, files))
    assert run.stdout.startswith("agent-packets/linter.md: packet of agent `linter` drafted\n")
    assert docgraph("scan", cwd=tmp_path).stdout.startswith("1 agent in 1 host: ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Error: pass one of --from FILE, --all and --write-owner FILE"),
        (("--all", "--from", "x"), "Error: pass one of --from FILE, --all and --write-owner FILE"),
        (("--write-owner", "x", "--owner", "jane.doe"), "leave out --owner"),
        (("--from", "x.md"), "docgraph: x.md: does not exist"),
        (("--from", "docs"), "docgraph: docs: is a folder; name a file"),
        (("--from", "docs/people.md"), "no program loads an agent from this file; run `docgraph scan` for a list"),
        (("--from", "../outside.md"), "docgraph: ../outside.md: is not in the repository "),
        (("--from", ".claude/agents/linter.md", "--owner", "jane"), "did you mean `jane.doe`?"),
        (("--all", "--owner", "gone"), "`gone` is not one active person on 2026-11-21; name another owner"),
        (("--write-owner", ".claude/agents/linter.md"),
         "docgraph: .claude/agents/linter.md: has no packet; run `docgraph hire --from .claude/agents/linter.md`"),
        (("--write-owner", "docs/people.md"), "no program loads an agent from this file"),
    ],
)  # fmt: skip
def test_what_cannot_be_drafted_is_refused(
    project: Path, docgraph: Command, arguments: tuple[str, ...], message: str
) -> None:
    (project.parent / "outside.md").write_text(LINTER, encoding="utf-8")
    before = files_of(project)
    run = docgraph("hire", *arguments, cwd=project)
    assert (run.returncode, run.stdout) == (2, "")
    assert message in run.stderr
    assert files_of(project) == before


def test_if_a_file_cannot_be_created_none_is(project: Path, docgraph: Command) -> None:
    (project / "docs/agents").write_text("", encoding="utf-8")
    before = files_of(project)
    run = docgraph("hire", "--all", cwd=project)
    assert run.returncode == 2
    assert (
        run.stderr == "docgraph: docs/agents/linter.md: cannot be written: agents is no folder; nothing was written\n"
    )
    assert files_of(project) == before


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        ({}, "no settings say where packets belong; run `docgraph init`"),
        ({"mkdocs.yml": "site_name: x\n"}, "mkdocs.yml has no `docgraph` plugin; run `docgraph init`"),
    ],
)
def test_a_packet_that_no_settings_would_read_is_refused(
    project: Path, docgraph: Command, settings: dict[str, str | bytes], fault: str
) -> None:
    (project / "docgraph.toml").unlink()
    before = files_of(write(project, settings))
    run = docgraph("hire", "--all", cwd=project)
    assert (run.returncode, run.stdout) == (2, "")
    assert fault in run.stderr
    assert files_of(project) == before


def test_a_file_that_is_no_document_is_not_replaced(project: Path, docgraph: Command) -> None:
    (project / "docs/agents").mkdir()
    (project / "docs/agents/linter.md").symlink_to("nowhere.md")
    docgraph("hire", "--all", cwd=project)
    assert (project / "docs/agents/linter.md").is_symlink()
    assert (project / "docs/agents/linter-2.md").exists()


def test_a_folder_that_leads_out_of_the_repository_is_refused(project: Path, docgraph: Command) -> None:
    outside = project.parent / "elsewhere"
    outside.mkdir()
    (project / "docs/agents").symlink_to(outside, target_is_directory=True)
    run = docgraph("hire", "--all", cwd=project)
    assert run.returncode == 2
    assert "a link leads out of the repository; nothing was written" in run.stderr
    assert not list(outside.iterdir())


PACKET = "---\nkind: agent\nowner: {}\ndefinitions: [{}]\n---\n"


def test_the_owner_is_added_to_the_definition(project: Path, docgraph: Command) -> None:
    path = ".github/agents/tester.agent.md"
    write(project, {"docs/agents/tester.md": PACKET.format("jane.doe", path)})
    diff = docgraph("hire", "--write-owner", path, "--diff", cwd=project)
    assert (diff.returncode, diff.stderr) == (1, "docgraph: would write 1 owner\n")
    assert "+metadata:\n+  owner: jane.doe\n" in diff.stdout
    assert (project / path).read_text(encoding="utf-8") == TESTER
    run = docgraph("hire", "--write-owner", path, cwd=project)
    assert (run.returncode, run.stdout, run.stderr) == (0, f"{path}: owner `jane.doe` written\n", "")
    assert (project / path).read_text(encoding="utf-8") == TESTER.replace("]\n", "]\nmetadata:\n  owner: jane.doe\n")
    again = docgraph("hire", "--write-owner", path, cwd=project)
    assert (again.returncode, again.stdout) == (0, f"{path}: owner is `jane.doe` already\n")


def test_the_diff_of_an_owner_masks_values_that_can_be_secrets(project: Path, docgraph: Command) -> None:
    path = ".github/agents/tester.agent.md"
    definition = TESTER.replace("]\n", "]\nmcp-servers:\n  x: {env: {TOKEN: example-not-a-secret}}\n")
    write(project, {path: definition, "docs/agents/tester.md": PACKET.format("jane.doe", path)})
    diff = docgraph("hire", "--write-owner", path, "--diff", cwd=project)
    assert "+  owner: jane.doe\n" in diff.stdout
    assert "example-not-a-secret" not in diff.stdout
    docgraph("hire", "--write-owner", path, cwd=project)
    assert (project / path).read_text(encoding="utf-8") == definition.replace(
        "}}\n", "}}\nmetadata:\n  owner: jane.doe\n"
    )


def test_the_owner_of_an_mcp_server_is_that_of_the_packet_that_names_its_file(project: Path, docgraph: Command) -> None:
    server = {"name": "io.example/x", "packages": [{"version": "1"}]}
    write(project, {"server.json": json.dumps(server), "docs/x.md": PACKET.format("jane.doe", "server.json")})
    assert docgraph("hire", "--write-owner", "server.json", cwd=project).returncode == 0
    after = json.loads((project / "server.json").read_text(encoding="utf-8"))
    key = "io.modelcontextprotocol.registry/publisher-provided"
    assert after == {**server, "_meta": {key: {"owner": "jane.doe"}}}


@pytest.mark.parametrize(
    ("path", "owner", "message"),
    [
        (".claude/agents/linter.md", "jane.doe", "a definition for Claude Code has no room for an owner"),
        (".github/agents/tester.agent.md", "", "agent `x` has no owner in docs/x.md:3:7; write `owner: "),
        (".github/agents/tester.agent.md", "gone", "`gone` is not one active person on 2026-11-21"),
        (".github/agents/tester.agent.md", "[jane.doe, sam.lee]", "agent `x` has no owner in docs/x.md"),
    ],
)
def test_an_owner_that_cannot_be_added_to_the_definition_is_refused(
    project: Path, docgraph: Command, path: str, owner: str, message: str
) -> None:
    write(project, {"docs/x.md": PACKET.format(owner, path)})
    before = files_of(project)
    run = docgraph("hire", "--write-owner", path, cwd=project)
    assert (run.returncode, run.stdout) == (2, "")
    assert message in run.stderr
    assert files_of(project) == before


def test_an_owner_is_added_through_a_link_within_the_repository_only(project: Path, docgraph: Command) -> None:
    path = ".github/agents/tester.agent.md"
    write(project, {"shared/tester.md": TESTER, "docs/x.md": PACKET.format("jane.doe", path)})
    (project / path).unlink()
    (project / path).symlink_to("../../shared/tester.md")
    assert docgraph("hire", "--write-owner", path, cwd=project).returncode == 0
    assert (project / path).is_symlink()
    assert "owner: jane.doe" in (project / "shared/tester.md").read_text(encoding="utf-8")
    outside = project.parent / "outside.md"
    outside.write_text(TESTER, encoding="utf-8")
    (project / path).unlink()
    (project / path).symlink_to(outside)
    run = docgraph("hire", "--write-owner", path, cwd=project)
    assert run.returncode == 2
    assert "is not in the repository" in run.stderr
    assert outside.read_text(encoding="utf-8") == TESTER


def test_settings_in_a_toml_file_of_another_name_are_settings(docgraph: Command, tmp_path: Path) -> None:
    root = write(
        tmp_path, {"team.toml": 'docs-dir = "docs"\n', "docs/a.md": "# A\n", ".claude/agents/linter.md": LINTER}
    )
    run = docgraph("hire", "--all", "--config", "team.toml", cwd=root)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("agents/linter.md: packet of agent `linter` drafted")

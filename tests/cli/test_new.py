"""`docgraph new`: one document with the fewest keys, for every kind."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from docgraph.kinds import KINDS
from docgraph.model.record import Record
from docgraph.rules._causes import OWNERLESS
from tests.conftest import ENVIRONMENT, Command

NAMES = [kind.kind for kind in KINDS]
WITHOUT_OWNER = {"person", "role", "team"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docgraph.toml").write_text('profile = "adopt"\n', encoding="utf-8")
    people = "---\nkind: people\npeople: [{id: jane.doe}, {id: gone, left: 2026-01-01}]\n---\n"
    (tmp_path / "docs" / "people.md").write_text(people, encoding="utf-8")
    bot = "---\nkind: agent\nowner: jane.doe\n---\n"
    (tmp_path / "docs" / "bot.md").write_text(bot, encoding="utf-8")
    return tmp_path


def codes(project: Path, docgraph: Command) -> list[str]:
    lines = docgraph("check", "--format", "concise", cwd=project).stdout.splitlines()[:-1]
    return [line.split()[1] for line in lines]


def id_for(kind: str) -> str:
    """The id for a new record; a RACI has that of the agent."""
    return "bot" if kind == "raci" else f"new-{kind}"


@pytest.mark.parametrize("kind", NAMES)
def test_with_an_owner_it_passes(project: Path, docgraph: Command, kind: str) -> None:
    owner = () if kind == "person" else ("--owner", "jane.doe")
    run = docgraph("new", kind, id_for(kind), *owner, cwd=project)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.endswith("written\nNext: describe it below the heading, and run `docgraph check`\n")
    assert codes(project, docgraph) == []


@pytest.mark.parametrize("kind", NAMES)
def test_without_one_the_owner_is_the_only_finding(project: Path, docgraph: Command, kind: str) -> None:
    run = docgraph("new", kind, id_for(kind), cwd=project)
    assert run.returncode == 0
    found = codes(project, docgraph)
    if kind in WITHOUT_OWNER:
        assert found == []
    else:
        (code,) = found
        assert code in (*OWNERLESS, "RAC001")
        assert f"\n  {code}: " in run.stdout
        assert "\nNext: add " in run.stdout


def test_the_file_has_the_fewest_keys(project: Path, docgraph: Command) -> None:
    run = docgraph("new", "agent", "billing-bot", "--owner", "jane.doe", cwd=project)
    # beside the other agent
    assert run.stdout.startswith("docs/billing-bot.md: agent `billing-bot` written\n")
    text = (project / "docs" / "billing-bot.md").read_text(encoding="utf-8")
    assert text == "---\nkind: agent\nowner: jane.doe\n---\n# Billing bot\n"
    docgraph("new", "person", "sam.lee", cwd=project)
    assert (project / "docs/people/sam.lee.md").read_text(encoding="utf-8") == "---\nkind: person\n---\n# Sam Lee\n"
    docgraph("new", "outcome", "fast", "--title", "Faster  onboarding", cwd=project)
    assert (project / "docs/outcomes/fast.md").read_text(encoding="utf-8").endswith("# Faster onboarding\n")


@pytest.mark.parametrize(
    ("pages", "folder"),
    [
        (("adr/0001-a.md", "adr/0002-b.md", "old/0003-c.md"), "adr"),
        (("adr/0001-a.md", "a/index.md"), "adr"),
        (("a/index.md",), "decisions"),
        ((), "decisions"),
    ],
)
def test_it_is_beside_most_records_of_its_kind(
    project: Path, docgraph: Command, pages: tuple[str, ...], folder: str
) -> None:
    for path in pages:
        file = project / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("---\nkind: decision\nowner: jane.doe\n---\n", encoding="utf-8")
    run = docgraph("new", "adr", "0004-d", "--owner", "jane.doe", cwd=project)
    assert run.stdout.startswith(f"docs/{folder}/0004-d.md: decision `0004-d` written\n")
    assert codes(project, docgraph) == []


def test_a_packet_is_not_beside_definitions_that_are_read_as_records(project: Path, docgraph: Command) -> None:
    settings = 'docs-dir = "."\nkinds = { "agents/*.md" = { like = "claude-agent" } }\n'
    (project / "docgraph.toml").write_text(settings, encoding="utf-8")
    (project / ".claude-plugin").mkdir()
    (project / ".claude-plugin" / "plugin.json").write_text('{"name": "tools"}', encoding="utf-8")
    (project / "agents").mkdir()
    for name in ("a", "b"):
        definition = f"---\nname: {name}\ndescription: x\n---\n"
        (project / "agents" / f"{name}.md").write_text(definition, encoding="utf-8")
    run = docgraph("new", "agent", "x", "--owner", "jane.doe", cwd=project)
    assert run.stdout.startswith("docs/x.md: agent `x` written\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("agnt", "x"), "unknown kind `agnt`; did you mean `agent`?"),
        (("agent", "My Bot"), "`My Bot` is not a valid id (ASCII letters and digits, with single"),
        (("agent", "../x"), "`../x` is not a valid id"),
        (("agent", "bot"), "agent `bot` exists already: docs/bot.md:2:1; choose another id"),
        (("agent", "x", "--owner", "jane"), "no person or role with id `jane`; did you mean `jane.doe`?"),
        (("agent", "x", "--owner", "Kim Roe"), "with id `Kim Roe`; first run `docgraph new person kim-roe`"),
        (("agent", "x", "--owner", "gone"), "`gone` is not one active person on 2026-11-21; name another owner"),
        (("person", "x", "--owner", "jane.doe"), "a person has no owner; leave out `--owner`"),
        (("raci", "x"), "no agent or outcome has the id `x`"),
        (("person", "platform-team"), "looks like a team or several people"),
        (("person", "everyone"), "everyone"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_record_is_refused(
    project: Path, docgraph: Command, arguments: tuple[str, ...], message: str
) -> None:
    before = sorted(project.rglob("*"))
    run = docgraph("new", *arguments, cwd=project)
    assert (run.returncode, run.stdout) == (2, "")
    assert message in run.stderr
    assert sorted(project.rglob("*")) == before


def test_an_existing_file_is_never_changed(project: Path, docgraph: Command) -> None:
    (project / "docs" / "x.md").write_text("# A page\n", encoding="utf-8")
    run = docgraph("new", "agent", "x", cwd=project)
    assert run.returncode == 2
    assert run.stderr == "docgraph: docs/x.md: exists already; choose another id, or edit the file\n"
    assert (project / "docs" / "x.md").read_text(encoding="utf-8") == "# A page\n"


def test_a_folder_that_is_a_file_is_an_error(project: Path, docgraph: Command) -> None:
    (project / "docs" / "outcomes").write_text("", encoding="utf-8")
    run = docgraph("new", "outcome", "x", cwd=project)
    assert run.returncode == 2
    assert "docs/outcomes/x.md: " in run.stderr


def test_in_the_default_profile_it_prints_what_else_the_check_will_report(project: Path, docgraph: Command) -> None:
    (project / "docgraph.toml").write_text("", encoding="utf-8")
    run = docgraph("new", "agent", "x", "--owner", "jane.doe", cwd=project)
    assert run.returncode == 0
    assert "\n  OWN005: agent `x` has no backup\n" in run.stdout
    assert "\nNext: add `backup: <person, role or team id other than the owner>` (9 findings in all)\n" in run.stdout


@pytest.mark.slow
@pytest.mark.parametrize(("typed", "status"), [("jane.doe\n", 0), ("\n", 0), ("nobody.known\n", 2)])
def test_at_a_terminal_it_asks_for_the_owner(project: Path, typed: str, status: int) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "docgraph", "new", "outcome", "fast"],
        cwd=project, env=ENVIRONMENT, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    os.write(ours, typed.encode())
    _, errors = process.communicate(timeout=60)
    assert process.returncode == status
    assert "Owner (id of a person or role; Enter if there is none yet)" in errors
    file = project / "docs" / "outcomes" / "fast.md"
    assert file.exists() == (status == 0)
    assert not file.exists() or ("owner: jane.doe" in file.read_text(encoding="utf-8")) == typed.startswith("jane")


def test_the_owner_key_of_a_kind_outside_the_package_is_found() -> None:
    from docgraph.app.new_document import owner_path
    from docgraph.kinds.ownership import Owned, Owner

    class Risk(Owned):
        kind, plural = "risk", "risks"
        owner: Owner = ()

    risk: type[Record] = Risk
    assert [field.key for field in owner_path(risk)] == ["owner"]
